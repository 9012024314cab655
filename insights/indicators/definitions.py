"""Every figure of the portal, defined once: what is counted, of what, by what it splits, who may see it.

Board, lists, first page, open data, reports and exports read these; none of them counts by itself.
"""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification.models import WITH_UNIVERSITY, Outcome
from communities.models import CommunityStatus, Session, SessionStatus
from communities.models.session import THERE
from projects.models import ProjectStatus

from .sources import (
    COMMUNITIES,
    EVIDENCE,
    MARKS,
    PORTFOLIOS,
    PROJECTS,
    REVIEWS,
    SCHOOLS,
    SESSIONS,
    STORIES,
    TEACHERS,
    Source,
)

VERSION = 1  # goes up when a definition changes: frozen figures say by which they were counted
QUIET_DAYS = 42
NOT_ENTERED = "-"  # the part of rows without a value, as an address says it
PLACES = frozenset({"region", "district", "school"})
COUNT, SHARE, SUM, MEAN, MEDIAN, LONGEST = "count", "share", "sum", "mean", "median", "longest"


@dataclass(frozen=True, eq=False)
class Indicator:
    """counted and of are Q over the source's rows, or functions of the scope that give one; None: all rows.

    kind: COUNT rows; SHARE of counted rows among `of`; SUM of `adds`; MEAN of counted rows for each `each`;
    MEDIAN and LONGEST days since the source's value. `within`: the indicator that this one is a part of.
    `is_dated`: a day that is over can still be told; the others tell how things stand now.
    """

    key: str
    name: str
    counts: str
    source: Source
    counted: object = None
    kind: str = COUNT
    of: object = None
    of_words: str = ""
    adds: tuple = ()
    each: str = ""
    within: str = ""
    is_public: bool = False
    is_for_heads: bool = True
    is_dated: bool = False
    is_open: bool = False  # anyone can count them on public pages: never hidden
    more_is: str = ""  # "good" or "bad" where more of it is; nothing where it is neither

    @property
    def unit(self):
        return {SHARE: "%", MEDIAN: "days", LONGEST: "days", MEAN: "times"}.get(self.kind, "")

    @property
    def splits(self):
        """Names that measure() takes as `by` for it."""
        sex = {"sex"} if self.source.sex_path else set()
        return PLACES | set(self.source.splits) | sex

    def rows(self, scope, by="", part=None):
        """The counted rows of the scope, or of one part of it, each once: the list behind the figure."""
        rows = self.source.rows(scope).filter(self.condition(scope))
        return self.source.rows_of_part(rows, by, part) if by else rows

    def condition(self, scope):
        return _q(self.counted, scope)

    def base(self, scope):
        return _q(self.of, scope)

    def link(self, scope, by="", part=None):
        """The address of its list."""
        query = scope.query | ({"by": by, "part": NOT_ENTERED if part is None else part} if by else {})
        return f"{reverse('insights:rows', args=[self.key])}?{urlencode(query)}"


def _q(condition, scope):
    if condition is None:
        return Q()
    return condition(scope) if callable(condition) else condition


def _quiet(scope):
    """Active, and nothing held for QUIET_DAYS."""
    since = scope.moment - timedelta(days=QUIET_DAYS)
    held = Session.objects.held().filter(community=OuterRef("pk"), starts_at__gte=since, starts_at__lt=scope.moment)
    return Q(status=CommunityStatus.ACTIVE) & ~Q(Exists(held))


HELD = Q(status=SessionStatus.HELD)
CARRIED_THROUGH = Q(status__in=(ProjectStatus.ACCEPTED, ProjectStatus.PUBLISHED))
IS_WAITING = Q(status__in=WITH_UNIVERSITY, project__status=ProjectStatus.SUBMITTED)
PUPILS_TOLD = Q(girls_reached__isnull=False) | Q(boys_reached__isnull=False)

