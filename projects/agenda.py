"""What waits for a person in her projects: for her own first page."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.names import names_of
from accounts.prepared import Prepared
from languages.fields import columns_of
from programme.models import Stage
from programme.stages import stages_by_cohort

from .models import RESTING, WRITABLE, Comment, Project, ProjectStatus, StageEntry

STUCK_AFTER = timedelta(days=21)
NEWEST = 5


@dataclass
class Mine:
    """One of my projects: where am I, what is next. `comments` are those still unsettled, newest first."""

    project: Project
    stage: Stage | None  # the one that is not done yet; None when all are
    lamps: list  # a word for each stage in order: "lit", "now" or ""
    label: str
    url: str
    comments: list = field(default_factory=list)

    @property
    def done(self):
        return self.lamps.count("lit")

    @property
    def total(self):
        return len(self.lamps)


@dataclass
class Stuck:
    project: Project
    stage: Stage | None
    since: datetime

    @property
    def days(self):
        return (timezone.now() - self.since).days


@dataclass
class Facilitated:
    stuck: list  # Stuck, longest first
    waiting: list  # unsettled comments whose last word is the author's
    count: int  # of projects under way in her communities


def for_teacher(user):
    """[Mine] of the user's projects that are not withdrawn, last changed first. 4 queries."""
    projects = _led_by(user)
    return _all_mine(user, projects, _Paths(projects.values(), LIT_OF_HERS.rows(user)))


def for_both(user):
    """([Mine], Facilitated) of one who leads projects and runs communities. 7 queries."""
    led, facilitated = _led_by(user), _facilitated_by(user)
    path = _Paths([*led.values(), *filter(_is_late, facilitated)], LIT_OF_BOTH.rows(user))
    return _all_mine(user, led, path), _facilitated(user, facilitated, path)


def _led_by(user):
    """{id: project}"""
    return {project.pk: project for project in LED.rows(user)}


def _all_mine(user, projects, path):
    by_project = {}
    for comment in SAID.rows(user) if projects else ():
        comment.project = projects[comment.project_id]
        by_project.setdefault(comment.project_id, []).append(comment)
    return [_mine(project, path, by_project.get(project.pk, [])[:NEWEST]) for project in projects.values()]


def _mine(project, path, comments):
    stage = path.now(project)
    label, url = _next(project, stage)
    return Mine(project, stage, path.lamps(project), label, url, comments)


def _next(project, stage):
    """(label, address) of the one obvious next step."""
    own_page = project.get_absolute_url()
    if project.status in RESTING:
        return _("Take it up again"), own_page
    if project.status == ProjectStatus.SUBMITTED:
        return _("See what happens next"), own_page
    if project.status == ProjectStatus.RETURNED:
        return _("Read the reviewer’s comments"), own_page
    if project.status == ProjectStatus.ACCEPTED:
        return _("Make it a public story"), reverse("projects:project_publish", args=[project.pk])
    if project.status == ProjectStatus.PUBLISHED:
        return _("See the public story"), reverse("projects:story", args=[project.pk])
    if stage is None:
        return _("Look through the portfolio"), own_page
    label = _("Continue: %(stage)s") % {"stage": stage.title}
    return label, reverse("projects:stage", args=[project.pk, stage.number])


def for_facilitator(user):
    """Facilitated: who is stuck at which stage since when, and comments that wait for her word. 5 queries."""
    projects = _facilitated_by(user)
    return _facilitated(user, projects, _Paths(list(filter(_is_late, projects)), LIT_OF_CIRCLE.rows(user)))


def _facilitated_by(user):
    """Projects under way in her communities, longest untouched first."""
    return FACILITATED.rows(user)


def _is_late(project):
    return project.changed_at < timezone.now() - STUCK_AFTER


def _facilitated(user, projects, path):
    stuck = [Stuck(project, path.now(project), project.changed_at) for project in projects if _is_late(project)]
    return Facilitated(stuck, _waiting(user, projects), len(projects))


def _waiting(user, projects):
    """Her own comments that the author has answered and nobody has answered or settled since."""
    known = {project.pk: project for project in projects}
    found = []
    for comment in ANSWERED.rows(user) if known else ():
        comment.project = known[comment.project_id]
        if comment.thread and comment.thread[-1].author_id == comment.project.lead_id:
            found.append(comment)
    return found


class _Paths:
    """Stages of several projects, and (project, stage) of those that are done."""

    def __init__(self, projects, lit):
        self.stages = stages_by_cohort(project.community.cohort_id for project in projects)
        self.lit = set(lit)

    def all(self, project):
        return self.stages.get(project.community.cohort_id, [])

    def now(self, project):
        return next((stage for stage in self.all(project) if (project.pk, stage.pk) not in self.lit), None)

    def lamps(self, project):
        now = self.now(project)
        return [
            "lit" if (project.pk, stage.pk) in self.lit else "now" if stage == now else ""
            for stage in self.all(project)
        ]


# What is asked -----------------------------------------------------------------------------------------


def _led(person):
    shown = ("title", "language", "status", "changed_at", "community__cohort")
    led = Project.objects.led_by(User(pk=person)).exclude(status=ProjectStatus.WITHDRAWN)
    return led.select_related("community").only(*shown)


def _under_way(person, today):
    facilitated = Project.objects.facilitated_by(User(pk=person), today)
    return facilitated.filter(status__in=WRITABLE).exclude(lead=person)


def _facilitated_projects(person, today):
    shown = ("title", "language", "status", "changed_at", "community__cohort", *names_of("lead"))
    return _under_way(person, today).select_related("lead", "community").only(*shown).order_by("changed_at")


def _said(person):
    """What others wrote about her projects and nobody has settled, the newest first."""
    shown = (*names_of("author"), *columns_of("stage__title"), "stage__number", "project", "text", "written_at")
    comments = Comment.objects.filter(project__lead=person).exclude(project__status=ProjectStatus.WITHDRAWN)
    return (
        comments.unsettled()
        .exclude(author=person)
        .select_related("author", "stage")
        .only(*shown)
        .order_by("-written_at")
    )


def _answered(person, today):
    """What she wrote about projects that she facilitates and somebody has answered."""
    hers = Comment.objects.filter(author=person, project__in=_under_way(person, today).values("pk"))
    return hers.unsettled().filter(Exists(Comment.objects.filter(answers=OuterRef("pk")))).with_replies()


def _lit_of_hers(person):
    return _lit(project__lead=person)


def _lit_of_circle(person, today):
    return _lit(project__in=_under_way(person, today).values("pk"))


def _lit_of_both(person, today):
    return _lit_of_hers(person).union(_lit_of_circle(person, today))


def _lit(**whose):
    return StageEntry.objects.filter(**whose).exclude(done_at=None).order_by().values_list("project", "stage")


LED, SAID, LIT_OF_HERS = map(Prepared, (_led, _said, _lit_of_hers))
FACILITATED, ANSWERED, LIT_OF_CIRCLE = map(Prepared, (_facilitated_projects, _answered, _lit_of_circle))
LIT_OF_BOTH = Prepared(_lit_of_both)
