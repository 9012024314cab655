"""People who have earned a certificate, and what a chief reviewer signs before it can be given."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from accounts.models import UNIVERSITY
from certification.checking import keys
from certification.criteria import make_rubric
from certification.issuing import acts
from certification.issuing.numbers import code_of
from certification.models import (
    Certificate,
    CertificateKind,
    ConfirmedName,
    Decision,
    DecisionList,
    ListStatus,
    NameCorrection,
    Outcome,
    Portfolio,
    PortfolioStatus,
    PortfolioVersion,
    Review,
    Series,
)
from certification.printing.content import printed
from communities.models import Attendance, Mark, NetworkEvent, SessionStatus
from projects.models import Vignette
from tests import makers


def make_key():
    return keys.make()


def make_chief(**fields):
    return makers.make_person(groups=[UNIVERSITY], is_staff=True, **fields)


def kind_of(key="teacher-leadership"):
    return CertificateKind.objects.prefetch_related("signatories", "logos").get(key=key)


def make_name(person, **names):
    return ConfirmedName.objects.create(
        person=person, **{"kk": person.full_name, "ru": person.full_name, "latin": person.latin_name, **names}
    )


def make_cohort(**fields):
    return makers.make_cohort(sessions_needed=2, **fields)


def make_worker(community, *, sessions=2, events=1, vignette=True, name=True, **person):
    """A teacher of the community with a submitted project, who came to its sessions and events. Returns the project."""
    lead = makers.make_member(community, person=makers.make_teacher(community.schools.first(), **person))
    project = makers.make_project(community, lead=lead, status="accepted")
    if vignette:
        Vignette.objects.create(project=project, text="Бір күні сыныпта әңгіме басталды.")
    for session in held_sessions(community, sessions):
        Attendance.objects.create(session=session, person=lead, mark=Mark.PRESENT)
    for event in past_events(community.cohort, events):
        event.participants.add(lead)
    if name:
        make_name(lead)
    return project


def held_sessions(community, number):
    found = list(community.sessions.filter(status=SessionStatus.HELD)[:number])
    moment = timezone.now() - timedelta(days=3)
    while len(found) < number:
        made = makers.make_session(community, starts_at=moment, status=SessionStatus.HELD, logged_at=moment)
        found.append(made)
    return found


def past_events(cohort, number):
    found = list(cohort.network_events.all()[:number])
    while len(found) < number:
        moment = timezone.now() - timedelta(days=5)
        found.append(NetworkEvent.objects.create(cohort=cohort, title_kk="Желілік кездесу", starts_at=moment))
    return found


def make_list(cohort, chief):
    """Open: a signed list takes no line any more."""
    return DecisionList.objects.create(cohort=cohort, number=cohort.decision_lists.count() + 1, made_by=chief)


def make_signed(chief, *projects, outcome=Outcome.PASS):
    """Their decisions, in this order, on a list that the chief reviewer has signed."""
    decision_list = make_list(projects[0].community.cohort, chief)
    decisions = [decide(project, decision_list, outcome) for project in projects]
    sign(decision_list, chief)
    return decisions


def decide(project, decision_list, outcome=Outcome.PASS):
    """A line of the list, with the portfolio and the reading that it rests on."""
    status = PortfolioStatus.PASSED if outcome == Outcome.PASS else PortfolioStatus.NOT_YET
    portfolio = Portfolio.objects.filter(project=project).first() or Portfolio(project=project)
    portfolio.status = status
    portfolio.save()
    version = PortfolioVersion.objects.create(portfolio=portfolio, number=portfolio.versions.count() + 1, content={})
    reading = Review.objects.create(
        version_read=version,
        reviewer=decision_list.made_by,
        rubric=make_rubric(decision_list.cohort),
        outcome=outcome,
        decided_at=timezone.now(),
    )
    return Decision.objects.create(decision_list=decision_list, portfolio=portfolio, review=reading, outcome=outcome)


def make_earned(number=1, *, chief=None, community=None):
    """(chief, community, projects): everything is there, nothing is issued."""
    chief = chief or make_chief()
    community = community or makers.make_community(cohort=make_cohort())
    projects = [make_worker(community) for _one in range(number)]
    make_signed(chief, *projects)
    return chief, community, projects


def sign(decision_list, chief):
    DecisionList.objects.filter(pk=decision_list.pk).update(
        status=ListStatus.SIGNED, signed_by=chief, signed_at=timezone.now()
    )


def make_certificate(chief=None, **fields):
    """Issued by the verb, to somebody who has earned it."""
    chief, community, projects = make_earned(chief=chief)
    return acts.issue(kind_of(), to=projects[0].lead, cohort=community.cohort, by=chief, **fields)


def make_stored(person, cohort, *, by, key="teacher-leadership", **fields):
    """A row as issuing leaves it, without the work: for tests about rights, lists and personal data."""
    kind = CertificateKind.objects.get(key=key)
    year = timezone.localdate().year
    series = Series.objects.get_or_create(kind=kind, year=year)[0]
    Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db()
    name = ConfirmedName.objects.filter(pk=person.pk).first() or make_name(person)
    code = code_of(kind, year, series.last)
    paper = printed(
        kind,
        names={language: name.in_language(language) for language in kind.languages},
        facts={},
        code=code,
        issued_on=timezone.localdate(),
        layout=kind.layout,
    )
    told = {"kind": kind, "cohort": cohort, "person": person, "series": series, "number": series.last, "code": code}
    said = {"layout": kind.layout, "printed": paper, "rule_snapshot": {"rule": [], "number": 1, "facts": {}}}
    return Certificate.objects.create(**told, **said, issued_by=by, pdf_sha256="0" * 64, **fields)


def make_correction(person, **fields):
    names = {"kk": "Сейітова Әлия", "ru": "Сейитова Алия", "latin": "Äliia Seiıtova"}
    return NameCorrection.objects.create(person=person, why="Бір әріп түсіп қалған.", **{**names, **fields})
