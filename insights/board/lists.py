"""The lists behind the figures: exactly the rows that an indicator has counted, for those who may see people.

`list_of(indicator, reader)` serves the pages and the exports: `headings`, `load(rows)`, `line(row)`.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from certification.models import Assignment, Portfolio
from communities.models import Community, Facilitation, Membership, SessionStatus
from languages.alphabet import words_of
from projects.models import Project
from schools.models import School, Teacher

from ..indicators import sources
from ..indicators.definitions import SUM


@dataclass(frozen=True)
class Column:
    """value(row): a text, number, date or None; link(row): an address or ""."""

    heading: str
    value: object
    link: object = None
    is_number: bool = False


@dataclass(frozen=True)
class RowList:
    """The first column names the row. shape(rows, reader) brings what the columns need; searched: search texts."""

    columns: tuple
    shape: object
    order: tuple
    searched: tuple

    @property
    def headings(self):
        return [str(column.heading) for column in self.columns]

    def load(self, rows, reader):
        """The rows in their order, with all that line() needs: a fixed number of queries."""
        return self.shape(rows, reader).order_by(*self.order)

    def matching(self, rows, words):
        """Rows in which every word stands somewhere in what is searched, in any script."""
        for word in words_of(words):
            rows = rows.filter(reduce(or_, (Q(**{f"{path}__contains": word}) for path in self.searched)))
        return rows

    def line(self, row):
        return [column.value(row) for column in self.columns]

    def cells(self, row):
        """[(column, value, link)]"""
        return [(one, one.value(row), one.link(row) if one.link else "") for one in self.columns]


def list_of(indicator):
    found = LISTS[indicator.source]
    if indicator.kind == SUM:
        return RowList((*found.columns, *PUPILS), found.shape, found.order, found.searched)
    return found


def contact(person):
    return f"{person.short_name}, {person.phone}" if person.phone else person.short_name


def day(moment):
    return timezone.localdate(moment) if moment else None


def name_and_phone(facilitations):
    return "; ".join(contact(one.person) for one in facilitations)


def joined(things):
    return "; ".join(str(thing) for thing in things)


def current_facilitators(path):
    current = Facilitation.objects.current().select_related("person").order_by("-kind", "person__sort_key")
    return Prefetch(path, queryset=current, to_attr="now_facilitating")


def _communities(rows, reader):
    held = Max("sessions__starts_at", filter=Q(sessions__status=SessionStatus.HELD))
    return rows.annotate(last_held=held).prefetch_related("schools", current_facilitators("facilitations"))


def _sessions(rows, reader):
    return rows.select_related("community").prefetch_related(current_facilitators("community__facilitations"))


def _marks(rows, reader):
    return rows.select_related("session__community", "person")


def _teachers(rows, reader):
    teaching = Teacher.objects.current().select_related("school").order_by("school__sort_key")
    memberships = Membership.objects.select_related("community").order_by("community__sort_key")
    return rows.prefetch_related(
        Prefetch("teaching", queryset=teaching, to_attr="now_teaching"), Prefetch("memberships", queryset=memberships)
    )


def _schools(rows, reader):
    return rows.select_related("district__region").prefetch_related("communities")


def _projects(rows, reader):
    """`is_readable`: its title is for this reader; others see whose it is and how far it has come."""
    readable = Project.objects.readable_by(reader).filter(pk=OuterRef("pk"))
    return rows.annotate(is_readable=Exists(readable), stage_number=sources.stage_now()).select_related(
        "lead", "school__district", "community"
    )


def _evidence(rows, reader):
    readable = Project.objects.readable_by(reader).filter(pk=OuterRef("project"))
    return rows.annotate(is_readable=Exists(readable)).select_related("project__lead", "project__school", "method")


def _portfolios(rows, reader):
    standing = Assignment.objects.standing().select_related("reviewer")
    return rows.select_related("project__lead", "project__school").prefetch_related(
        Prefetch("assignments", queryset=standing, to_attr="standing")
    )


def _reviews(rows, reader):
    return rows.select_related(f"{REVIEWED}__lead", f"{REVIEWED}__school")


def _session_link(session):
    return session.get_absolute_url()


def _record(person):
    return reverse("communities:record", args=[person.pk])


REVIEWED = "version_read__portfolio__project"
TITLE_KEPT = _("kept by its author")
PEOPLE = ("lead__search_text", "school__search_text", "community__search_text")

PROJECT_COLUMNS = (
    Column(_("Teacher"), lambda row: row.lead.full_name, lambda row: _record(row.lead)),
    Column(_("School"), lambda row: str(row.school), lambda row: row.school.get_absolute_url()),
    Column(_("Community"), lambda row: str(row.community), lambda row: row.community.get_absolute_url()),
    Column(_("Project"), lambda row: row.title if row.is_readable else str(TITLE_KEPT),
           lambda row: reverse("projects:project", args=[row.pk]) if row.is_readable else ""),
    Column(_("State"), lambda row: row.get_status_display()),
    Column(_("Stage"), lambda row: row.stage_number, is_number=True),
    Column(_("Begun"), lambda row: day(row.created_at)),
)  # fmt: skip
PUPILS = (
    Column(_("Girls reached"), lambda row: row.girls_reached, is_number=True),
    Column(_("Boys reached"), lambda row: row.boys_reached, is_number=True),
)

LISTS = {
    sources.SCHOOLS: RowList(
        (
            Column(_("School"), str, School.get_absolute_url),
            Column(_("District"), lambda row: str(row.district)),
            Column(_("Region"), lambda row: str(row.district.region)),
            Column(_("Communities"), lambda row: joined(row.communities.all())),
        ),
        _schools, ("sort_key", "pk"), ("search_text", "district__search_text", "district__region__search_text"),
    ),
    sources.TEACHERS: RowList(
        (
            Column(_("Teacher"), lambda row: row.full_name, _record),
            Column(_("School"), lambda row: joined(one.school for one in row.now_teaching)),
            Column(_("Community"), lambda row: joined(dict.fromkeys(one.community for one in row.memberships.all()))),
            Column(_("Sex"), User.get_sex_display),
            Column(_("Phone"), lambda row: row.phone or ""),
        ),
        _teachers, ("sort_key", "pk"), ("search_text",),
    ),
    sources.COMMUNITIES: RowList(
        (
            Column(_("Community"), str, Community.get_absolute_url),
            Column(_("School"), lambda row: joined(row.schools.all())),
            Column(_("State"), Community.get_status_display),
            Column(_("Last session"), lambda row: day(row.last_held)),
            Column(_("Whom to call"), lambda row: name_and_phone(row.now_facilitating)),
        ),
        _communities, (F("last_held").asc(nulls_first=True), "sort_key", "pk"), ("search_text",),
    ),
    sources.SESSIONS: RowList(
        (
            Column(_("Session"), lambda row: row.topic, _session_link),
            Column(_("Day"), lambda row: day(row.starts_at)),
            Column(_("Community"), lambda row: str(row.community), lambda row: row.community.get_absolute_url()),
            Column(_("State"), lambda row: row.get_status_display()),
            Column(_("Whom to call"), lambda row: name_and_phone(row.community.now_facilitating)),
        ),
        _sessions, ("starts_at", "pk"), ("community__search_text",),
    ),
    sources.MARKS: RowList(
        (
            Column(_("Teacher"), lambda row: row.person.full_name, lambda row: _record(row.person)),
            Column(_("Community"), lambda row: str(row.session.community)),
            Column(_("Session"), lambda row: row.session.topic, lambda row: _session_link(row.session)),
            Column(_("Day"), lambda row: day(row.session.starts_at)),
            Column(pgettext_lazy("attendance", "Mark"), lambda row: row.get_mark_display()),
        ),
        _marks, ("-session__starts_at", "pk"), ("person__search_text", "session__community__search_text"),
    ),
    sources.PROJECTS: RowList(PROJECT_COLUMNS, _projects, ("lead__sort_key", "pk"), PEOPLE),
    sources.STORIES: RowList(PROJECT_COLUMNS, _projects, ("-published_at", "pk"), (*PEOPLE, "search_text")),
    sources.EVIDENCE: RowList(
        (
            Column(_("Teacher"), lambda row: row.project.lead.full_name, lambda row: _record(row.project.lead)),
            Column(_("School"), lambda row: str(row.project.school)),
            Column(_("Method"), lambda row: str(row.method) if row.method else ""),
            Column(_("Evidence"), lambda row: row.title if row.is_readable else str(TITLE_KEPT)),
            Column(_("Day"), lambda row: row.on),
        ),
        _evidence, ("-on", "pk"), ("project__lead__search_text", "project__school__search_text"),
    ),
    sources.PORTFOLIOS: RowList(
        (
            Column(_("Teacher"), lambda row: row.project.lead.full_name, lambda row: _record(row.project.lead)),
            Column(_("School"), lambda row: str(row.project.school)),
            Column(_("State"), Portfolio.get_status_display),
            Column(_("Submitted on"), lambda row: day(row.submitted_at)),
            Column(_("Days since"), lambda row: row.days_waiting, is_number=True),
            Column(_("Reviewer"), lambda row: contact(row.assignment.reviewer) if row.assignment else ""),
        ),
        _portfolios, ("submitted_at", "pk"), ("project__lead__search_text", "project__school__search_text"),
    ),
    sources.REVIEWS: RowList(
        (
            Column(_("Teacher"), lambda row: row.version_read.portfolio.project.lead.full_name,
                   lambda row: _record(row.version_read.portfolio.project.lead)),
            Column(_("School"), lambda row: str(row.version_read.portfolio.project.school)),
            Column(_("Version"), lambda row: row.version_read.number, is_number=True),
            Column(_("Decided on"), lambda row: day(row.decided_at)),
            Column(_("Outcome"), lambda row: row.get_outcome_display()),
        ),
        _reviews, ("-decided_at", "pk"),
        (f"{REVIEWED}__lead__search_text", f"{REVIEWED}__school__search_text"),
    ),
}  # fmt: skip
