"""Two circles that know nothing of each other: what a person may do in hers, she may not in the other.

`roles` are people of the first circle. The access table (docs/access.md) is checked by sending each role to each
address of both circles: «own» is the first circle, the rest of the world is the second.
"""

from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import COORDINATORS, OBSERVERS, ORGANISERS, UNIVERSITY, ErasureRequest, Invitation
from certification.models import (
    Appeal,
    Batch,
    DecisionList,
    ListStatus,
    Moderation,
    ModerationReason,
    ModerationStatus,
    Outcome,
    Review,
    Revocation,
    RubricStatus,
    SigningKey,
    fingerprint,
)
from certification.tests import issuing_makers as issuing
from communities.models import CalendarAddress, FacilitatorKind
from jobs.tests import makers as job_makers
from programme.models import NewsItem, Page, Tool
from programme.tests import makers as programme_makers
from projects.models import EvidenceItem, ProjectStatus
from projects.tests import makers as project_makers
from schools.tests import makers as school_makers

from . import makers

ROLES = (
    "visitor",
    "lead",
    "colleague",
    "facilitator",
    "external",
    "principal",
    "reviewer",
    "chief",
    "organiser",
    "coordinator",
    "observer",
)


@dataclass
class Circle:
    """One school, one community and all that hangs on it. `ids` fills the addresses: url kwarg -> value."""

    ids: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)


def make_circle(cohort):
    school = makers.make_school()
    community = makers.make_community(cohort=cohort, schools=[school])
    lead = makers.make_member(community)
    people = {
        "lead": lead,
        "colleague": makers.make_member(community),
        "facilitator": makers.make_facilitator(community),
        "external": makers.make_facilitator(community, kind=FacilitatorKind.EXTERNAL),
        "principal": makers.make_principal(school),
    }
    session = makers.make_session(community, made_by=people["facilitator"], starts_at=timezone.now())
    project = makers.make_project(community, lead=lead)
    upload = makers.make_upload(lead)
    EvidenceItem.objects.create(project=project, title="Дәлел", on=timezone.localdate(), upload=upload)
    entry, consultation, step, comment = begin_work(project, people["colleague"])
    submitted = makers.make_project(community, lead=lead, status=ProjectStatus.SUBMITTED)
    portfolio = makers.make_portfolio(submitted)
    people["reviewer"] = makers.make_assignment(portfolio)
    conflict = people["reviewer"].conflicts.create(person=makers.make_person())
    draft = makers.make_rubric(cohort, status=RubricStatus.DRAFT)
    conference = makers.make_conference(cohort=cohort)
    published = makers.make_published_project(community=community, lead=lead)
    poster = makers.make_poster(conference, published)
    page, _new = Page.objects.get_or_create(slug="about", defaults={"title_kk": "Бағдарлама", "body_kk": "…"})
    item = NewsItem.objects.create(title_kk="Жаңалық", body_kk="…", published_at=timezone.now())
    picture = programme_makers.make_picture(item)
    tool, _new = Tool.objects.get_or_create(key="five-whys", defaults={"name_kk": "Бес «неге»"})
    partner = programme_makers.make_partner()
    asked = programme_makers.make_request(school.district)
    event = makers.make_event(cohort)
    calendar = CalendarAddress.objects.create(person=lead)
    certificate = issuing.make_stored(lead, cohort, by=issued_by(), pdf=ContentFile(b"%PDF", "paper.pdf"))
    Revocation.objects.create(certificate=certificate, reason="asked", asked_by=certificate.issued_by)
    batch = Batch.objects.create(kind=certificate.kind, cohort=cohort, made_by=certificate.issued_by)
    ids = {
        "certificate_id": certificate.pk,
        "token": certificate.token,
        "kid": SigningKey.objects.create(kid=f"key-{certificate.number}", public_key="A" * 43).pk,
        "kind_key": certificate.kind.key,
        "recipient_id": lead.pk,
        "batch_id": batch.pk,
        "piece_id": make_pieces(certificate.kind),
        "correction_id": issuing.make_correction(lead).pk,
        **make_judged(community, lead),
        "indicator_key": "attendance",
        "facilitator_id": people["facilitator"].pk,
        "event_id": event.pk,
        "calendar_token": calendar.token,
        "page_slug": page.slug,
        "item_id": item.pk,
        "picture_id": picture.pk,
        "tool_key": tool.key,
        "partner_id": partner.pk,
        "request_id": asked.pk,
        "school_id": school.pk,
        "roster_id": school_makers.make_roster(school).pk,
        "file_type": "csv",
        "community_id": community.pk,
        "session_id": session.pk,
        "project_id": project.pk,
        "stage_number": entry.stage.number,
        "kind": "consultations",
        "row_id": consultation.pk,
        "step_id": step.pk,
        "comment_id": comment.pk,
        "portfolio_id": portfolio.pk,
        "reviewer_id": people["reviewer"].pk,
        "conflict_id": conflict.pk,
        "cohort_id": cohort.pk,
        "rubric_id": draft.pk,
        "criterion_id": draft.criteria.get().pk,
        "version_number": 1,
        "slug": conference.slug,
        "poster_id": poster.pk,
        "person_id": lead.pk,
        "upload_id": upload.pk,
        "code": "ru",
        "section": "pages",
        "number": 1,
        "style": "bib",
        "guide_name": "teacher",
        "data_name": "schools",
        "snapshot_id": make_snapshot_with_report(cohort),
        "slip_code": Invitation.objects.issue(lead, by=None)[1],
        "erasure_id": ErasureRequest.objects.create(person=lead).pk,
        "export_key": "members",
        "job_id": job_makers.make_finished_job(lead).pk,
        "pk": 0,  # a passkey that is nobody's
        "uidb36": "0",  # a link for a new password that is nobody's
        "key": "0-0",
    }
    return Circle(ids=ids, people=people)


