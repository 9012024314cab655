from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import ORGANISERS
from conference.models import ConferenceStatus, Poster, PosterStatus
from projects.models import NameForm, ProjectStatus
from tests.makers import (
    make_community,
    make_conference,
    make_district,
    make_person,
    make_poster,
    make_project,
    make_published_project,
    make_region,
    make_school,
    make_upload,
)
from uploads.models import Faces, Upload
from uploads.tests.corpus import jpeg, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def conference():
    return make_conference(status=ConferenceStatus.CALL_OPEN)


@pytest.fixture
def organiser(client):
    person = make_person(groups=[ORGANISERS])
    client.force_login(person)
    return person


def send(made):
    name, data = made
    return SimpleUploadedFile(name, data)


def titles(response):
    return [poster.project.title for poster in response.context["page"]]


def test_the_address_of_the_room_leads_to_the_newest_conference(client, conference):
    response = client.get("/kk/conference/")

    assert response.status_code == 302
    assert response["Location"] == conference.get_absolute_url()


def test_without_a_conference_the_room_says_what_will_be_here(client):
    assert client.get("/kk/conference/").status_code == 200


def test_the_gallery_is_found_in_any_script_and_by_each_filter(client, conference):
    far = make_school(name_kk="Ақсай орта мектебі", district=make_district(region=make_region(name_kk="Атырау")))
    wanted = make_published_project(
        community=make_community(schools=[far]), title="Әлия оқиды", language="ru", name_form=NameForm.FULL
    )
    make_poster(conference, wanted, number=1)
    make_poster(conference, number=2)
    gallery = reverse("conference:poster_list", args=[conference.slug])

    for query in ("q=әлия", "q=Aliya", "q=Аксай", f"region={far.district.region.pk}", "language=ru"):
        assert titles(client.get(f"{gallery}?{query}")) == ["Әлия оқиды"], query
    assert len(titles(client.get(gallery))) == 2
    assert len(titles(client.get(f"{gallery}?region=nonsense&language=xx"))) == 2


def test_an_empty_gallery_and_an_empty_search_say_different_things(client, conference):
    gallery = reverse("conference:poster_list", args=[conference.slug])
    empty = client.get(gallery).content.decode()
    make_poster(conference)

    assert empty != client.get(f"{gallery}?q=жоқсөз").content.decode()
    assert client.get(f"{gallery}?q=жоқсөз").status_code == 200


def make_full_poster(conference, number):
    return make_poster(
        conference,
        number=number,
        upload=make_upload(faces=Faces.NOBODY),
        status=PosterStatus.ACCEPTED,
        abstract="Жұпта оқу",
    )


