"""One's own first page: where am I, what is next, what did somebody say; by role, as one person may hold many."""

from dataclasses import dataclass

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q

import certification.agenda
import communities.agenda
import programme.agenda
import projects.agenda
from accounts.models import COORDINATORS, OBSERVERS, ORGANISERS, UNIVERSITY, ErasureRequest, User
from accounts.prepared import Prepared, number_of
from certification.models import Assignment, Certificate, ConfirmedName, Reviewer
from communities.models import Community, CommunityStatus, Facilitation, Membership
from conference.models import Conference, Poster, PosterStatus
from jobs.models import Job
from outbox.models import Message
from projects.models import Project, ProjectStatus, Visibility
from schools.models import Headship, School

from .figures import public_figures
from .indicators import INDICATORS
from .scope import Scope

SHOWN = 5
TURN = [  # of a teacher's projects on her page
    ProjectStatus.RETURNED,
    ProjectStatus.IN_PROGRESS,
    ProjectStatus.DRAFTING,
    ProjectStatus.SUBMITTED,
    ProjectStatus.ACCEPTED,
    ProjectStatus.PAUSED,
    ProjectStatus.PUBLISHED,
]


@dataclass(frozen=True)
class Roles:
    """What the person is now, by her relations and her groups."""

    leads: bool
    joins: bool
    facilitates: bool
    heads: bool
    reviews: bool
    organises: bool
    coordinates: bool
    observes: bool

    @classmethod
    def of(cls, user, *relations, reviews):
        return cls(
            *relations,
            reviews=reviews or user.in_group(UNIVERSITY),
            organises=user.in_group(ORGANISERS),
            coordinates=user.in_group(COORDINATORS),
            observes=user.in_group(OBSERVERS),
        )

    @property
    def any(self):
        return any(vars(self).values())


def relations(person, today):
    """One question, as most people are few of these: what is not there is not asked for again."""
    mine = {"person": OuterRef("pk")}
    return User.objects.filter(pk=person).values_list(
        Exists(Project.objects.filter(lead=OuterRef("pk"))),
        Exists(Membership.objects.current(today).filter(**mine)),
        Exists(Facilitation.objects.current(today).filter(**mine)),
        Exists(Headship.objects.current(today).filter(**mine)),
        ExpressionWrapper(
            Exists(Assignment.objects.filter(reviewer=OuterRef("pk")))
            | Exists(Reviewer.objects.current(today).filter(**mine)),
            BooleanField(),
        ),
        Exists(ErasureRequest.objects.waiting().filter(**mine)),
        Exists(Job.objects.filter(owner=OuterRef("pk"))),
        Exists(ConfirmedName.objects.filter(**mine)),
        Exists(Certificate.objects.filter(**mine)),
    )


RELATIONS = Prepared(relations)


def page_for(user):
    """Context of the page: a part for each role that the person holds, None for the others."""
    *relations, reviews, asks_to_go, has_jobs, has_named, has_certificates = map(bool, RELATIONS.rows(user)[0])
    roles = Roles.of(user, *relations, reviews=reviews)
    member, facilitator = _meetings(user, roles)
    mine, facilitated = _projects(user, roles)
    return {
        "roles": roles,
        "teacher": mine,
        "member": member,
        "facilitator": facilitator,
        "facilitated": facilitated,
        "reviewer": certification.agenda.for_reviewer(user) if roles.reviews else None,
        "headed": _headed(user) if roles.heads else None,
        "organiser": _organiser() if roles.organises else None,
        "coordinator": _coordinator(user) if roles.coordinates else None,
        "erasure": user.erasure_requests.waiting().first() if asks_to_go else None,
        "figures": public_figures() if roles.observes else None,
        "certificates": _certificates(roles, mine, has_named, has_certificates),
        "jobs": Job.objects.visible_to(user).recent()[:SHOWN] if has_jobs else [],
    }


