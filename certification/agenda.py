"""What waits for a person in this room: a few lines for her first page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import UNIVERSITY, User
from accounts.prepared import Prepared, number_of, somebody
from projects.models import ProjectStatus

from .models import Assignment, CriterionMark, Portfolio, PortfolioStatus, Reading, Review

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
class ReviewerAgenda:
    mine: list  # portfolios in her hands, by due date
    longest: list  # what has waited longest and is in nobody's hands (chief reviewers)
    waiting: int
    overdue: int
    link: str


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
    """ReviewerAgenda, or None for somebody who reviews nothing. Five queries, whatever the number of portfolios."""
    is_chief = user.in_group(UNIVERSITY)
    [has_reviewed, waiting] = (CHIEFS if is_chief else NUMBERS).one(user)
    if not is_chief and not has_reviewed:
        return None
    mine = [as_she_has_it(portfolio, user) for portfolio in (CHIEFS_OWN if is_chief else OWN).rows(user)]
    return ReviewerAgenda(
        mine=sorted(mine, key=lambda portfolio: portfolio.due_on),
        longest=FREE.rows(user) if is_chief else [],
        waiting=waiting,
        overdue=sum(bool(portfolio.days_overdue) for portfolio in mine),
        link=reverse("certification:queue"),
    )


# What is asked -----------------------------------------------------------------------------------------


def _submitted(person):
    portfolios = Portfolio.objects.filter(project__lead=person).select_related("project__community__cohort")
    columns = ("project__status", "project__community__cohort__review_days")
    return portfolios.only("project", "status", "submitted_at", "decided_at", *columns).order_by("-submitted_at")


def _comments(person):
    """(portfolio, number of comments by criterion) of each review, the last one last."""
    reviews = Review.objects.filter(version_read__portfolio__project__lead=person).told().order_by("decided_at")
    marks = CriterionMark.objects.filter(review=OuterRef("pk"))
    return reviews.values_list("version_read__portfolio", number_of(marks))


def _numbers(user):
    """(whether she has ever reviewed, how many wait that she may review)"""
    assigned = Assignment.objects.filter(reviewer=OuterRef("pk"))
    waiting = Portfolio.objects.reviewable_by(user).waiting()
    return User.objects.filter(pk=user.pk).order_by().values_list(Exists(assigned), number_of(waiting))


def _own(user):
    return Portfolio.objects.reviewable_by(user).in_hands_of(user).for_listing()


def _free(person):
    """What has waited longest and is in nobody's hands."""
    first = Assignment.objects.standing().filter(reading=Reading.FIRST)
    waiting = Portfolio.objects.reviewable_by(somebody(person, UNIVERSITY)).waiting()
    return waiting.exclude(pk__in=first.values("portfolio")).oldest_first().for_listing()[:SHOWN]


SUBMITTED, COMMENTS, FREE = map(Prepared, (_submitted, _comments, _free))
NUMBERS, OWN = Prepared(lambda person: _numbers(somebody(person))), Prepared(lambda person: _own(somebody(person)))
CHIEFS = Prepared(lambda person: _numbers(somebody(person, UNIVERSITY)))
CHIEFS_OWN = Prepared(lambda person: _own(somebody(person, UNIVERSITY)))
