"""What indicators count: the rows of a kind of thing, how a row finds its place, its people and its day.

The database adds rows up to grains: a community or a school, a person where rows have one, a value of the split.
Grains of all places come in one query, whatever the number of rows; `measuring` adds them up to places.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, ExtractMonth, ExtractYear

from accounts.models import User
from certification.models import Portfolio, Review
from communities.models import Attendance, Community, CommunityStatus, Membership, Session, SessionStatus
from programme.models import Stage
from projects.models import EvidenceItem, Project, ProjectStatus, StageEntry
from schools.models import School

COMMUNITY, SCHOOL = "community", "school"  # units: how a row finds its place


def month_of(path):
    """Months counted through: year * 12 + month - 1. A number, so that days and moments split alike."""
    return ExtractYear(path) * 12 + ExtractMonth(path) - 1


def part_of(by, text):
    """The value of a split from its text: a date for a month, a number for a stage, None where nothing is entered."""
    if text in (None, ""):
        return None
    if by == "month":
        return date(int(text) // 12, int(text) % 12 + 1, 1)
    return int(text) if by == "stage" else text


def key_of(by, part):
    """The text of a value; part_of() the other way round."""
    return str(part.year * 12 + part.month - 1 if by == "month" else part)


@dataclass(frozen=True, eq=False)
class Source:
    """unit_path leads from a row to its unit, person_path to the one person behind it ("" where it has many).

    splits: name -> expression to group by; `many` names those of which a row may have several.
    """

    all_rows: object
    cohort_path: str
    unit: str
    unit_path: str
    person_path: str = ""
    sex_path: str = ""
    splits: dict = field(default_factory=dict)
    many: frozenset = frozenset()
    knows_cohort: bool = False  # all_rows() has kept to the cohort already, as a row may belong to several
    value_path: str = ""  # a column of each row that an indicator reads as it is

    def rows(self, scope):
        """The rows of the scope, each once."""
        rows = self.all_rows(scope)
        if scope.cohort and not self.knows_cohort:
            rows = rows.filter(**{self.cohort_path: scope.cohort})
        if not scope.level:
            return rows
        if self.unit == COMMUNITY:
            units = Community.objects.filter(schools__in=School.objects.filter(scope.places())).values("pk")
        else:
            units = School.objects.filter(scope.places()).values("pk")
        if self.unit_path == "teaching__school":  # a person may teach at several: never twice in a list
            return rows.filter(Exists(School.objects.filter(scope.places(), teachers__person=OuterRef("pk"))))
        return rows.filter(**{f"{self.unit_path}__in": units.order_by()})

    def split(self, by):
        """The expression that tells rows apart."""
        return F(self.sex_path) if by == "sex" else self.splits[by]

    def rows_of_part(self, rows, by, key):
        """The rows that have this value of the split; None: those of which nothing is entered."""
        rows = rows.annotate(split_part=Cast(self.split(by), CharField(max_length=40)))
        if key is None:
            return rows.filter(Q(split_part=None) | Q(split_part=""))
        return rows.filter(split_part=key_of(by, key))

    @property
    def counts_people(self):
        return self.person_path == "pk"

    def splits_by(self, by):
        return by in self.splits or (by == "sex" and bool(self.sex_path))


def members_until(scope):
    """Whoever belonged to a community of the cohort by that day, and does or does not any more."""
    memberships = Membership.objects.filter(since__lte=scope.until).exclude(community__status=CommunityStatus.FORMING)
    return memberships.filter(community__cohort=scope.cohort) if scope.cohort else memberships


def _teachers(scope):
    return User.objects.filter(pk__in=members_until(scope).order_by().values("person"))


def _schools(scope):
    communities = Community.objects.exclude(status=CommunityStatus.FORMING)
    if scope.cohort:
        communities = communities.filter(cohort=scope.cohort)
    return School.objects.filter(Exists(communities.filter(schools=OuterRef("pk"))))


def _due(scope):
    return Session.objects.standing().filter(starts_at__lt=scope.moment)


def _marks(scope):
    return Attendance.objects.filter(session__status=SessionStatus.HELD, session__starts_at__lt=scope.moment)


def _projects(scope):
    return Project.objects.filter(created_at__lt=scope.moment).exclude(status=ProjectStatus.WITHDRAWN)


def _evidence(scope):
    return EvidenceItem.objects.filter(on__lte=scope.until).exclude(project__status=ProjectStatus.WITHDRAWN)


def _portfolios(scope):
    return Portfolio.objects.filter(submitted_at__lt=scope.moment)


def _reviews(scope):
    return Review.objects.told().filter(decided_at__lt=scope.moment)


def stage_now(project="pk", cohort="community__cohort"):
    """The number of the first stage that is not done; None when all are. The same rule as on the teacher's page."""
    done = StageEntry.objects.filter(project=OuterRef(OuterRef(project)), stage=OuterRef("pk"), done_at__isnull=False)
    open_stages = Stage.objects.filter(cohort=OuterRef(cohort)).exclude(Exists(done))
    return Subquery(open_stages.order_by("number").values("number")[:1])


PROJECT_SPLITS = {
    "month": month_of("created_at"),
    "state": F("status"),
    "theme": F("themes__key"),
    "method": F("methods__key"),
    "stage": stage_now(),
}

COMMUNITIES = Source(
    lambda scope: Community.objects.exclude(status=CommunityStatus.FORMING), "cohort", COMMUNITY, "pk",
    splits={"theme": F("theme__key"), "state": F("status")},
)  # fmt: skip
SCHOOLS = Source(_schools, "communities__cohort", SCHOOL, "pk", knows_cohort=True)
SESSIONS = Source(
    _due, "community__cohort", COMMUNITY, "community",
    splits={"month": month_of("starts_at"), "theme": F("community__theme__key")},
)  # fmt: skip
MARKS = Source(
    _marks, "session__community__cohort", COMMUNITY, "session__community", "person", "person__sex",
    splits={"month": month_of("session__starts_at")},
)  # fmt: skip
TEACHERS = Source(
    _teachers, "memberships__community__cohort", SCHOOL, "teaching__school", "pk", "sex", knows_cohort=True
)  # fmt: skip
PROJECTS = Source(
    _projects, "community__cohort", SCHOOL, "school", "lead", "lead__sex",
    splits=PROJECT_SPLITS, many=frozenset({"theme", "method"}),
)  # fmt: skip
STORIES = Source(
    lambda scope: Project.objects.published().filter(published_at__lt=scope.moment),
    "community__cohort", SCHOOL, "school", "lead", "lead__sex",
    splits={**PROJECT_SPLITS, "month": month_of("published_at")}, many=frozenset({"theme", "method"}),
)  # fmt: skip
EVIDENCE = Source(
    _evidence, "project__community__cohort", SCHOOL, "project__school", "project__lead", "project__lead__sex",
    splits={"method": F("method__key"), "month": month_of("on")},
)  # fmt: skip
PORTFOLIOS = Source(
    _portfolios, "project__community__cohort", SCHOOL, "project__school", "project__lead", "project__lead__sex",
    splits={"state": F("status")}, value_path="submitted_at",
)  # fmt: skip
REVIEWS = Source(
    _reviews, "version_read__portfolio__project__community__cohort", SCHOOL,
    "version_read__portfolio__project__school", "version_read__portfolio__project__lead",
    "version_read__portfolio__project__lead__sex", splits={"month": month_of("decided_at")},
)  # fmt: skip
