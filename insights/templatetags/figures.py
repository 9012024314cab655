from django import template
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.simple_tag
def figure(indicator, told):
    """A figure as it is read: with its unit, a dash where nothing can be told, and in words why."""
    if told.hidden:
        return format_html('<span class="untold">—<span class="visually-hidden"> {}</span></span>', _("hidden"))
    if told.value is None:
        return format_html('<span class="untold">—<span class="visually-hidden"> {}</span></span>', _("no data"))
    return with_unit(told.value, indicator.unit)


def with_unit(value, unit):
    if unit == "%":
        return _("%(number)s%%") % {"number": value}
    if unit == "days":
        return ngettext("%(number)d day", "%(number)d days", value) % {"number": value}
    return localize(value, use_l10n=True)


BAR = """<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
<rect class="bar-all" width="100" height="10" rx="2"/><rect class="bar-part" width="{}" height="10" rx="2"/></svg> """


@register.simple_tag
def cell_of(cell, place):
    """A figure in a table, with a bar where it is a share, and the way to its list; place: the name of its row."""
    told = figure(cell.indicator, cell.figure)
    if cell.link and cell.figure.numerator:
        heard = '<a href="{}">{}<span class="visually-hidden">: {}, {}</span></a>'
        told = format_html(heard, cell.link, told, cell.indicator.name, place)
    has_bar = cell.indicator.unit == "%" and cell.indicator.more_is and cell.figure.value is not None
    return format_html(BAR + "{}", cell.figure.value, told) if has_bar else told


@register.simple_tag
def share(indicator, told):
    """Numerator and denominator of a figure, in words; "" where it has none or is hidden."""
    if told.hidden or told.denominator is None or not indicator.of_words or indicator.unit == "days":
        return ""
    return _("%(number)s of %(all)s") % {"number": localize(told.numerator), "all": localize(told.denominator)}


@register.simple_tag
def scope_query(scope):
    """The query string of a scope, to be put after "?"."""
    return urlencode(scope.query)


@register.simple_tag
def rows_link(indicator, scope):
    return indicator.link(scope)
