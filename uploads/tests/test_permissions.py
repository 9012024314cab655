"""Who may open a file, and what keeps a picture with people off the open web (promises C1, D2, D4)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import COORDINATORS, AuditEntry
from tests.makers import make_person
from uploads import rights
from uploads.models import Faces, PictureConsent, Upload

from .corpus import as_file, jpeg, pdf, png

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def on_a_public_page(monkeypatch):
    """A room that shows everything to everybody: the file room has the last word."""
    monkeypatch.setattr(rights, "_ROOMS", [lambda user: Upload.objects.values("pk")])


def make_upload(owner=None, made=None, **fields):
    return Upload.objects.receive(owner or make_person(), as_file(made or jpeg()), **fields)


def addresses(upload):
    return [reverse("uploads:file", args=[upload.pk]), reverse("uploads:small", args=[upload.pk])]


@pytest.mark.parametrize("faces, answer", [(Faces.NOBODY, 200), (Faces.ADULTS, 404), (Faces.PUPILS, 404)])
def test_a_stranger_sees_only_pictures_without_recognisable_people(client, on_a_public_page, faces, answer):
    upload = make_upload(faces=faces)

    assert [client.get(url).status_code for url in addresses(upload)] == [answer, answer]


@pytest.mark.parametrize("made", [jpeg(), pdf()])
def test_what_is_sent_without_a_word_about_people_stays_private(client, on_a_public_page, made):
    upload = make_upload(made=made)

    assert upload.faces == Faces.PUPILS
    assert client.get(upload.get_absolute_url()).status_code == 404


def test_recorded_consent_opens_a_picture_and_its_withdrawal_closes_it_at_once(client, on_a_public_page):
    owner = make_person()
    upload = make_upload(owner)
    upload.record_consent(owner, people=3, where_kept="Мектеп сейфінде")
    before = [client.get(url).status_code for url in addresses(upload)]

    upload.withdraw_consent(owner)

    assert before == [200, 200]
    assert [client.get(url).status_code for url in addresses(upload)] == [404, 404]
    assert not Upload.objects.public().exists()
    assert [entry.verb for entry in AuditEntry.objects.about(upload)] == [
        "picture consent withdrawn",
        "picture consent recorded",
    ]


def test_withdrawing_also_closes_a_picture_said_to_show_nobody(on_a_public_page):
    upload = make_upload(faces=Faces.NOBODY)

    upload.withdraw_consent(upload.owner)

    assert not Upload.objects.visible_to(VISITOR).exists()


def test_a_consent_says_how_many_agreed_and_where_the_papers_are():
    upload = make_upload()

    for people, where_kept in ((0, "сейф"), (2, "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            upload.record_consent(upload.owner, people=people, where_kept=where_kept)


def test_a_file_attached_nowhere_is_seen_by_its_owner_alone(client):
    upload = make_upload(faces=Faces.NOBODY)
    coordinator, neighbour = make_person(groups=[COORDINATORS]), make_person()

    assert not Upload.objects.visible_to(VISITOR).exists()
    assert not Upload.objects.visible_to(neighbour).exists()
    assert not Upload.objects.visible_to(coordinator).exists()
    assert Upload.objects.visible_to(upload.owner).get() == upload


def test_anothers_file_answers_exactly_like_a_missing_one(client):
    upload = make_upload()
    client.force_login(make_person())

    hidden, missing = client.get(upload.get_absolute_url()), client.get("/files/aaaaaaaaaaaa/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert len(hidden.content) == len(missing.content)


def test_only_the_owner_manages_consent(client):
    upload = make_upload()
    pages = [reverse("pictures:consent", args=[upload.pk]), reverse("pictures:withdraw", args=[upload.pk])]
    client.force_login(make_person())

    assert [client.post(page).status_code for page in pages] == [404, 404]
    client.force_login(upload.owner)
    assert client.get(pages[0]).status_code == 200
    assert client.get(pages[1]).status_code == 405


def test_a_coordinator_may_withdraw_what_is_shown(client, on_a_public_page):
    upload = make_upload()
    upload.record_consent(upload.owner, people=1, where_kept="сейф")
    coordinator = make_person(groups=[COORDINATORS])

    assert Upload.objects.managed_by(coordinator).contains(upload)
    assert not Upload.objects.managed_by(make_person()).exists()
    assert PictureConsent.objects.standing().count() == 1


# Closed by a coordinator ----------------------------------------------------------------------------------


@pytest.fixture
def closed():
    """A picture whose consent a coordinator has withdrawn, because somebody complained. (upload, coordinator)"""
    upload, coordinator = make_upload(), make_person(groups=[COORDINATORS])
    upload.record_consent(upload.owner, people=1, where_kept="сейф")
    upload.withdraw_consent(coordinator)
    return upload, coordinator


def test_what_a_coordinator_closed_its_owner_does_not_open_by_a_word(closed):
    upload, coordinator = closed

    for act in (
        lambda: upload.describe(upload.owner, faces=Faces.NOBODY),
        lambda: upload.record_consent(upload.owner, people=1, where_kept="сейф"),
    ):
        with pytest.raises(ValidationError):
            act()
    Upload.objects.filter(pk=upload.pk).update(faces=Faces.NOBODY)  # however it came to be
    assert not Upload.objects.public().exists()

    upload.reopen(coordinator)
    upload.record_consent(upload.owner, people=1, where_kept="сейф")
    assert Upload.objects.public().get() == upload
    assert AuditEntry.objects.about(upload).filter(verb="picture reopened", actor=coordinator).count() == 1


def test_the_owner_reads_why_at_the_field_and_a_coordinator_opens_it_on_its_page(client, closed):
    upload, coordinator = closed
    page, reopen = (reverse(f"pictures:{name}", args=[upload.pk]) for name in ("consent", "reopen"))
    client.force_login(upload.owner)

    refused = client.post(page, {"faces": Faces.NOBODY, "alt": ""})
    by_owner = client.post(reopen).status_code
    client.force_login(coordinator)
    shown = client.get(page)
    by_coordinator = client.post(reopen).status_code

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["faces"])
    assert reopen not in refused.content.decode() and reopen in shown.content.decode()
    assert (by_owner, by_coordinator) == (404, 302)
    assert client.post(reopen).status_code == 404


def test_who_withdrew_her_own_consent_gives_it_again():
    upload = make_upload()
    upload.withdraw_consent(upload.owner)

    upload.describe(upload.owner, faces=Faces.NOBODY)

    assert Upload.objects.public().get() == upload


def test_a_consent_stays_when_who_recorded_it_is_gone():
    upload, clerk = make_upload(), make_person()
    upload.record_consent(clerk, people=1, where_kept="сейф")

    clerk.delete()

    assert PictureConsent.objects.standing().get().recorded_by is None


# How much one person keeps --------------------------------------------------------------------------------


def test_one_person_keeps_so_many_files_and_no_more(settings, django_assert_num_queries):
    settings.UPLOADS_MOST_FILES = 2
    owner = make_person()
    first = make_upload(owner, jpeg())
    make_upload(owner, pdf())

    with pytest.raises(ValidationError, match="2"), django_assert_num_queries(2):  # sent before? how many?
        make_upload(owner, png())

    assert make_upload(owner, jpeg()) == first  # the same once more takes no room
    assert make_upload(make_person(), png())


def test_one_person_keeps_so_many_bytes_and_no_more(settings):
    settings.UPLOADS_MOST_MB = 1
    owner = make_person()
    Upload.objects.filter(pk=make_upload(owner).pk).update(size=1024 * 1024)

    with pytest.raises(ValidationError, match="1"):
        make_upload(owner, pdf())
