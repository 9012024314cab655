"""The acts of a review. Each moves portfolio and project together, leaves an audit entry, and writes to people."""

from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import UNIVERSITY, AuditEntry, User
from outbox.letters import write_to
from projects import checklist, snapshot
from projects.models import ProjectStatus
from safekeeping.states import TransitionError

from .conclusion import close, conclude, tell_teacher
from .criteria import make_rubric
from .models import FINAL, WITH_UNIVERSITY, Outcome, Portfolio, PortfolioStatus, PortfolioVersion, Reading, Review
from .moderating import acts as moderating
from .moderating.drawing import why_read_twice


class NotComplete(Exception):
    """Something of the portfolio is missing still. `checklist` says what."""

    def __init__(self, found):
        super().__init__(", ".join(line.what for line in found.missing))
        self.checklist = found


class NothingSaid(Exception):
    """The outcome needs words for the teacher that are not there yet."""


class LevelsMissing(NothingSaid):
    """To accept it, each criterion needs a level. `criteria`: those without one."""

    def __init__(self, criteria):
        super().__init__(", ".join(str(criterion) for criterion in criteria))
        self.criteria = criteria


def submit(project, by, note=""):
    """Freezes the project as the next version and hands it to the university. Returns the PortfolioVersion.

    NotComplete when something is missing; TransitionError when it is not the teacher's turn (so also for a second tap).
    """
    found = checklist.for_project(project)
    if project.is_writable and not found.is_complete:
        raise NotComplete(found)
    with transaction.atomic():
        project.submit(by)
        make_rubric(project.community.cohort)
        portfolio, _new = Portfolio.objects.get_or_create(project=project)
        _take_from_desk(portfolio)
        portfolio._move_to(PortfolioStatus.SUBMITTED, submitted_at=timezone.now(), decided_at=None)
        version = PortfolioVersion.objects.freeze(portfolio, snapshot.freeze(project), note)
        AuditEntry.objects.record(by, "portfolio submitted", portfolio, version=version.number, sha256=version.sha256)
        assignment = portfolio.assignments.standing().filter(reading=Reading.FIRST).first()
        if assignment:
            assignment = assignment.renew()
        _tell_university(portfolio, version, assignment)
        tell_teacher(portfolio, "portfolio_received", version=version, expected_on=portfolio.expected_on)
    return version


def _take_from_desk(portfolio):
    """Withdrawn while it lay with the university, then taken up again: the earlier submission is over."""
    if portfolio.status in WITH_UNIVERSITY:
        portfolio._move_to(PortfolioStatus.ASSEMBLING, read_twice=False)
    moderating.leave_desk(portfolio)


@transaction.atomic
def recall(portfolio, by):
    """Its author takes it back to go on writing. TransitionError once the university has begun to read."""
    if portfolio.status != PortfolioStatus.SUBMITTED:
        raise TransitionError(f"{portfolio.status} cannot be taken back")
    portfolio._move_to(PortfolioStatus.ASSEMBLING)
    portfolio.project.recall(by)
    AuditEntry.objects.record(by, "portfolio taken back", portfolio)


@transaction.atomic
def begin_review(portfolio, reviewer):
    """The reviewer's reading of the newest version: the one that she has begun, else a new one.

    TransitionError when the portfolio does not wait for the university (any more), nor for a second reading of hers.
    """
    if portfolio.is_moderated:
        return moderating.begin_second(portfolio, reviewer)
    if not portfolio.is_waiting:
        raise TransitionError(f"{portfolio.status} does not wait for a review")
    newest = portfolio.versions.order_by("-number").first()
    rubric = rubric_to_read_by(newest, portfolio)
    review, is_new = Review.objects.get_or_create(version_read=newest, reviewer=reviewer, defaults={"rubric": rubric})
    if portfolio.status == PortfolioStatus.SUBMITTED:
        portfolio._move_to(PortfolioStatus.IN_REVIEW)
    if is_new:
        AuditEntry.objects.record(reviewer, "review begun", portfolio, version=newest.number)
    return review


def may_read_now(portfolio, user):
    """It waits for a first reading, or for this person's second one."""
    return portfolio.is_waiting or moderating.is_second_reader(portfolio, user)


def rubric_to_read_by(version, portfolio):
    """All readings of a version go by the rubric of the first, whatever is in use meanwhile."""
    begun = version.reviews.select_related("rubric").order_by("started_at").first()
    return begun.rubric if begun else make_rubric(portfolio.project.community.cohort)


def return_(review, by, as_of=None):
    """Back to the teacher with comments. NothingSaid without a comment by criterion."""
    if not review.has_comment:
        raise NothingSaid
    return _decide(review, by, Outcome.RETURN, as_of)


def pass_(review, by, as_of=None):
    """The portfolio is accepted, and the project with it. LevelsMissing without a level for each criterion."""
    if missing := list(review.criteria_without_level()):
        raise LevelsMissing(missing)
    return _decide(review, by, Outcome.PASS, as_of)


def not_yet(review, by, as_of=None):
    """More of the work is needed before it can be accepted. NothingSaid without a word about the whole."""
    if not review.overall.strip():
        raise NothingSaid
    return _decide(review, by, Outcome.NOT_YET, as_of)


VERB_OF = {Outcome.RETURN: return_, Outcome.PASS: pass_, Outcome.NOT_YET: not_yet}


@transaction.atomic
def _decide(review, by, outcome, as_of):
    """One decision a submission: the second hand gets a TransitionError.

    as_of: the review's version whose words were seen before the button was pressed; Conflict when they changed.
    """
    portfolio, now = review.version_read.portfolio, timezone.now()
    _refuse_unless_newest(review)
    _refuse_unless_hers(review, by)
    if review.reading == Reading.SECOND:
        return moderating.decide_second(review, by, outcome, as_of, now)
    if not portfolio.is_waiting:
        raise TransitionError(f"{portfolio.status} does not wait for a decision")
    close(review, outcome, now, as_of)
    if why := outcome in FINAL and why_read_twice(review, outcome):
        moderating.open_moderation(review, why)
    else:
        conclude(review, outcome, by, now)
    return portfolio


def _refuse_unless_newest(review):
    portfolio = review.version_read.portfolio
    if portfolio.versions.filter(number__gt=review.version_read.number).exists():
        raise TransitionError(f"version {review.version_read.number} is no longer the newest")
    if portfolio.project.status != ProjectStatus.SUBMITTED:
        raise TransitionError(f"the project is {portfolio.project.status}")


def _refuse_unless_hers(review, by):
    """The last guard, for whatever page or action calls: her own review, of a portfolio that she may review."""
    allowed = Portfolio.objects.reviewable_by(by).filter(pk=review.version_read.portfolio_id)
    if review.reviewer_id != by.pk or not allowed.exists():
        raise PermissionError("Not a review of hers.")


def _tell_university(portfolio, version, assignment):
    """The reviewer who has it, else the chief reviewers who may read it."""
    chiefs = User.objects.filter(is_active=True, groups__name=UNIVERSITY)
    people = [assignment.reviewer] if assignment else chiefs
    for person in people:
        if Portfolio.objects.reviewable_by(person).filter(pk=portfolio.pk).exists():
            path = partial(reverse, "certification:portfolio", args=[portfolio.pk])
            write_to(
                person,
                "portfolio_to_review",
                path=path,
                project=portfolio.project,
                version=version,
                due_on=assignment.due_on if assignment else None,
            )
