"""What waits for a person in this room: a few lines for her first page."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import UNIVERSITY, User
from accounts.names import names_of, short_name
from accounts.prepared import Prepared, number_of, somebody
from languages.fields import CODES, columns_of, told
from projects.models import ProjectStatus

from .models import Appeal, Assignment, CriterionMark, Moderation, Portfolio, PortfolioStatus, Reading, Review, reviews

SHOWN = 5


@dataclass(frozen=True)
class TeacherLine:
    """One portfolio of hers: its state, what that means for her, and where to go."""

    portfolio: Portfolio
    meaning: str
    link: str
    link_label: str
    comments: int  # by criterion, of the decision that stands
    expected_on: date | None


@dataclass(frozen=True)
class Waiting:
    """A portfolio as her first page names it. due_on: the day of the reviewer who has it in her hands."""

    pk: str
    submitted_at: datetime
    title: str
    language: str
    who: str
    school: str
    due_on: date | None = None
    reading: str = ""

    def get_absolute_url(self):
        return reverse("certification:portfolio", args=[self.pk])

    @property
    def is_overdue(self):
        return self.due_on is not None and self.due_on < timezone.localdate()


@dataclass(frozen=True)
class ChiefAgenda:
    """How many of each wait for her."""

    without_reader: int  # drawn for a second reading, and nobody reads it yet
    differing: int
    appeals: int
    without_list: int

    def __bool__(self):
        return any((self.without_reader, self.differing, self.appeals, self.without_list))


@dataclass(frozen=True)
class ReviewerAgenda:
    mine: list  # Waiting in her hands, by due date
    longest: list  # what has waited longest and is in nobody's hands (chief reviewers)
    overdue: int
    link: str
    chief: ChiefAgenda | None = None


def for_teacher(user):
    """[TeacherLine] of all that she has ever submitted, the newest first. Two queries, whatever the number."""
    portfolios = SUBMITTED.rows(user)
    comments = dict(COMMENTS.rows(user)) if portfolios else {}  # of the last review of each
    return [teacher_line(portfolio, comments.get(portfolio.pk, 0)) for portfolio in portfolios]


def teacher_line(portfolio, comments):
    state = "withdrawn" if portfolio.is_withdrawn else portfolio.status
    answered = portfolio.status in (PortfolioStatus.RETURNED, PortfolioStatus.NOT_YET, PortfolioStatus.PASSED)
    expected = portfolio.expected_on if portfolio.is_waiting else None
    page = "certification:feedback" if answered else "certification:submit"
    labels = {PortfolioStatus.ASSEMBLING: _("What is still missing"), "withdrawn": _("What is still missing")}
    return TeacherLine(
        portfolio=portfolio,
        meaning=meaning(state, portfolio, expected),
        link=reverse(page, args=[portfolio.project_id]),
        link_label=_("Read the comments") if answered else labels.get(state, _("What happens next")),
        comments=comments if answered else 0,
        expected_on=expected,
    )


def meaning(state, portfolio, expected):
    """What the state means for the teacher, in a sentence."""
    if expected:
        on = {"date": date_format(expected, "DATE_FORMAT")}
        if state == PortfolioStatus.IN_REVIEW:
            return _("A reviewer is reading it. Expect an answer by %(date)s.") % on
        return _("It is with the university. Expect an answer by %(date)s.") % on
    if state == PortfolioStatus.PASSED and portfolio.project.status == ProjectStatus.ACCEPTED:
        return _("It is accepted. You can now publish your story.")
    return {
        PortfolioStatus.ASSEMBLING: _("You have taken it back. Submit it again when you are ready."),
        PortfolioStatus.IN_MODERATION: _(
            "A second reader is reading it now, as happens with a part of all portfolios."
        ),
        PortfolioStatus.RETURNED: _("The reviewer has written comments. Change your text, then submit it again."),
        PortfolioStatus.NOT_YET: _("Not yet: more of the work is needed. Read what the reviewer says, then go on."),
        PortfolioStatus.PASSED: _("It is accepted."),
        "withdrawn": _("You have withdrawn it from the review. Submit it again when you are ready."),
    }[state]


def as_she_has_it(portfolio, user):
    """Of what she reads a second time, her own day; who read it first is not for her."""
    own = [one for one in portfolio.standing if one.reading == Reading.SECOND and one.reviewer_id == user.pk]
    if portfolio.is_moderated and own:
        portfolio.assignment = own[0]
    return portfolio


def for_reviewer(user):
    """ReviewerAgenda, or None for somebody who reviews nothing. Two queries, whatever the number of portfolios."""
    is_chief = user.in_group(UNIVERSITY)
    mine = [_row(*columns) for columns in (CHIEFS_OWN if is_chief else OWN).rows(user)]
    if not mine and not reviews(user):
        return None
    return ReviewerAgenda(
        mine=mine,
        longest=[_row(*columns) for columns in FREE.rows(user)] if is_chief else [],
        chief=for_chief(user) if is_chief else None,
        overdue=sum(one.is_overdue for one in mine),
        link=reverse("certification:queue"),
    )


def for_chief(user):
    """What waits for a chief reviewer beyond reading. One query."""
    return ChiefAgenda(*TO_SETTLE.rows(user)[0])


# What is asked -----------------------------------------------------------------------------------------


def _submitted(person):
    portfolios = Portfolio.objects.filter(project__lead=person).select_related("project__community__cohort")
    columns = ("project__status", "project__community__cohort__review_days")
    return portfolios.only("project", "status", "submitted_at", "decided_at", *columns).order_by("-submitted_at")


def _comments(person):
    """(portfolio, number of comments by criterion) of each review, the last one last."""
    reviews = Review.objects.filter(version_read__portfolio__project__lead=person).told().order_by("decided_at")
    marks = CriterionMark.objects.filter(review=OuterRef("pk")).exclude(text="")
    return reviews.values_list("version_read__portfolio", number_of(marks))


NAMED = ("pk", "submitted_at", "project__title", "project__language")
NAMED += (*names_of("project__lead"), *columns_of("project__school__name"))


def _row(pk, submitted_at, title, language, surname, given, patronymic, erased_at, *school):
    names, assignment = dict(zip(CODES, school[: len(CODES)], strict=True)), school[len(CODES) :]
    who = short_name(surname, given, patronymic, erased_at)
    return Waiting(pk, submitted_at, title, language, who, told(names.get), *assignment)


def _own(user):
    """Her own day and reading of each: who reads a second time must not learn who read it first."""
    hers = Portfolio.objects.reviewable_by(user).in_hands_of(user).values("pk")
    of_state = Q(reading=Reading.SECOND, portfolio__status=PortfolioStatus.IN_MODERATION)
    of_state |= Q(reading=Reading.FIRST) & ~Q(portfolio__status=PortfolioStatus.IN_MODERATION)
    assignments = Assignment.objects.standing().filter(of_state, reviewer=user, portfolio__in=hers)
    columns = (f"portfolio__{column}" for column in NAMED)
    return assignments.order_by("due_on", "portfolio__submitted_at").values_list(*columns, "due_on", "reading")


def _free(person):
    """What has waited longest and is in nobody's hands."""
    first = Assignment.objects.standing().filter(reading=Reading.FIRST)
    waiting = Portfolio.objects.reviewable_by(somebody(person, UNIVERSITY)).waiting()
    return waiting.exclude(pk__in=first.values("portfolio")).oldest_first().values_list(*NAMED)[:SHOWN]


def _to_settle(person):
    chief = somebody(person, UNIVERSITY)
    judged = Portfolio.objects.assignable_by(chief).values("pk")
    of_no_list = Review.objects.final().filter(decision=None, version_read__portfolio__in=judged)
    return User.objects.filter(pk=person).values_list(
        number_of(Moderation.objects.visible_to(chief).without_reader()),
        number_of(Moderation.objects.settleable_by(chief)),
        number_of(Appeal.objects.answerable_by(chief)),
        number_of(of_no_list),
    )


TO_SETTLE = Prepared(_to_settle)
SUBMITTED, COMMENTS, FREE = map(Prepared, (_submitted, _comments, _free))
OWN = Prepared(lambda person: _own(somebody(person)))
CHIEFS_OWN = Prepared(lambda person: _own(somebody(person, UNIVERSITY)))
