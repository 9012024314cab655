"""A certificate is given once, to whoever has earned it, from a signed decision, with a number without gaps (C13)."""

import hashlib

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import trail
from accounts.models import AuditEntry
from certification.checking.statements import read
from certification.issuing import acts, entitled, files, names
from certification.issuing.entitled import Group, State
from certification.models import (
    Appeal,
    Certificate,
    CertificateStatus,
    Outcome,
    Series,
)
from communities.models import Attendance
from outbox.models import Message
from safekeeping.states import TransitionError
from tests import makers

from .issuing_makers import (
    decide,
    kind_of,
    make_certificate,
    make_chief,
    make_cohort,
    make_earned,
    make_key,
    make_list,
    make_name,
    make_signed,
    make_worker,
    sign,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    make_key()


@pytest.fixture
def no_paper(monkeypatch):
    """For tests about numbers and rights: drawing takes a tenth of a second each."""
    monkeypatch.setattr(acts, "make_paper", lambda certificate: True)


def standing(project, key="teacher-leadership"):
    return entitled.standing_of(kind_of(key), project.lead, project.community.cohort)


# What is given ----------------------------------------------------------------------------------------------


def test_a_certificate_says_what_it_was_given_for_and_by_which_rule():
    certificate = make_certificate()

    assert certificate.code == f"TL-{certificate.issued_at.year}-000001"
    assert certificate.printed["name"]["kk"] == certificate.person.confirmed_name.kk
    assert certificate.printed["name"]["en"] == certificate.person.confirmed_name.latin
    assert certificate.printed["title"]["text"] == certificate.project.title
    assert certificate.rule_snapshot["number"] == 1
    assert certificate.rule_snapshot["facts"]["sessions"] == 2
    assert {"needs": "sessions", "at_least": 2} in certificate.rule_snapshot["rule"]
    assert certificate.decision.decision_list.is_signed
    assert read(certificate.statement).code == certificate.code


def test_its_paper_is_stored_and_its_fingerprint_kept():
    certificate = make_certificate()

    with certificate.pdf.open() as stored:
        content = stored.read()
    assert content.startswith(b"%PDF")
    assert certificate.pdf_sha256 == hashlib.sha256(content).hexdigest()


def test_a_paper_that_cannot_be_drawn_loses_no_number_and_is_drawn_when_it_is_asked_for(monkeypatch):
    monkeypatch.setattr(files, "certificate_pdf", lambda certificate: 1 / 0)
    certificate = make_certificate()
    assert not certificate.pdf
    monkeypatch.undo()

    assert files.paper_of(Certificate.objects.get()).name
    assert Certificate.objects.get().pdf_sha256


def test_giving_leaves_a_row_of_the_trail_and_writes_to_her(no_paper):
    certificate = make_certificate()

    assert AuditEntry.objects.about(certificate).get().verb == "certificate issued"
    letter = Message.objects.get(to=certificate.person.email)
    assert certificate.code in letter.body


# Who has earned it ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lacking, missing",
    [
        ({"sessions": 1}, ("sessions",)),
        ({"events": 0}, ("events",)),
        ({"vignette": False}, ("vignette",)),
        ({"sessions": 0, "vignette": False}, ("sessions", "vignette")),
    ],
)
def test_each_line_of_the_rule_counts(lacking, missing):
    community = makers.make_community(cohort=make_cohort())
    project = make_worker(community, **lacking)
    make_signed(make_chief(), project)

    assert standing(project).missing == missing
    assert standing(project).state == State.NOT_YET


def test_what_is_missing_is_said_in_words():
    community = makers.make_community(cohort=make_cohort())
    project = make_worker(community, sessions=1)
    group = Group(kind_of(), community.cohort)

    lines = group.why_not(group.standings[project.lead_id])

    assert len(lines) == 2
    assert any("1" in line and "2" in line for line in lines)


