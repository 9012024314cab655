"""Who sees which poster, and who may do what with it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.models import COORDINATORS, OBSERVERS, ORGANISERS
from conference.models import Conference, ConferenceStatus, Poster, PosterStatus
from projects.models import NameForm, ProjectStatus, Visibility
from tests.makers import make_conference, make_person, make_poster, make_project, make_published_project, make_upload
from uploads.models import Faces, Upload

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def conference():
    return make_conference(status=ConferenceStatus.CALL_OPEN)


@pytest.mark.parametrize(
    "status, visitor, organiser",
    [
        (PosterStatus.DRAFT, False, False),
        (PosterStatus.SUBMITTED, False, True),
        (PosterStatus.ACCEPTED, True, True),
        (PosterStatus.DECLINED, False, True),
    ],
)
def test_who_sees_a_poster_at_each_state(conference, status, visitor, organiser):
    upload = make_upload(faces=Faces.NOBODY)
    poster = make_poster(conference, status=status, upload=upload, answer="Себебі")
    person = make_person(groups=[ORGANISERS])

    assert Poster.objects.visible_to(VISITOR).contains(poster) == visitor
    assert Poster.objects.visible_to(make_person()).contains(poster) == visitor
    assert Poster.objects.visible_to(person).contains(poster) == organiser
    assert Poster.objects.visible_to(poster.project.lead).contains(poster)
    assert Upload.objects.visible_to(VISITOR).contains(upload) == visitor
    assert Upload.objects.visible_to(person).contains(upload) == organiser


def test_a_poster_with_pupils_is_not_shown_without_consent_to_anybody_but_its_author(conference):
    poster = make_poster(conference, upload=make_upload(faces=Faces.PUPILS))

    assert not Poster.objects.visible_to(VISITOR).exists()
    assert not Poster.objects.visible_to(make_person()).exists()
    assert Poster.objects.visible_to(poster.project.lead).contains(poster)
    assert not Upload.objects.visible_to(make_person()).exists()


def test_a_conference_being_planned_is_seen_by_organisers_alone():
    conference = make_conference(status=ConferenceStatus.PLANNING)
    make_poster(conference)

    assert not Conference.objects.visible_to(VISITOR).exists()
    assert not Poster.objects.visible_to(VISITOR).exists()
    for group in (ORGANISERS, COORDINATORS):
        assert Conference.objects.visible_to(make_person(groups=[group])).contains(conference)


def test_only_its_author_edits_a_poster_and_only_while_it_is_a_draft_and_the_call_is_open(conference):
    draft = make_poster(conference, status=PosterStatus.DRAFT)
    sent = make_poster(conference, status=PosterStatus.SUBMITTED)
    late = make_poster(make_conference(), status=PosterStatus.DRAFT)

    assert Poster.objects.editable_by(draft.project.lead).contains(draft)
    assert not Poster.objects.editable_by(sent.project.lead).exists()
    assert not Poster.objects.editable_by(late.project.lead).exists()
    assert not Poster.objects.editable_by(make_person(groups=[ORGANISERS])).exists()


def test_nobody_decides_on_her_own_poster(conference):
    organiser = make_person(groups=[ORGANISERS])
    own = make_poster(conference, make_published_project(lead=organiser), status=PosterStatus.SUBMITTED)
    other = make_poster(conference, status=PosterStatus.SUBMITTED)

    assert list(Poster.objects.decidable_by(organiser)) == [other]
    assert not Poster.objects.decidable_by(make_person(groups=[OBSERVERS])).exists()
    assert Poster.objects.decidable_by(make_person(groups=[COORDINATORS])).contains(own)


@pytest.mark.parametrize("act", ["edit", "submit", "take_back", "reopen", "accept", "decline"])
def test_strangers_find_none_of_the_acts(client, conference, act):
    poster = make_poster(conference, status=PosterStatus.SUBMITTED)
    client.force_login(make_person())

    response = client.post(reverse(f"conference:poster_{act}", args=[conference.slug, poster.pk]))

    assert response.status_code == 404
    assert Poster.objects.get().status == PosterStatus.SUBMITTED


def test_search_finds_no_more_than_the_page_shows(conference):
    hidden = make_project(
        status=ProjectStatus.ACCEPTED, visibility=Visibility.ME, name_form=NameForm.SCHOOL, concern="Құпиясырым"
    )
    shown = make_published_project(name_form=NameForm.FULL)
    make_poster(conference, hidden, number=1)
    make_poster(conference, shown, number=2)

    assert not Poster.objects.matching("құпиясырым").exists()
    assert not Poster.objects.matching(hidden.lead.surname).exists()
    assert Poster.objects.matching(shown.lead.surname).count() == 1
    assert Poster.objects.matching("Oqylym").count() == 2
