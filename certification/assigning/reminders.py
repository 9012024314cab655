"""Letters to reviewers: at half time, and when the day has passed. At most one a day for a person."""

from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.models import Assignment
from outbox.letters import write_to


def remind():
    """Run every hour by `sweep`; writes to each reviewer once a day at most."""
    today, written = timezone.localdate(), 0
    for person in User.objects.filter(
        is_active=True, pk__in=Assignment.objects.to_read().order_by().values("reviewer")
    ):
        written += _write_to(person, today)
    return f"{written} reviewers reminded"


@transaction.atomic
def _write_to(person, today):
    hers = list(
        Assignment.objects.to_read()
        .order_by()
        .filter(reviewer=person)
        .select_related("portfolio__project__lead")
        .order_by("due_on")
    )
    if any(was_reminded_on(one, today) for one in hers):
        return 0
    late = [one for one in hers if one.due_on < today]
    half = [one for one in hers if is_half_over(one, today)]
    if not late and not half:
        return 0
    Assignment.objects.filter(pk__in=[one.pk for one in late]).update(reminded_late_on=today)
    Assignment.objects.filter(pk__in=[one.pk for one in half]).update(reminded_half_at=timezone.now())
    path = partial(reverse, "certification:queue")
    write_to(person, "reviews_due", path=path, late=late, half=half)
    return 1


def was_reminded_on(assignment, day):
    half = assignment.reminded_half_at and timezone.localdate(assignment.reminded_half_at)
    return day in (half, assignment.reminded_late_on)


def is_half_over(assignment, today):
    """Half of her days have gone, the last has not, and nobody has said so yet."""
    if assignment.reminded_half_at or assignment.due_on < today:
        return False
    given_on = timezone.localdate(assignment.assigned_at)
    return today > given_on and (today - given_on) * 2 >= assignment.due_on - given_on
