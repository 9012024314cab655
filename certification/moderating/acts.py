"""The second look at a decision: opened by the draw, read blind, settled by agreement or by a chief reviewer."""

from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEntry
from certification.conclusion import close, conclude, tell_teacher
from certification.models import (
    FINAL,
    WAITING,
    Assignment,
    Ended,
    Moderation,
    ModerationStatus,
    Portfolio,
    PortfolioStatus,
    Reading,
    Review,
)
from certification.models.review import UNSETTLED
from projects.models import ProjectStatus
from safekeeping.states import TransitionError


def open_moderation(review, why):
    """The first reading stands and is told to nobody. Called by the decision, in its transaction."""
    portfolio = review.version_read.portfolio
    portfolio._move_to(PortfolioStatus.IN_MODERATION)
    moderation = Moderation.objects.create(first=review, why=why)
    AuditEntry.objects.record(review.reviewer, "moderation opened", portfolio, why=why)
    tell_teacher(portfolio, "portfolio_read_twice")
    return moderation


@transaction.atomic
def ask_for(portfolio, by, wanted=True):
    """A second reading by hand, whatever the draw: asked for, or taken back, before the decision."""
    row = Portfolio.objects.filter(pk=portfolio.pk, status__in=WAITING, read_twice=not wanted)
    if not row.update(read_twice=wanted):
        raise TransitionError(f"{portfolio.status}: nothing to ask for")
    portfolio.read_twice = wanted
    verb = "second reading asked for" if wanted else "second reading no longer asked for"
    AuditEntry.objects.record(by, verb, portfolio)


def give(moderation, reader, by, due_on):
    """Hands it to the second reader. ValidationError when she must not read it, or has read it."""
    if moderation.status != ModerationStatus.WAITING:
        raise TransitionError(f"{moderation.status} waits for no reader")
    return Assignment.objects.give(moderation.portfolio, reader, by, due_on, reading=Reading.SECOND)


def is_second_reader(portfolio, user):
    """It waits for her second reading now."""
    return portfolio.is_moderated and Portfolio.objects.in_hands_of(user).filter(pk=portfolio.pk).exists()


def begin_second(portfolio, reader):
    """Her blind reading of the version that the first reader has decided on, by the same rubric."""
    moderation = Moderation.objects.waiting().filter(first__version_read__portfolio=portfolio).first()
    if moderation is None or not is_second_reader(portfolio, reader):
        raise TransitionError("not hers to read")
    first = moderation.first
    blind = {"rubric": first.rubric, "reading": Reading.SECOND}
    review, is_new = Review.objects.get_or_create(version_read=first.version_read, reviewer=reader, defaults=blind)
    if is_new:
        AuditEntry.objects.record(reader, "review begun", portfolio, version=first.version_read.number)
    return review


def decide_second(review, by, outcome, as_of, now):
    """Same outcome and levels as the first: settled by itself. Else it waits for a chief reviewer."""
    portfolio = review.version_read.portfolio
    if outcome not in FINAL or not is_second_reader(portfolio, by):
        raise TransitionError("not hers to decide")
    moderation = Moderation.objects.waiting().get(first__version_read=review.version_read)
    close(review, outcome, now, as_of)
    AuditEntry.objects.record(by, "second reading decided", portfolio, version=review.version_read.number)
    if not is_same(moderation.first, review):
        moderation._move_to(ModerationStatus.DIFFERS, second=review)
        return portfolio
    moderation._move_to(ModerationStatus.SETTLED, second=review, outcome=outcome, settled_at=now)
    AuditEntry.objects.record(by, "moderation settled by agreement", portfolio)
    return _conclude(moderation, by, now)


def is_same(first, second):
    return first.outcome == second.outcome and levels_of(first) == levels_of(second)


def levels_of(review):
    """{criterion id: level id}, as far as she gave levels."""
    return dict(review.marks.exclude(level=None).values_list("criterion", "level"))


@transaction.atomic
def settle(moderation, by, outcome, reason):
    """A chief reviewer who was neither reader says which outcome stands, and why.

    The outcome is one that a reader gave. PermissionError when it is not hers to settle; TransitionError when it is
    settled already, or the teacher has taken her portfolio back.
    """
    if moderation.portfolio.project.status != ProjectStatus.SUBMITTED:
        raise TransitionError("taken back by its author")
    if outcome not in {moderation.first.outcome, getattr(moderation.second, "outcome", None)}:
        raise TransitionError(f"no reader said {outcome}")
    if moderation.status in UNSETTLED:
        refuse_unless_hers(moderation, by)
    now = timezone.now()
    settled = {"outcome": outcome, "reason": reason, "settled_by": by, "settled_at": now}
    moderation._move_to(ModerationStatus.SETTLED, **settled)
    AuditEntry.objects.record(by, "moderation settled", moderation.portfolio, outcome=outcome, reason=reason)
    return _conclude(moderation, by, now)


def refuse_unless_hers(moderation, by):
    if not Moderation.objects.settleable_by(by).filter(pk=moderation.pk).exists():
        raise PermissionError("Not hers to settle.")


def _conclude(moderation, by, now):
    review = moderation.rests_on
    conclude(review, moderation.outcome, by, now)
    return review.version_read.portfolio


def leave_desk(portfolio):
    """A new version came, or the teacher took it back: what was read twice is over, and so are second readers."""
    moderations = Moderation.objects.open().filter(first__version_read__portfolio=portfolio)
    for moderation in moderations:
        moderation._move_to(ModerationStatus.DROPPED)
    for assignment in portfolio.assignments.standing().filter(reading=Reading.SECOND):
        assignment.end(Ended.RENEWED)
