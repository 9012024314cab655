"""The teacher does not agree: she says why, once; one answer, by somebody who has neither read nor settled it."""

from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import UNIVERSITY, AuditEntry, User
from certification.models import Appeal, AppealStatus, Ended, PortfolioStatus, Reading
from certification.moderating.acts import leave_desk
from outbox.letters import write_to
from projects.models import ProjectStatus
from safekeeping.states import TransitionError


@transaction.atomic
def appeal(decision, by, text, **keys):
    """TransitionError when the day has passed. keys: of the form that is sent once."""
    if not decision.may_be_appealed:
        raise TransitionError("too late, or nothing to appeal against")
    made = Appeal.objects.create(decision=decision, text=text, **keys)
    AuditEntry.objects.record(by, "appeal sent", decision.portfolio)
    for chief in User.objects.filter(is_active=True, groups__name=UNIVERSITY):
        if Appeal.objects.answerable_by(chief).filter(pk=made.pk).exists():
            write_to(chief, "appeal_received", path=made.get_absolute_url, project=decision.portfolio.project)
    return made


@transaction.atomic
def answer(made, by, status, text):
    """One answer. Granted, the portfolio goes to another reader.

    PermissionError when it is not hers to answer; TransitionError when it is answered already, or the project rests.
    """
    if made.status == AppealStatus.OPEN and not Appeal.objects.answerable_by(by).filter(pk=made.pk).exists():
        raise PermissionError("Not hers to answer.")
    made._move_to(status, answer=text, answered_at=timezone.now(), answered_by=by)
    portfolio = made.decision.portfolio
    if status == AppealStatus.GRANTED:
        read_again(portfolio, by)
    AuditEntry.objects.record(by, f"appeal {status}", portfolio)
    project = portfolio.project
    path = partial(reverse, "certification:appeal", args=[made.decision_id])
    write_to(project.lead, "appeal_answered", path=path, project=project, appeal=made)


def read_again(portfolio, by):
    """From the beginning, by somebody else. What she has submitted anew meanwhile is read anyway."""
    for assignment in portfolio.assignments.standing().filter(reading=Reading.FIRST):
        assignment.end(Ended.TAKEN_BACK)
    leave_desk(portfolio)
    if portfolio.project.status == ProjectStatus.SUBMITTED:
        if portfolio.status == PortfolioStatus.IN_MODERATION:
            portfolio._move_to(PortfolioStatus.IN_REVIEW)
        return
    portfolio.project.read_again(by)
    portfolio._move_to(PortfolioStatus.IN_REVIEW, submitted_at=timezone.now(), decided_at=None)
