"""How a review ends: its reading is closed, portfolio and project move together, and the teacher hears."""

from functools import partial

from django.db.models import F
from django.urls import reverse

from accounts.models import AuditEntry
from outbox.letters import write_to
from safekeeping.states import TransitionError
from safekeeping.versions import Conflict

from .models import Outcome, PortfolioStatus, Review

STATUS_AFTER = {
    Outcome.RETURN: PortfolioStatus.RETURNED,
    Outcome.PASS: PortfolioStatus.PASSED,
    Outcome.NOT_YET: PortfolioStatus.NOT_YET,
}


def close(review, outcome, now, as_of):
    """From now on the reading does not change.

    as_of: the review's version whose words were seen before the button was pressed; Conflict when they changed.
    TransitionError when it is closed already.
    """
    open_row = Review.objects.filter(pk=review.pk, decided_at=None)
    row = open_row if as_of is None else open_row.filter(version=as_of)
    if not row.update(outcome=outcome, decided_at=now, version=F("version") + 1):
        current = Review.objects.get(pk=review.pk)
        raise TransitionError("already decided") if current.is_decided else Conflict(current)
    review.outcome, review.decided_at = outcome, now


def conclude(review, outcome, by, now):
    """The outcome stands: `review` is the reading whose words the teacher gets."""
    portfolio = review.version_read.portfolio
    portfolio._move_to(STATUS_AFTER[outcome], decided_at=now, read_twice=False)
    if outcome == Outcome.PASS:
        portfolio.project.accept(by)
    else:
        portfolio.project.return_(by)
    AuditEntry.objects.record(by, f"review: {outcome}", portfolio, version=review.version_read.number)
    tell_teacher(portfolio, "portfolio_decided", outcome=outcome, review=review)


def tell_teacher(portfolio, letter, **context):
    project = portfolio.project
    path = partial(reverse, "certification:feedback", args=[project.pk])
    write_to(project.lead, letter, path=path, project=project, **context)
