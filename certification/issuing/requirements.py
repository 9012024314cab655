"""What a rule may ask for: each requirement counts one fact for a whole cohort at once; rooms above add theirs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import consent
from accounts.models import Consent
from certification.models import Appeal, AppealStatus, Decision, ListStatus, Outcome, Portfolio, PortfolioStatus
from certification.models.kinds import Recipient
from communities.models import Attendance, Facilitation, FacilitatorKind, Membership, NetworkEvent, SessionStatus
from programme.models import Cohort
from projects.models import EvidenceItem, Project, ProjectStatus, Vignette
from schools.models import School
from uploads.models import Upload

_REQUIREMENTS = {}
SENT = (ProjectStatus.SUBMITTED, ProjectStatus.ACCEPTED, ProjectStatus.PUBLISHED)


@dataclass(frozen=True)
class Scope:
    """Of whom it is counted. ids: only of these, or None for all; occasion: a conference's id, or ""."""

    cohort: Cohort
    occasion: str = ""
    ids: tuple | None = None
    decision_list: str = ""

    def narrow(self, rows, path):
        """The rows of the people (or schools) asked about."""
        return rows if self.ids is None else rows.filter(**{f"{path}__in": self.ids})


@dataclass(frozen=True)
class Requirement:
    key: str
    name: object  # lazy: "sessions attended"
    lacking: object  # lazy: said of somebody who has none, where it is not a number
    count: Callable  # count(scope) -> {id of the person or school: number, True or a dict that tells more}
    is_number: bool = False
    usual: Callable | None = None  # usual(cohort) -> how many, where a rule leaves it to the cohort
    candidates: Callable | None = None  # candidates(scope) -> queryset of ids that come into question
    occasions: Callable | None = None  # occasions(cohort) -> [(id, {language: name})]: one certificate for each
    recipient: str = field(default=Recipient.PERSON)

    def needed(self, line, cohort):
        """How many this line of a rule asks for."""
        number = line.get("at_least")
        if number is None and self.usual:
            return self.usual(cohort)
        return 1 if number is None else number

    def is_met(self, fact, line, cohort):
        return (fact or 0) >= self.needed(line, cohort) if self.is_number else bool(fact)


def requirement(key, **told):
    """Decorates count(scope). Rooms above register theirs in AppConfig.ready."""

    def register(count):
        _REQUIREMENTS[key] = Requirement(key=key, count=count, **told)
        return count

    return register


def named(key):
    """KeyError for a rule that speaks of something which no room counts."""
    return _REQUIREMENTS[key]


def known_to(recipient):
    """What a rule for people, or for schools, may ask for."""
    return [one for one in _REQUIREMENTS.values() if one.recipient == recipient]


def numbers(rows, who):
    """{id: how many}"""
    return dict(rows.order_by().values(who).annotate(number=Count("pk")).values_list(who, "number"))


# Who comes into question ------------------------------------------------------------------------------------


def members(scope):
    return Membership.objects.filter(community__cohort=scope.cohort).order_by().values("person")


def leads(scope):
    projects = Project.objects.filter(community__cohort=scope.cohort)
    return projects.exclude(status=ProjectStatus.WITHDRAWN).order_by().values("lead")


def facilitators(scope):
    found = Facilitation.objects.filter(community__cohort=scope.cohort, kind=FacilitatorKind.SCHOOL)
    return found.order_by().values("person")


def schools(scope):
    return School.objects.filter(communities__cohort=scope.cohort).order_by().values("pk")


# What is counted --------------------------------------------------------------------------------------------


@requirement(
    "decision",
    name=_("portfolio accepted on a signed list"),
    lacking=_("No accepting decision on a signed list yet."),
    candidates=leads,
)
def decisions(scope):
    """The last accepting decision that a chief reviewer has signed and nobody appeals against."""
    signed = Decision.objects.filter(
        outcome=Outcome.PASS,
        portfolio__status=PortfolioStatus.PASSED,
        decision_list__status=ListStatus.SIGNED,
        decision_list__cohort=scope.cohort,
    ).exclude(pk__in=Appeal.objects.filter(status=AppealStatus.OPEN).values("decision"))
    if scope.decision_list:
        signed = signed.filter(decision_list=scope.decision_list)
    columns = ("portfolio__project__lead", "pk", "decision_list__number", "portfolio__project")
    rows = scope.narrow(signed, "portfolio__project__lead").order_by("decision_list__signed_at").values_list(*columns)
    return {lead: {"decision": pk, "list": number, "project": project} for lead, pk, number, project in rows}


@requirement(
    "sessions",
    name=_("sessions attended"),
    lacking="",
    is_number=True,
    usual=lambda cohort: cohort.sessions_needed,
    candidates=members,
)
def sessions(scope):
    there = Attendance.objects.there().filter(
        session__community__cohort=scope.cohort, session__status=SessionStatus.HELD
    )
    return numbers(scope.narrow(there, "person"), "person")


@requirement("events", name=_("network events attended"), lacking="", is_number=True)
def events(scope):
    took_part = NetworkEvent.participants.through.objects.filter(
        networkevent__cohort=scope.cohort, networkevent__starts_at__lte=timezone.now()
    )
    return numbers(scope.narrow(took_part, "user"), "user")


@requirement("vignette", name=_("vignette written"), lacking=_("The vignette is not written."))
def vignettes(scope):
    written = Vignette.objects.filter(project__community__cohort=scope.cohort, project__status__in=SENT)
    written = scope.narrow(written.exclude(text=""), "project__lead")
    return dict.fromkeys(written.order_by().values_list("project__lead", flat=True), True)


@requirement("consents", name=_("consents complete"), lacking=_("A consent is missing."))
def consents(scope):
    """She agrees to her data being kept, and no picture on her public story lacks its consent."""
    agreed = Consent.objects.standing().filter(text__kind=consent.KIND)
    agreed = set(scope.narrow(agreed, "person").order_by().values_list("person", flat=True))
    shown = EvidenceItem.objects.filter(project__community__cohort=scope.cohort, is_public=True).exclude(upload=None)
    unfit = scope.narrow(shown, "project__lead").exclude(upload__in=Upload.objects.public().order_by().values("pk"))
    return dict.fromkeys(agreed.difference(unfit.order_by().values_list("project__lead", flat=True)), True)


@requirement(
    "facilitated",
    name=_("sessions of her community held while she facilitated"),
    lacking="",
    is_number=True,
    candidates=facilitators,
)
def facilitated(scope):
    ran = Facilitation.objects.filter(
        Q(until=None) | Q(until__gte=F("community__sessions__starts_at__date")),
        kind=FacilitatorKind.SCHOOL,
        community__cohort=scope.cohort,
        community__sessions__status=SessionStatus.HELD,
        since__lte=F("community__sessions__starts_at__date"),
    )
    ran = scope.narrow(ran, "person").order_by().values("person")
    return dict(ran.annotate(number=Count("community__sessions", distinct=True)).values_list("person", "number"))


@requirement(
    "school_projects",
    name=_("portfolios of its teachers accepted"),
    lacking="",
    is_number=True,
    candidates=schools,
    recipient=Recipient.SCHOOL,
)
def school_projects(scope):
    accepted = Portfolio.objects.filter(status=PortfolioStatus.PASSED, project__community__cohort=scope.cohort)
    return numbers(scope.narrow(accepted, "project__school"), "project__school")
