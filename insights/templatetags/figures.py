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
