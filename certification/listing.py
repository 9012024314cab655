"""The queue as it is read: numbers of its tabs and rows of plain values. Whole models would cost more than the page."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import UNIVERSITY, User
from accounts.names import full_name, names_of, short_name
from accounts.prepared import Prepared, number_of
from languages.fields import columns_of, told

from .forms import TABS, belongs_to, in_tab
from .models import Assignment, Portfolio, PortfolioStatus, PortfolioVersion, Reading
from .models.portfolio import Waits, expected_on
from .models.ties import NO_TIES, ties_of

ROWS = 25
LEAD, REVIEWER = names_of("project__lead"), names_of("reviewer")
PLACES = ("project__school__name", "project__school__district__region__name")
PLAIN = (
    *("pk", "status", "submitted_at", "decided_at"),
    *("project__title", "project__language", "project__status", "project__community__cohort__review_days"),
)


@dataclass(frozen=True)
class Row(Waits):
    """A portfolio in the queue. reviewer: the short name of whoever has it in hand, "" for nobody."""

    pk: str
    status: str
    submitted_at: datetime
    decided_at: datetime | None
    title: str
    language: str
    project_status: str
    whose: str
    number: int
    reviewer: str
    due_on: date | None

    def get_absolute_url(self):
        return reverse("certification:portfolio", args=[self.pk])

    def get_status_display(self):
        return PortfolioStatus(self.status).label

    @property
    def hands(self):
        return _("Reviewer: %(name)s") % {"name": self.reviewer} if self.reviewer else _("No reviewer yet")

    @property
    def version(self):
        return _("version %(number)s") % {"number": self.number} if self.number > 1 else ""


def columns(portfolios):
    versions = PortfolioVersion.objects.filter(portfolio=OuterRef("pk")).order_by("-number")
    last = Subquery(versions.values("number")[:1])
    return portfolios.values(*PLAIN, *LEAD, *columns_of(*PLACES), last_number=last)


def rows_of(found, user):
    """[Row] of what columns() has brought, as this reader may see them. One query."""
    found = list(found)
    standing = hands_of([one["pk"] for one in found], user)
    return [row(one, *standing.get(one["pk"], ("", None))) for one in found]


def hands_of(portfolios, user):
    """portfolio id -> (short name of the reviewer, her day); of what she reads blind, a second time, her own."""
    hers = Q(reading=Reading.FIRST) | Q(reading=Reading.SECOND, reviewer=user)
    standing = Assignment.objects.standing().filter(hers, portfolio__in=portfolios)
    rows = standing.order_by("reading").values_list("portfolio", "due_on", *REVIEWER)
    return {portfolio: (short_name(*names), due_on) for portfolio, due_on, *names in rows}


def row(found, reviewer, due_on):
    school, region = (told(lambda code, place=place: found[f"{place}_{code}"]) for place in PLACES)
    return Row(
        *(found[name] for name in PLAIN[:-1]),
        whose=f"{full_name(*(found[name] for name in LEAD))} · {school}, {region}",
        number=found["last_number"] or 0,
        reviewer=reviewer,
        due_on=due_on or expected_on(found["submitted_at"], found["project__community__cohort__review_days"]),
    )


# The numbers, and what every chief reviewer's visit begins with -----------------------------------------


@dataclass(frozen=True)
class Desk:
    """What a reader may review. is_free: a chief reviewer who belongs nowhere herself, as most; her questions wait
    written."""

    reader: User
    portfolios: QuerySet
    is_free: bool

    def numbers(self):
        """tab -> number of its rows"""
        rows = NUMBERS.rows(self.reader) if self.is_free else numbers(self.portfolios, self.reader.pk)
        return next(iter(rows))

    def first_page(self, tab):
        if self.is_free:
            return FIRST_PAGES[tab].rows(self.reader)
        return columns(in_tab(self.portfolios, tab, self.reader))[:ROWS]


def desk_of(user):
    if not user.in_group(UNIVERSITY):
        return Desk(user, Portfolio.objects.reviewable_by(user), is_free=False)
    ties = ties_of(user)
    return Desk(user, Portfolio.objects.submitted_apart_from(user, ties), is_free=ties == NO_TIES)


def numbers(portfolios, person):
    """One row, whatever there is."""
    counts = {tab: number_of(portfolios.filter(belongs_to(tab, person))) for tab in TABS}
    return User.objects.filter(pk=person).order_by().values(**counts)


def numbers_of_one_free(person):
    return numbers(Portfolio.objects.submitted_apart_from(person, NO_TIES), person)


def first_page_of_one_free(tab):
    def first_page(person):
        return columns(in_tab(Portfolio.objects.submitted_apart_from(person, NO_TIES), tab, person))[:ROWS]

    return first_page


NUMBERS = Prepared(numbers_of_one_free)
FIRST_PAGES = {tab: Prepared(first_page_of_one_free(tab)) for tab in TABS}
