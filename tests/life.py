"""A person of whom every room holds something, and words that give away where they stand."""

from datetime import timedelta
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from accounts import trail
from accounts.holdings import MACHINERY, holdings, rows_of
from accounts.models import AuditEntry, ErasureRequest, Invitation
from certification.models import (
    Appeal,
    AppealStatus,
    ConflictOfInterest,
    CriterionMark,
    Decision,
    DecisionList,
    ListStatus,
    Moderation,
    ModerationReason,
    ModerationStatus,
    Outcome,
    Reading,
    Review,
    Reviewer,
    Revocation,
)
from certification.tests import issuing_makers as issuing
from communities.models import Attendance, CalendarAddress, LogReceipt, Mark, Reflection
from jobs.models import Job
from outbox.letters import write_to
from projects.tests import makers as projects
from safekeeping.models import KeptFile, KeptForm
from schools.models import Headship, RosterRow
from schools.tests import makers as schools

from . import makers

_numbers = count(1)


def make_life(**person):
    """Somebody who did and left everything that a person can do and leave in the portal."""
    cohort = makers.make_cohort()
    makers.make_stages(cohort)
    community = makers.make_community(cohort=cohort, schools=[makers.make_school()])
    person = makers.make_person(**{"phone": f"+7701{next(_numbers):07}", "sex": "f", **person})
    makers.make_member(community, person=makers.make_facilitator(community, person=person))
    makers.Teacher.objects.create(person=person, school=community.schools.first(), since="2020-09-01", teaches="тарих")
    colleague = makers.make_member(community)
    leave_account(person)
    leave_school(person)
    leave_meetings(person, community)
    leave_work(person, colleague, community)
    leave_reviews(person, community)
    leave_judgement(person, community)
    leave_certificates(person, community)
    return person


def leave_account(person):
    Invitation.objects.issue(person, by=None)
    ErasureRequest.objects.create(person=person)
    AuditEntry.objects.record(person, "profile changed", person, fields=["surname"])
    AuditEntry.objects.record(None, "changed by a roster", person, phone=["", person.phone])
    UserSession.objects.create(user=person, ip="10.1.2.3", user_agent="Phone", session_key=f"key{next(_numbers)}")
    EmailAddress.objects.create(user=person, email=person.email)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "unused"})
    kept = KeptForm.objects.create(owner=person, path="/kk/", fields={"text": ["…"]})
    KeptFile.objects.create(kept=kept, field="file", name="a.pdf", file=ContentFile(b"kept", "a.pdf"))
    Job.objects.create(owner=person, kind="test", language="kk", result=ContentFile(b"made", "r.csv"))
    write_to(person, "consent_withdrawn", who=person)
    write_to(makers.make_person(), "consent_withdrawn", who=person)
    kind = ContentType.objects.get_for_model(person)
    LogEntry.objects.create(
        user=person, content_type=kind, object_id=person.pk, object_repr=str(person), action_flag=ADDITION
    )


def leave_school(person):
    school = makers.make_school()
    Headship.objects.create(person=person, school=school, since="2020-09-01")
    roster = schools.make_roster(school, by=person)
    RosterRow.objects.create(roster=schools.make_roster(school), number=900, cells=["…"], made_id=person.pk)
    RosterRow.objects.create(roster=roster, number=901, cells=["…"], match_id=person.pk)


def leave_meetings(person, community):
    session = makers.make_session(community, made_by=person)
    Attendance.objects.create(session=session, person=person, mark=Mark.PRESENT)
    Reflection.objects.create(session=session, author=person, text="…")
    LogReceipt.objects.create(session=session, author=person)
    CalendarAddress.objects.create(person=person)
    makers.make_event(community.cohort).participants.add(person)
    session.pictures.add(makers.make_upload(person))


def leave_work(person, colleague, community):
    story = makers.make_published_project(community=community, lead=person, cover=makers.make_upload(person))
    project = makers.make_project(community, lead=person)
    for own in (story, project):
        projects.make_entry(own), projects.make_consultation(own), projects.make_step(own), projects.make_log_entry(own)
        projects.make_evidence(own, upload=makers.make_upload(person))
        projects.make_evidence(own, upload=makers.make_upload(person), is_public=True)
        projects.make_vignette(own)
        projects.make_comment(own, colleague)
    projects.make_comment(makers.make_project(community, lead=colleague), person)
    makers.make_upload(person).record_consent(colleague, people=1, where_kept="…")
    makers.make_upload(colleague).record_consent(person, people=1, where_kept="…")
    makers.make_poster(makers.make_conference(cohort=community.cohort), story, upload=makers.make_upload(person))


