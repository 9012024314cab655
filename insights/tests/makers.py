"""A small programme of which every figure is known."""

from datetime import date, timedelta

from django.utils import timezone

from certification.criteria import make_rubric
from certification.models import Outcome, PortfolioStatus, Review
from communities.models import Attendance, CommunityStatus, Mark, SessionStatus
from projects.models import EvidenceItem, ProjectStatus
from tests import makers


def make_place(region=None):
    district = makers.make_district(region=region)
    return makers.make_school(district=district)


def make_circle(cohort, school, women=4, men=2, **community):
    """A community of the school and its members. Returns (community, [person])."""
    community = makers.make_community(cohort=cohort, schools=[school], **community)
    sexes = ["f"] * women + ["m"] * men
    return community, [makers.make_member(community, makers.make_teacher(school, sex=sex)) for sex in sexes]


def hold(community, people, days_ago=3, absent=0):
    """A session that was held, `absent` of the people were not there."""
    session = makers.make_session(
        community,
        made_by=people[0],
        starts_at=timezone.now() - timedelta(days=days_ago),
        status=SessionStatus.HELD,
        logged_at=timezone.now(),
    )
    marks = [Mark.ABSENT] * absent + [Mark.PRESENT] * (len(people) - absent)
    Attendance.objects.bulk_create(
        Attendance(session=session, person=person, mark=mark) for person, mark in zip(people, marks, strict=True)
    )
    return session


def plan(community, by, days_ago=1):
    return makers.make_session(community, made_by=by, starts_at=timezone.now() - timedelta(days=days_ago))


def add_evidence(project, number=1):
    for _ in range(number):
        EvidenceItem.objects.create(project=project, title="Дәлел", on=timezone.localdate())


def submit(project, days_ago, status=PortfolioStatus.SUBMITTED):
    return makers.make_portfolio(project, status=status, submitted_at=timezone.now() - timedelta(days=days_ago))


def return_(portfolio):
    version = portfolio.versions.get()
    rubric = make_rubric(portfolio.project.community.cohort)
    decided = {"outcome": Outcome.RETURN, "decided_at": timezone.now()}
    return Review.objects.create(version_read=version, reviewer=makers.make_person(), rubric=rubric, **decided)


def make_programme(cohort=None):
    """Two regions, three schools. The third school's community is quiet."""
    cohort = cohort or makers.make_cohort(starts_on=date(2026, 1, 5), ends_on=date(2027, 3, 1))
    first = make_place()
    second = make_place(region=first.district.region)
    third = make_place()
    active, people = make_circle(cohort, first)
    fresh, others = make_circle(cohort, second, women=5, men=0)
    quiet, few = make_circle(cohort, third, women=2, men=1)
    make_circle(cohort, third, status=CommunityStatus.FORMING)  # has not begun: counts nowhere
    hold(active, people, absent=1)
    hold(active, people, days_ago=20)
    hold(fresh, others, days_ago=10)
    hold(quiet, few, days_ago=90)
    plan(quiet, few[0])
    plan(active, people[0], days_ago=-5)  # is still to come
    stage = makers.make_stages(cohort)[0]
    for person in people:
        makers.make_project(active, person, girls_reached=10, boys_reached=5)
    for person in others[:3]:
        project = makers.make_project(fresh, person, status=ProjectStatus.SUBMITTED)
        project.entries.create(stage=stage, done_at=timezone.now())
        submit(project, days_ago=10)
    returned = makers.make_project(fresh, others[3], status=ProjectStatus.RETURNED)
    return_(submit(returned, days_ago=30, status=PortfolioStatus.RETURNED))
    add_evidence(returned, 2)
    makers.make_published_project(community=quiet, lead=few[0])
    makers.make_project(quiet, few[1], status=ProjectStatus.WITHDRAWN, girls_reached=100)
    return cohort