def _certificates(roles, mine, has_named, has_certificates):
    """What her page says of certificates; None where none comes into question.

    asks: she has submitted a portfolio, and her name is not confirmed: now is the time.
    """
    if not (roles.leads or roles.joins or roles.facilitates or has_certificates):
        return None
    submitted = any(portfolio for _project, portfolio in mine or ())
    return {"has_some": has_certificates, "has_named": has_named, "asks": submitted and not has_named}


def _meetings(user, roles):
    """(MemberAgenda or None, FacilitatorAgenda or None)"""
    if roles.joins and roles.facilitates:
        return communities.agenda.for_both(user)
    member = communities.agenda.for_member(user) if roles.joins else None
    return member, communities.agenda.for_facilitator(user) if roles.facilitates else None


def _projects(user, roles):
    """(what she leads or None, projects.agenda.Facilitated or None)"""
    teaches = roles.leads or roles.joins
    if teaches and roles.facilitates:
        mine, facilitated = projects.agenda.for_both(user)
        return _with_portfolios(user, mine), facilitated
    mine = _with_portfolios(user, projects.agenda.for_teacher(user)) if teaches else None
    return mine, projects.agenda.for_facilitator(user) if roles.facilitates else None


def _with_portfolios(user, mine):
    """[(projects.agenda.Mine, certification line or None)], those that she can go on with first."""
    portfolios = {line.portfolio.project_id: line for line in certification.agenda.for_teacher(user)}
    in_turn = sorted(mine, key=lambda one: TURN.index(one.project.status))
    return [(one, portfolios.get(one.project.pk)) for one in in_turn]


def _headed(user):
    """Schools of a principal, with counts only: what teachers write stays theirs."""
    published = Q(projects__status=ProjectStatus.PUBLISHED, projects__visibility=Visibility.PUBLIC)
    return School.objects.headed_by(user).annotate(
        community_count=Count("communities", distinct=True),
        project_count=Count("projects", filter=~Q(projects__status=ProjectStatus.WITHDRAWN), distinct=True),
        story_count=Count("projects", filter=published, distinct=True),
    )


def _organiser():
    """The conferences that are not over, each with its posters waiting for a word."""
    waiting = Count("posters", filter=Q(posters__status=PosterStatus.SUBMITTED))
    return {
        "conferences": Conference.objects.annotate(waiting=waiting, all=Count("posters")).order_by("-starts_on")[:3],
        "posters": list(
            Poster.objects.filter(status=PosterStatus.SUBMITTED)
            .select_related("project__school", "conference")
            .order_by("submitted_at")[:SHOWN]
        ),
    }


def _coordinator(user):
    """Where to call on a Monday morning."""
    requests, unlogged = programme.agenda.for_coordinator(), UNLOGGED.rows()
    return {"requests": requests, "unlogged": unlogged, **dict(zip(COUNTS, WAITING.one(user), strict=True))}


COUNTS = ("unclaimed", "failed_mails", "failed_jobs", "erasures", "forming", "submitted", "unlogged_count")


def _waiting(person, today, now):
    """How many of each of COUNTS there are, as one row."""
    everywhere = Scope.at(today, now)
    rows = (
        User.objects.filter(is_active=True, claimed_at=None),
        Message.objects.failed(),
        Job.objects.failed(),
        ErasureRequest.objects.waiting(),
        Community.objects.filter(status=CommunityStatus.FORMING),
        INDICATORS["portfolios_waiting"].rows(everywhere),
        INDICATORS["sessions_unlogged"].rows(everywhere),
    )
    return User.objects.filter(pk=person).order_by().values_list(*map(number_of, rows))


def _unlogged(today, now):
    sessions = INDICATORS["sessions_unlogged"].rows(Scope.at(today, now)).select_related("community")
    return sessions.only("topic", "starts_at", "community__name").order_by("starts_at", "pk")[:SHOWN]


WAITING, UNLOGGED = Prepared(_waiting), Prepared(_unlogged)