ALL = (
    Indicator(
        "schools", _("Schools"), _("Schools that have a community which has begun."), SCHOOLS, is_public=True,
        is_open=True,
    ),
    Indicator(
        "teachers", _("Teachers"),
        _("People who belong or belonged to a community that has begun, each once. At each school of the programme "
          "where she teaches or has taught."),
        TEACHERS, is_public=True, is_dated=True,
    ),
    Indicator(
        "women", _("Women among teachers"), _("Of these teachers, those entered as women."),
        TEACHERS, Q(sex="f"), SHARE, Q(sex__in=("f", "m")),
        of_words=_("Teachers of whom the sex is entered."), within="teachers", is_public=True, is_dated=True,
    ),
    Indicator(
        "communities", _("Professional communities"),
        _("Communities that have begun, also those that are paused or have ended. At each school that belongs to it."),
        COMMUNITIES, is_public=True, is_open=True,
    ),
    Indicator(
        "communities_active", _("Active communities"), _("Communities whose state is active."),
        COMMUNITIES, Q(status=CommunityStatus.ACTIVE), of_words=_("Communities that have begun."), within="communities",
    ),
    Indicator(
        "communities_quiet", _("Quiet communities"),
        _("Active communities that have held no session in the last 42 days."),
        COMMUNITIES, _quiet, of_words=_("Active communities."), within="communities_active", more_is="bad",
    ),
    Indicator(
        "sessions_due", _("Sessions due"),
        _("Sessions whose time has come and that were not cancelled, held or not."), SESSIONS, is_dated=True,
    ),
    Indicator(
        "sessions_held", _("Sessions held"), _("Sessions that took place and were logged."),
        SESSIONS, HELD, of_words=_("Sessions due."), within="sessions_due", is_public=True, is_dated=True,
        more_is="good",
    ),
    Indicator(
        "sessions_unlogged", _("Sessions not logged"),
        _("Sessions whose time has passed and of which nobody has said anything yet: neither held nor cancelled."),
        SESSIONS, Q(status=SessionStatus.PLANNED), of_words=_("Sessions due."), within="sessions_due",
        is_dated=True, more_is="bad",
    ),
    Indicator(
        "attendance", _("Attendance"), _("Marks «present» and «late» at sessions that were held."),
        MARKS, Q(mark__in=THERE), SHARE, Q(), of_words=_("All marks at these sessions, one a member and session."),
        is_public=True, is_dated=True, more_is="good",
    ),
    Indicator(
        "projects", _("Development projects"),
        _("Projects that were begun and not withdrawn, each at its author's school."),
        PROJECTS, is_public=True, is_dated=True,
    ),
    Indicator(
        "projects_done", _("Projects carried through"),
        _("Projects that the university has accepted, published as a story or not."),
        PROJECTS, CARRIED_THROUGH, of_words=_("Projects that were begun and not withdrawn."), within="projects",
        is_public=True, more_is="good",
    ),
    Indicator(
        "stories", _("Published stories"), _("Projects that everyone can read on the portal."),
        STORIES, within="projects_done", is_public=True, is_dated=True, is_open=True, more_is="good",
    ),
    Indicator(
        "pupils", _("Pupils reached"),
        _("Girls and boys, as authors wrote them for their own projects; withdrawn projects do not count. A pupil "
          "reached by two projects counts twice."),
        PROJECTS, PUPILS_TOLD, SUM, adds=("girls_reached", "boys_reached"), is_public=True,
    ),
    Indicator(
        "girls", _("Girls reached"), _("Girls, as authors wrote them for their own projects."),
        PROJECTS, Q(girls_reached__isnull=False), SUM, adds=("girls_reached",), of_words=_("Pupils reached."),
        within="pupils", is_public=True,
    ),
    Indicator(
        "boys", _("Boys reached"), _("Boys, as authors wrote them for their own projects."),
        PROJECTS, Q(boys_reached__isnull=False), SUM, adds=("boys_reached",), of_words=_("Pupils reached."),
        within="pupils", is_public=True,
    ),
    Indicator(
        "evidence", _("Pieces of evidence"),
        _("Pieces of evidence that authors entered for projects that were not withdrawn."),
        EVIDENCE, is_public=True, is_dated=True,
    ),
    Indicator(
        "portfolios", _("Portfolios submitted"), _("Portfolios that were submitted to the university at least once."),
        PORTFOLIOS, is_for_heads=False,
    ),
    Indicator(
        "portfolios_waiting", _("Portfolios waiting"),
        _("Portfolios that lie with the university and on which nothing is decided yet."),
        PORTFOLIOS, IS_WAITING, of_words=_("Portfolios submitted."), within="portfolios", is_for_heads=False,
    ),
    Indicator(
        "waiting_median", _("How long portfolios wait"),
        _("Days since a waiting portfolio was last submitted: half of them have waited longer, half shorter."),
        PORTFOLIOS, IS_WAITING, MEDIAN, of_words=_("Portfolios waiting."), is_for_heads=False, more_is="bad",
    ),
    Indicator(
        "waiting_longest", _("The longest wait"), _("Days since the portfolio that waits longest was submitted."),
        PORTFOLIOS, IS_WAITING, LONGEST, of_words=_("Portfolios waiting."), is_for_heads=False, more_is="bad",
    ),
    Indicator(
        "rounds", _("Rounds of return"), _("Decisions by which a portfolio went back to its author with comments."),
        REVIEWS, Q(outcome=Outcome.RETURN), MEAN, of_words=_("Portfolios on which something was decided."),
        each="version_read__portfolio", is_for_heads=False, is_dated=True,
    ),
)  # fmt: skip

INDICATORS = {indicator.key: indicator for indicator in ALL}
PUBLIC = tuple(indicator for indicator in ALL if indicator.is_public)

UNITS = {
    "%": "%",
    "days": pgettext_lazy("unit", "days"),
    "times": pgettext_lazy("unit", "times a portfolio"),
    "": "",
}
