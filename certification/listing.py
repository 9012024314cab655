"""The queue as it is read: numbers of its tabs and rows of plain values. Whole models would cost more than the page."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import UNIVERSITY
from accounts.names import full_name, names_of, short_name
from accounts.prepared import Prepared
from languages.fields import columns_of, told

from .forms import TABS, belongs_to, in_tab
from .models import Assignment, Portfolio, PortfolioStatus, PortfolioVersion, Reading
from .models.portfolio import Waits, expected_on

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


def numbers_for(user):
    """tab -> number of rows for this reader"""
    if user.in_group(UNIVERSITY):
        found = NUMBERS.one(user)
    else:
        found = next(iter(numbers(Portfolio.objects.reviewable_by(user), user)), None)
    return found or dict.fromkeys(TABS, 0)


def numbers_of_a_chief(person):
    return numbers(Portfolio.objects.open_to_chief(person), person)


def numbers(portfolios, person):
    counts = {tab: Count("pk", filter=belongs_to(tab, person)) for tab in TABS}
    return portfolios.order_by().annotate(one=Value(1)).values("one").annotate(**counts).values(*TABS)


def first_page_of(tab):
    def first_page(person):
        return columns(in_tab(Portfolio.objects.open_to_chief(person), tab, person))[:ROWS]

    return first_page


NUMBERS = Prepared(numbers_of_a_chief)
FIRST_PAGES = {tab: Prepared(first_page_of(tab)) for tab in TABS}
