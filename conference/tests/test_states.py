"""A poster's way into the gallery."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from conference.models import Conference, ConferenceStatus, Poster, PosterStatus
from outbox.models import Message
from projects.models import ProjectStatus
from safekeeping.states import TransitionError
from tests.makers import (
    make_conference,
    make_person,
    make_poster,
    make_project,
    make_published_project,
    make_upload,
)
from uploads.models import Faces

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def conference():
    return make_conference(status=ConferenceStatus.CALL_OPEN)


def make_ready(conference, status=PosterStatus.DRAFT, faces=Faces.NOBODY, **fields):
    project = fields.pop("project", None) or make_published_project()
    upload = make_upload(project.lead, faces=faces)
    return make_poster(
        conference, project, **{"status": status, "upload": upload, "abstract": "Жұпта оқу туралы.", **fields}
    )


def test_from_draft_to_gallery_with_a_number_an_audit_and_a_letter(conference):
    poster, organiser = make_ready(conference), make_person()

    poster.submit(poster.project.lead)
    poster.accept(organiser)

    poster.refresh_from_db()
    assert (poster.status, poster.number) == (PosterStatus.ACCEPTED, 1)
    assert [entry.verb for entry in AuditEntry.objects.about(poster)] == ["poster accepted", "poster submitted"]
    assert poster.project.title in Message.objects.get(to=poster.project.lead.email).subject
    assert Poster.objects.shown().get() == poster


def test_numbers_follow_each_other_without_gaps_in_each_conference(conference):
    posters = [make_ready(conference, PosterStatus.SUBMITTED) for _place in range(3)]
    elsewhere = make_ready(make_conference(), PosterStatus.SUBMITTED)

    for poster in [*posters, elsewhere]:
        poster.accept(make_person())

    assert [poster.number for poster in posters] == [1, 2, 3]
    assert elsewhere.number == 1


def test_a_number_taken_in_the_same_moment_is_not_given_twice(conference, monkeypatch):
    first, second = (make_ready(conference, PosterStatus.SUBMITTED) for _place in range(2))
    first.accept(make_person())
    seen = iter([1, 2])
    monkeypatch.setattr(Poster, "_next_number", lambda self: next(seen))

    second.accept(make_person())

    assert second.number == 2
    assert AuditEntry.objects.about(second).count() == 1


def test_two_organisers_cannot_both_decide(conference):
    poster = make_ready(conference, PosterStatus.SUBMITTED)
    as_the_second_sees_it = Poster.objects.get(pk=poster.pk)
    poster.decline(make_person(), "Мәтінді ұлғайтыңыз.")

    with pytest.raises(TransitionError):
        as_the_second_sees_it.accept(make_person())

    assert Message.objects.count() == 1


@pytest.mark.parametrize("status", [ConferenceStatus.CALL_CLOSED, ConferenceStatus.PUBLISHED, ConferenceStatus.OVER])
def test_posters_are_sent_only_while_the_call_is_open(status):
    conference = make_conference(status=status)
    poster = make_ready(conference)

    with pytest.raises(TransitionError):
        poster.submit(poster.project.lead)
    with pytest.raises(TransitionError):
        Poster.objects.begin(conference, make_published_project(), make_person())


def test_only_a_finished_project_is_shown(conference):
    poster = make_ready(conference, project=make_project(status=ProjectStatus.IN_PROGRESS))

    with pytest.raises(TransitionError):
        poster.submit(poster.project.lead)


@pytest.mark.parametrize("lacking", [{"upload": None}, {"abstract": "  "}, {"faces": Faces.PUPILS}])
def test_what_is_missing_is_said_before_it_is_sent_and_again_before_it_is_accepted(conference, lacking):
    draft = make_ready(conference, **lacking)
    sent = make_ready(conference, PosterStatus.SUBMITTED, **lacking)

    for act in (draft.submit, sent.accept):
        with pytest.raises(ValidationError) as refused:
            act(make_person())
        assert len(refused.value.messages) == 1

    assert not Poster.objects.shown().exists()


def test_a_declined_poster_says_why_and_can_be_mended(conference):
    poster = make_ready(conference, PosterStatus.SUBMITTED)

    with pytest.raises(ValidationError):
        poster.decline(make_person(), "  ")
    poster.decline(make_person(), "Мәтінді ұлғайтыңыз.")
    poster.reopen(poster.project.lead)
    poster.submit(poster.project.lead)

    assert "Мәтінді ұлғайтыңыз." in Message.objects.get().body
    assert (poster.status, poster.answer) == (PosterStatus.SUBMITTED, "")


def test_the_database_insists_on_a_reason(conference):
    poster = make_ready(conference)

    with pytest.raises(IntegrityError), transaction.atomic():
        Poster.objects.filter(pk=poster.pk).update(status=PosterStatus.DECLINED)


def test_beginning_twice_makes_one_poster(conference):
    project = make_published_project()

    first, second = (Poster.objects.begin(conference, project, project.lead) for _time in range(2))

    assert first == second


def test_withdrawn_consent_takes_the_poster_out_of_the_gallery_at_once(conference):
    poster = make_ready(conference, PosterStatus.ACCEPTED, faces=Faces.PUPILS, number=1)
    consent = {"people": 2, "where_kept": "Сейф"}
    poster.upload.record_consent(poster.project.lead, **consent)
    before = Poster.objects.shown().contains(poster)

    poster.upload.withdraw_consent(poster.project.lead)

    assert before
    assert not Poster.objects.shown().contains(poster)


def test_a_conference_goes_its_way_and_each_step_is_on_record():
    conference, organiser = make_conference(status=ConferenceStatus.PLANNING), make_person()

    for verb in ("open_call", "close_call", "open_call", "close_call", "publish", "finish"):
        getattr(conference, verb)(organiser)

    assert Conference.objects.get().status == ConferenceStatus.OVER
    assert AuditEntry.objects.about(conference).count() == 6
    with pytest.raises(TransitionError):
        conference.open_call(organiser)