def test_a_decision_counts_once_the_list_is_signed():
    community = makers.make_community(cohort=make_cohort())
    project, chief = make_worker(community), make_chief()
    waiting = make_list(community.cohort, chief)
    decide(project, waiting)
    assert standing(project).missing == ("decision",)

    sign(waiting, chief)

    assert standing(project).is_earned


def test_a_negative_decision_and_one_that_is_appealed_against_do_not_count():
    community = makers.make_community(cohort=make_cohort())
    refused, appealed = make_worker(community), make_worker(community)
    chief = make_chief()
    make_signed(chief, refused, outcome=Outcome.NOT_YET)
    [decision] = make_signed(chief, appealed)
    Appeal.objects.create(decision=decision, text="…")

    assert standing(refused).missing == standing(appealed).missing == ("decision",)


def test_who_took_her_consent_back_is_not_certified():
    _chief, community, [project] = make_earned()
    project.lead.consents.update(withdrawn_at="2026-11-01T00:00Z")

    assert standing(project).missing == ("consents",)


def test_a_name_that_is_not_confirmed_keeps_her_from_being_issued():
    chief, community, [project] = make_earned()
    project.lead.confirmed_name.delete()

    assert standing(project).state == State.NAME
    with pytest.raises(acts.NotIssued):
        acts.issue(kind_of(), to=project.lead, cohort=community.cohort, by=chief)
    assert Series.objects.count() == 0


def test_a_facilitator_a_participant_and_a_school_have_rules_of_their_own(no_paper):
    community = makers.make_community(cohort=make_cohort())
    facilitator, chief = makers.make_facilitator(community), make_chief()
    project = make_worker(community, sessions=8)
    make_name(facilitator)
    make_signed(chief, project)
    school = project.school

    for key, to in (("facilitator", facilitator), ("participant", project.lead), ("school-letter", school)):
        certificate = acts.issue(kind_of(key), to=to, cohort=community.cohort, by=chief)
        assert certificate.holder == to
        assert certificate.code.startswith(kind_of(key).prefix)
    letter = Certificate.objects.get(school=school)
    assert letter.printed["name"]["kk"] == school.name_kk
    assert "8" in Certificate.objects.get(person=facilitator).printed["body"]["kk"]


def test_a_presenter_gets_one_for_each_conference(no_paper):
    from conference.models import PosterStatus

    chief, community, [project] = make_earned()
    first, second = (makers.make_conference(cohort=community.cohort) for _one in range(2))
    for conference in (first, second):
        makers.make_poster(conference, project, status=PosterStatus.PRESENTED)
    kind = kind_of("presenter")

    for conference in (first, second):
        acts.issue(kind, to=project.lead, cohort=community.cohort, by=chief, occasion=str(conference.pk))

    assert entitled.standing_of(kind, project.lead, community.cohort, str(first.pk)).state == State.HAS
    bodies = {one.printed["body"]["kk"] for one in Certificate.objects.filter(kind=kind)}
    assert all(any(str(conference.name) in body for body in bodies) for conference in (first, second))


def test_thousands_are_counted_in_as_many_questions_as_one(django_assert_num_queries):
    chief, community, projects = make_earned(3)

    kind = kind_of()

    with django_assert_num_queries(9):
        group = Group(kind, community.cohort)
        assert group.counts()[State.READY] == 3


# Once, and by whom ------------------------------------------------------------------------------------------


def test_nobody_has_the_same_certificate_twice(no_paper):
    certificate = make_certificate()
    chief, person = certificate.issued_by, certificate.person

    with pytest.raises(acts.AlreadyIssued):
        acts.issue(certificate.kind, to=person, cohort=certificate.cohort, by=chief)
    stale = entitled.Standing(person.pk, certificate.rule_snapshot["facts"], (), State.READY)
    with pytest.raises(acts.AlreadyIssued):
        acts.issue(certificate.kind, to=person, cohort=certificate.cohort, by=chief, standing=stale)

    assert Series.objects.get().last == Certificate.objects.count() == 1


