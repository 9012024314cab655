"""The dates of a series, from the cohort's session plan. Pure calculation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from programme.models import PlannedSession


@dataclass
class PlannedDate:
    plan: PlannedSession
    starts_at: datetime


def first_on(weekday, not_before):
    """The first such weekday (Monday is 0) on or after the date."""
    return not_before + timedelta(days=(weekday - not_before.weekday()) % 7)


def dates(plans, weekday, at, not_before):
    """A PlannedDate for each plan row, by number: as many weeks apart as the plan says, but never two in one week."""
    series, week = [], 0
    for plan in plans:
        if series:
            week = max(week + 1, plan.weeks_after_start - plans[0].weeks_after_start)
        day = first_on(weekday, not_before) + timedelta(weeks=week)
        series.append(PlannedDate(plan, timezone.make_aware(datetime.combine(day, at))))
    return series


def not_planned_yet(community):
    """Rows of the cohort's plan of which the community has neither planned nor held a session."""
    done = community.sessions.standing().exclude(plan=None).values("plan")
    return list(community.cohort.session_plan.exclude(pk__in=done).order_by("number"))