@pytest.mark.parametrize("page", ["conference", "poster_list", "poster_queue"])
def test_pages_take_the_same_number_of_queries_for_3_and_30_posters(client, conference, organiser, page):
    url = reverse(f"conference:{page}", args=[conference.slug])
    url += "?state=accepted" if page == "poster_queue" else ""
    client.get(url)
    counts = []
    for first, last in ((1, 4), (4, 31)):
        for number in range(first, last):
            make_full_poster(conference, number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 30


def test_the_gallery_shows_24_a_page(client, conference):
    for number in range(1, 27):
        make_poster(conference, number=number)
    gallery = reverse("conference:poster_list", args=[conference.slug])

    first, second = client.get(gallery), client.get(f"{gallery}?page=2")

    assert [poster.number for poster in first.context["page"]] == list(range(1, 25))
    assert len(titles(second)) == 2


def test_a_poster_names_its_author_as_she_wishes_and_links_only_to_a_public_story(client, conference):
    told = make_poster(conference, make_published_project(name_form=NameForm.INITIAL), number=1)
    quiet = make_project(status=ProjectStatus.ACCEPTED, name_form=NameForm.SCHOOL)
    untold = make_poster(conference, quiet, number=2)

    with_story = client.get(told.get_absolute_url()).content.decode()
    without = client.get(untold.get_absolute_url()).content.decode()

    assert f"Айгүл {told.project.lead.surname[:1]}." in with_story
    assert reverse("projects:story", args=[told.project_id]) in with_story
    assert quiet.lead.surname not in without and quiet.lead.given_name not in without
    assert reverse("projects:story", args=[quiet.pk]) not in without


def test_a_poster_belongs_to_the_address_of_its_conference(client, conference):
    poster = make_poster(conference)

    assert client.get(reverse("conference:poster", args=[make_conference().slug, poster.pk])).status_code == 404


def test_a_teacher_makes_a_poster_looks_it_over_and_sends_it(client, conference):
    project = make_project(status=ProjectStatus.ACCEPTED)
    client.force_login(project.lead)
    client.post(reverse("conference:poster_new", args=[conference.slug]), {"project": project.pk})
    poster = Poster.objects.get()
    typed = {"abstract": "Жұпта оқу туралы.", "faces": "nobody", "name_form": "initial", "upload": send(jpeg())}

    saved = client.post(reverse("conference:poster_edit", args=[conference.slug, poster.pk]), typed)
    seen = client.get(poster.get_absolute_url())
    client.post(reverse("conference:poster_submit", args=[conference.slug, poster.pk]))

    poster.refresh_from_db()
    project.refresh_from_db()
    assert saved.status_code == 302
    assert seen.context["missing"] == []
    assert poster.status == PosterStatus.SUBMITTED
    assert poster.upload.faces == Faces.NOBODY
    assert project.name_form == NameForm.INITIAL


def test_a_refused_file_keeps_what_was_typed(client, conference):
    poster = make_poster(conference, status=PosterStatus.DRAFT)
    client.force_login(poster.project.lead)
    typed = {"abstract": "Жұпта оқу туралы.", "name_form": "full", "upload": send(("p.svg", b"<svg/>"))}

    response = client.post(reverse("conference:poster_edit", args=[conference.slug, poster.pk]), typed)

    assert response.status_code == 422
    assert "Жұпта оқу туралы." in response.content.decode()
    assert Upload.objects.count() == 0


def test_sending_an_unfinished_poster_says_what_is_missing(client, conference):
    poster = make_poster(conference, status=PosterStatus.DRAFT)
    client.force_login(poster.project.lead)

    response = client.post(reverse("conference:poster_submit", args=[conference.slug, poster.pk]), follow=True)

    assert len(response.context["missing"]) == 2
    assert Poster.objects.get().status == PosterStatus.DRAFT


def test_only_ones_own_finished_projects_are_offered(client, conference):
    finished = make_project(status=ProjectStatus.ACCEPTED)
    make_project(lead=finished.lead, status=ProjectStatus.IN_PROGRESS)
    stranger = make_published_project()
    client.force_login(finished.lead)
    page = reverse("conference:poster_new", args=[conference.slug])

    response = client.get(page)
    forged = client.post(page, {"project": stranger.pk})

    assert list(response.context["projects"]) == [finished]
    assert forged.status_code == 422
    assert not Poster.objects.exists()


def test_an_organiser_accepts_and_declines_in_pages(client, conference, organiser):
    good = make_full_poster(conference, None)
    poor = make_poster(conference, status=PosterStatus.SUBMITTED)
    Poster.objects.filter(pk=good.pk).update(status=PosterStatus.SUBMITTED)

    queue = client.get(reverse("conference:poster_queue", args=[conference.slug]))
    client.post(reverse("conference:poster_accept", args=[conference.slug, good.pk]))
    empty = client.post(reverse("conference:poster_decline", args=[conference.slug, poor.pk]), {"reason": " "})
    client.post(reverse("conference:poster_decline", args=[conference.slug, poor.pk]), {"reason": "Сурет жоқ"})

    good.refresh_from_db()
    poor.refresh_from_db()
    assert len(queue.context["page"]) == 2
    assert (good.status, good.number) == (PosterStatus.ACCEPTED, 1)
    assert empty.status_code == 422
    assert (poor.status, poor.answer) == (PosterStatus.DECLINED, "Сурет жоқ")


def test_a_second_decision_is_told_not_done(client, conference, organiser):
    poster = make_full_poster(conference, 1)

    response = client.post(reverse("conference:poster_accept", args=[conference.slug, poster.pk]), follow=True)

    assert [str(message.level_tag) for message in response.context["messages"]] == ["error"]


def test_a_pdf_is_offered_with_its_size(client, conference):
    lead = make_person()
    upload = Upload.objects.receive(lead, send(pdf()), faces=Faces.NOBODY)
    poster = make_poster(conference, upload=upload, number=1)

    page = client.get(poster.get_absolute_url()).content.decode()

    assert upload.get_absolute_url() in page
    assert "PDF" in page


def test_the_admin_decides_by_the_same_verbs(client, conference):
    client.force_login(make_person(groups=[ORGANISERS], is_staff=True))
    good, poor = (make_full_poster(conference, None) for _place in range(2))
    Poster.objects.update(status=PosterStatus.SUBMITTED)
    changelist = reverse("admin:conference_poster_changelist")

    listed = client.get(changelist)
    client.post(changelist, {"action": "accept", "_selected_action": [good.pk]})
    asked = client.post(changelist, {"action": "decline", "_selected_action": [poor.pk]})
    client.post(changelist, {"action": "decline", "_selected_action": [poor.pk], "reason": "Сурет бұлыңғыр"})

    good.refresh_from_db()
    poor.refresh_from_db()
    assert listed.status_code == 200
    assert good.status == PosterStatus.ACCEPTED
    assert 'name="reason"' in asked.content.decode()
    assert (poor.status, poor.answer) == (PosterStatus.DECLINED, "Сурет бұлыңғыр")


def test_a_conference_without_posters_yet_shows_those_of_the_one_before(client, conference):
    before = make_conference(starts_on=date(2025, 3, 20), ends_on=date(2025, 3, 20), status=ConferenceStatus.OVER)
    poster = make_poster(before, number=1)

    response = client.get(conference.get_absolute_url())

    assert list(response.context["earlier"]) == [poster]
    assert reverse("conference:poster_list", args=[before.slug]) in response.content.decode()