def make_judged(community, lead):
    """A portfolio that was read twice, signed on a list, and appealed against. Returns the ids."""
    portfolio = makers.make_portfolio(makers.make_project(community, lead=lead, status=ProjectStatus.RETURNED))
    cohort, chief = community.cohort, issued_by()
    closed = {"outcome": Outcome.NOT_YET, "decided_at": timezone.now()}
    version, rubric = portfolio.versions.get(), makers.make_rubric(cohort)
    review = Review.objects.create(version_read=version, reviewer=makers.make_person(), rubric=rubric, **closed)
    settled = {"outcome": Outcome.NOT_YET, "settled_at": timezone.now(), "status": ModerationStatus.SETTLED}
    moderation = Moderation.objects.create(first=review, why=ModerationReason.RANDOM, **settled)
    number = cohort.decision_lists.count() + 1
    decisions = DecisionList.objects.create(cohort=cohort, number=number, made_by=chief)
    line = {"portfolio": portfolio, "review": review, "moderation": moderation, "outcome": Outcome.NOT_YET}
    decision = decisions.decisions.create(**line)
    signed = {"status": ListStatus.SIGNED, "signed_by": chief, "signed_at": timezone.now()}
    content = {"rules": {"moderation_percent": 20}, "lines": []}
    DecisionList.objects.filter(pk=decisions.pk).update(
        appeal_until=timezone.localdate(), content=content, sha256=fingerprint(content), **signed
    )
    appeal = Appeal.objects.create(decision=decision, text="Келіспеймін.")
    return {
        "moderation_id": moderation.pk,
        "list_id": decisions.pk,
        "decision_id": decision.pk,
        "appeal_id": appeal.pk,
    }


def make_pieces(kind):
    """A signatory and a mark of the paper, with the same id."""
    signatory = kind.signatories.first()
    if not kind.logos.filter(pk=signatory.pk).exists():
        kind.logos.create(pk=signatory.pk, name_kk="Серіктес", upload=makers.make_upload())
    return signatory.pk


def issued_by():
    return makers.make_person(groups=[UNIVERSITY], is_staff=True)


def make_snapshot_with_report(cohort):
    snapshot = makers.make_snapshot(cohort)
    makers.make_report(snapshot, language="ru")
    return snapshot.pk


def begin_work(project, colleague):
    """An answered stage, a consultation, a step and a comment of the project."""
    return (
        project_makers.make_entry(project),
        project_makers.make_consultation(project),
        project_makers.make_step(project),
        project_makers.make_comment(project, colleague),
    )


@dataclass
class World:
    own: Circle
    other: Circle
    roles: dict  # role -> User, or None for the visitor


def make_world():
    cohort = makers.make_cohort()
    makers.make_stages(cohort)
    own, other = make_circle(cohort), make_circle(cohort)
    roles = {
        "visitor": None,
        **own.people,
        "chief": makers.make_person(groups=[UNIVERSITY], is_staff=True),
        "organiser": makers.make_person(groups=[ORGANISERS], is_staff=True),
        "coordinator": makers.make_person(groups=[COORDINATORS], is_staff=True),
        "observer": makers.make_person(groups=[OBSERVERS]),
    }
    return World(own, other, roles)
