"""The figures over time: month by month, and beside another cohort at the same week."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..charts import columns
from ..indicators import ALL, INDICATORS, measure

BY_MONTH = ("sessions_held", "sessions_unlogged", "attendance", "projects", "evidence", "stories")
COMPARED = (
    "teachers",
    "women",
    "sessions_due",
    "sessions_held",
    "sessions_unlogged",
    "attendance",
    "projects",
    "evidence",
    "stories",
)


def charts(scope, hide):
    figures = measure(BY_MONTH, scope, by="month", hide=hide)
    period = _period(figures.groups)
    drawn = [
        ("sessions", _("Sessions by month"), ("sessions_held", "sessions_unlogged"), "", None),
        ("attendance", _("Attendance by month"), ("attendance",), "%", 100),
        ("projects", _("Projects begun by month"), ("projects",), "", None),
        ("evidence", _("Evidence by month"), ("evidence",), "", None),
        ("stories", _("Stories published by month"), ("stories",), "", None),
    ]
    return [
        columns(key, title, period, [str(INDICATORS[one].name) for one in keys], _rows(figures, keys), unit, top)
        for key, title, keys, unit, top in drawn
    ]


def _period(months):
    if not months:
        return ""
    return _("From %(first)s to %(last)s, a column a month.") % {
        "first": months[0].label,
        "last": months[-1].label,
    }


def _rows(figures, keys):
    return [
        (month.label, date_format(month.key, "M"), tuple(figures.cell(key, month).value for key in keys))
        for month in figures.groups
        if month.key
    ]


def previous(cohort, cohorts):
    """The cohort before this one, or None. cohorts: the newest first."""
    earlier = [one for one in cohorts if one.starts_on < cohort.starts_on]
    return earlier[0] if earlier else None


def same_week(scope, other):
    """The other cohort's scope on the day that was as far from its beginning as `scope.until` is from that of this."""
    day = other.starts_on + (scope.until - scope.cohort.starts_on)
    return scope.of(other).on(min(day, timezone.localdate()))


def week_of(scope):
    return max(1, (scope.until - scope.cohort.starts_on) // timedelta(weeks=1) + 1)


def beside(scope, other):
    """[(Indicator, figure here, figure there at the same week)] of all that can be told of a day that is over."""
    indicators = [one for one in ALL if one.key in COMPARED]
    here, there = measure(indicators, scope), measure(indicators, same_week(scope, other))
    return [(one, here.total(one.key), there.total(one.key)) for one in indicators]