def leave_reviews(person, community):
    """Her portfolio that was decided, one that was not, and one that she decided."""
    criterion = makers.make_criterion(community.cohort)
    for lead, reviewer in ((person, None), (person, None), (None, person)):
        project = makers.make_project(community, **({"lead": lead} if lead else {}), status="accepted")
        portfolio = makers.make_portfolio(project)
        reviewer = makers.make_assignment(portfolio, reviewer, assigned_by=person)
        review = Review.objects.create(
            version_read=portfolio.versions.get(), reviewer=reviewer, rubric=criterion.rubric
        )
        CriterionMark.objects.create(review=review, criterion=criterion, text="…")
    hers = Review.objects.filter(version_read__portfolio__project__lead=person)
    for review in (hers.first(), Review.objects.get(reviewer=person)):
        Review.objects.filter(pk=review.pk).update(
            outcome=Outcome.PASS, decided_at=timezone.now() - timedelta(days=1), overall="…"
        )
    Reviewer.objects.create(person=person, since="2020-09-01")
    ConflictOfInterest.objects.create(reviewer=person, person=makers.make_person(), why="…")
    ConflictOfInterest.objects.create(reviewer=makers.make_person(), person=person, why="…")


def leave_judgement(person, community):
    """Of hers: read twice, settled, signed, appealed against and answered; and the same acts of hers upon another's."""
    chief = makers.make_person()
    hers = Review.objects.filter(version_read__portfolio__project__lead=person).decided().get()
    theirs = Review.objects.get(reviewer=person, reading=Reading.FIRST)
    lists = [DecisionList.objects.create(cohort=community.cohort, number=1, made_by=chief)]
    for review, by in ((hers, chief), (theirs, person)):
        version = review.version_read
        second = Review.objects.create(
            version_read=version, reviewer=chief, rubric=review.rubric, reading=Reading.SECOND
        )
        moderation = Moderation.objects.create(
            first=review,
            second=second,
            why=ModerationReason.RANDOM,
            status=ModerationStatus.SETTLED,
            outcome=Outcome.PASS,
            reason="…",
            settled_at=timezone.now(),
            settled_by=by,
        )
        columns = {"portfolio": version.portfolio, "review": review, "moderation": moderation, "outcome": Outcome.PASS}
        decision = Decision.objects.create(decision_list=lists[0], **columns)
        answered = {"status": AppealStatus.UPHELD, "answer": "…", "answered_at": timezone.now(), "answered_by": by}
        Appeal.objects.create(decision=decision, text="…", **answered)
    DecisionList.objects.filter(pk=lists[0].pk).update(made_by=person)
    signed = {"status": ListStatus.SIGNED, "signed_at": timezone.now(), "signed_by": person}
    DecisionList.objects.filter(pk=lists[0].pk).update(**signed)


def leave_certificates(person, community):
    """One that is valid, with its paper; a correction asked for, and a revocation confirmed."""
    chief = makers.make_person()
    paper = ContentFile(b"%PDF of hers", "paper.pdf")
    certificate = issuing.make_stored(person, community.cohort, by=chief, pdf=paper)
    issuing.make_correction(person)
    both = {"asked_by": chief, "confirmed_by": makers.make_person(), "confirmed_at": timezone.now()}
    Revocation.objects.create(certificate=certificate, reason="asked", note="…", **both)


# Words that give away where they stand ---------------------------------------------------------------------

SHARED = {
    "communities.NetworkEvent",
    "accounts.AuditEntry",
    "accounts.User",
}  # not hers alone, or told by its own rules


def mark_all(person, sign):
    """Writes a word of its own into every text column of every record of hers. Returns {word: "app.Model.column"}."""
    marks = {}
    with trail.opened("marking in a test"):
        for holding in holdings():
            if holding.model._meta.label in SHARED:
                continue
            for row in rows_of(holding, person):
                for column in text_columns(holding):
                    word = f"{sign}{next(_numbers)}x"
                    if column.max_length and column.max_length < len(word):
                        continue
                    value = in_json(column, word) if isinstance(column, models.JSONField) else word
                    holding.model._base_manager.filter(pk=row.pk).update(**{column.name: value})
                    marks[word] = f"{holding.model._meta.label}.{column.name}"
    return marks


def text_columns(holding):
    for column in holding.model._meta.concrete_fields:
        is_text = isinstance(column, models.CharField | models.TextField | models.JSONField)
        is_ours = column.choices or column.unique or column.is_relation
        if is_text and not is_ours and column.name not in {*NOT_WORDS, *MACHINERY, *holding.leave_out}:
            yield column


NOT_WORDS = {"made_id", "match_id", "left_status", "content_type", "sha256", "kind", "object_id"}


def in_json(column, word):
    return [word] if column.default is list else {"title": word}