def test_only_a_chief_reviewer_gives_and_never_to_herself(no_paper):
    chief, community, [project] = make_earned()
    other = makers.make_person(is_staff=True)

    with pytest.raises(PermissionError):
        acts.issue(kind_of(), to=project.lead, cohort=community.cohort, by=other)
    with pytest.raises(acts.NotIssued):
        acts.issue(kind_of(), to=chief, cohort=community.cohort, by=chief)


def test_without_a_signing_key_nothing_is_given_and_no_number_is_lost(settings, tmp_path):
    settings.SIGNING_KEYS_DIR = tmp_path / "empty"
    chief, community, [project] = make_earned()

    with pytest.raises(acts.NoKey):
        acts.issue(kind_of(), to=project.lead, cohort=community.cohort, by=chief)

    assert not Certificate.objects.exists()
    assert Series.objects.get().last == 0


# In place of another ----------------------------------------------------------------------------------------


def test_a_replaced_certificate_keeps_its_number_and_the_new_one_has_the_name_as_confirmed_now(no_paper):
    old = make_certificate()
    confirmed = old.person.confirmed_name
    confirmed.kk = "Сейітова Әлия"
    confirmed.save_as_of(confirmed.version, ["kk"])

    [new] = names.replace_all(old.person, make_chief())

    old.refresh_from_db()
    assert (old.status, old.number, new.number) == (CertificateStatus.REPLACED, 1, 2)
    assert new.replaces == old
    assert new.printed["name"]["kk"] == "Сейітова Әлия"
    assert old.printed["name"]["kk"] != "Сейітова Әлия"
    assert new.decision == old.decision
    assert new.rule_snapshot["facts"] == old.rule_snapshot["facts"]


def test_the_file_of_an_old_paper_is_called_old(no_paper):
    old = make_certificate()
    acts.replace(old, make_chief(), why="text")

    old.refresh_from_db()
    assert files.called(old) == f"{old.code} (ауыстырылған) {old.name_on_paper}.pdf"


def test_only_a_valid_certificate_is_replaced(no_paper):
    old, chief = make_certificate(), make_chief()
    acts.replace(old, chief, why="text")

    with pytest.raises(TransitionError):
        acts.replace(Certificate.objects.get(pk=old.pk), chief, why="text")

    assert Series.objects.get().last == 2


# Nothing disappears -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM certification_certificate",
        "UPDATE certification_certificate SET printed = '{}'",
        "UPDATE certification_certificate SET code = 'TL-2026-000009'",
        "UPDATE certification_certificate SET token = 'x'",
        "UPDATE certification_certificate SET rule_snapshot = '{}'",
        "UPDATE certification_certificate SET pdf_sha256 = 'x'",
        "UPDATE certification_certificate SET person_id = NULL",
    ],
)
def test_whoever_speaks_to_the_database_changes_no_certificate(statement):
    certificate = make_certificate()

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        connection.cursor().execute(statement)

    assert Certificate.objects.get().printed == certificate.printed


def test_a_replaced_certificate_never_becomes_valid_again(no_paper):
    old = make_certificate()
    acts.replace(old, make_chief(), why="text")

    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.filter(pk=old.pk).update(status=CertificateStatus.REVOKED)


def test_the_way_round_is_the_one_of_the_audit_trail(no_paper):
    certificate = make_certificate()

    with trail.opened("a test"):
        Certificate.objects.filter(pk=certificate.pk).update(printed={"erased": True})

    assert Certificate.objects.get().is_nameless


def test_a_walk_through_attendance_that_is_changed_later_does_not_touch_the_snapshot(no_paper):
    certificate = make_certificate()
    Attendance.objects.all().delete()

    assert Certificate.objects.get().rule_snapshot["facts"]["sessions"] == 2
    assert certificate.is_valid
