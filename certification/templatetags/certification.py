from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.models import PortfolioStatus

register = template.Library()
TONES = {
    PortfolioStatus.PASSED: "good",
    PortfolioStatus.RETURNED: "warn",
    PortfolioStatus.NOT_YET: "warn",
    PortfolioStatus.ASSEMBLING: "neutral",
}


@register.filter
def at(table, key):
    """table[key], or None: `{{ uploads|at:item.upload }}`."""
    return (table or {}).get(key)


@register.simple_tag
def state_badge(portfolio):
    """The state as components/badge.html draws it: a portfolio's with its project, or that of its row in the queue."""
    if portfolio.is_withdrawn:
        return badge(_("withdrawn by the teacher"), "neutral")
    return badge(portfolio.get_status_display(), TONES.get(portfolio.status, "now"))


def badge(label, tone):
    return format_html('<span class="badge badge-{}">{}</span>', tone, label)


@register.simple_tag
def waiting_words(portfolio):
    """How long it has waited, until when, and whether that is over: in words. Of a portfolio for_listing or its row."""
    if portfolio.is_waiting:
        return format_html("<span>{} ·</span> {}", waited(portfolio.days_waiting), due(portfolio))
    if portfolio.decided_at and not portfolio.is_withdrawn:
        day = date_format(timezone.localtime(portfolio.decided_at), "DATE_FORMAT")
        return format_html("<span>{}</span>", _("decided on %(day)s") % {"day": day})
    return ""


def waited(days):
    if not days:
        return _("submitted today")
    return ngettext("waiting %(days)s day", "waiting %(days)s days", days) % {"days": days}


def due(portfolio):
    late = portfolio.days_overdue
    if late:
        return badge(ngettext("overdue by %(days)s day", "overdue by %(days)s days", late) % {"days": late}, "bad")
    day = date_format(portfolio.due_on, "j E") if portfolio.due_on else ""
    return format_html("<span>{}</span>", _("due %(due)s") % {"due": day})
