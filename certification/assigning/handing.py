"""All that lies with a reviewer who leaves, handed on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEntry
from certification.models import Assignment, Portfolio, Reading

from .days import working_day
from .proposing import propose


def lies_with(person):
    """What she still has to read, the most urgent first."""
    hers = Assignment.objects.to_read().filter(reviewer=person).order_by("due_on", "id")
    return hers.select_related("portfolio__project__lead", "portfolio__project__school__district__region")


@transaction.atomic
def hand_over(person, receivers, by):
    """Gives her first readings to the receivers, evenly, with the days that they had; what nobody may read is left.

    Returns (number handed on, [Assignment left with her]). Second readings are left too: they want a blind reader.
    """
    assignments = {one.portfolio_id: one for one in lies_with(person).filter(reading=Reading.FIRST)}
    portfolios = Portfolio.objects.assignable_by(by).filter(pk__in=assignments).for_listing().oldest_first()
    left = dict(assignments)
    for proposal in propose(portfolios, receivers):
        if proposal.reviewer and _gave(proposal, assignments[proposal.portfolio.pk], by):
            del left[proposal.portfolio.pk]
    handed = len(assignments) - len(left)
    if handed:
        AuditEntry.objects.record(by, "reviewer's work handed over", person, number=handed, left=len(left))
    return handed, [*left.values(), *lies_with(person).filter(reading=Reading.SECOND)]


def _gave(proposal, old, by):
    due_on = working_day(max(old.due_on, timezone.localdate()))
    try:
        Assignment.objects.give(proposal.portfolio, proposal.reviewer.person, by, due_on)
    except ValidationError:
        return False
    return True
