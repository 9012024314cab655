"""A file that passed is never asked for twice (promise A10), and nobody names another's file."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safekeeping.models import KeptFile
from tests.makers import make_person
from uploads.models import Faces, PictureConsent, Upload

from . import urls
from .corpus import SECRETS, jpeg, pdf, png, telltale_jpeg, turned

pytestmark = [pytest.mark.django_db, pytest.mark.urls("uploads.tests.urls")]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    urls.received.clear()


@pytest.fixture
def owner(client):
    person = make_person()
    client.force_login(person)
    return person


def send(made):
    name, data = made
    return SimpleUploadedFile(name, data)


def hidden(response):
    """The hidden inputs of the form, as a browser would send them back."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_a_file_and_its_answers_arrive_together(client, owner):
    typed = {"title": "Дәлел", "faces": "adults", "alt": "Тақта", "consent_people": 2, "consent_where": "Сейф"}

    response = client.post("/kk/trial/", {**typed, "upload": send(jpeg())})

    upload = Upload.objects.get()
    assert response.status_code == 302
    assert urls.received == [upload]
    assert (upload.owner, upload.faces, upload.alt) == (owner, Faces.ADULTS, "Тақта")
    assert PictureConsent.objects.get().people == 2


def test_an_error_elsewhere_does_not_lose_the_file(client, owner):
    refused = client.post("/kk/trial/", {"title": "", "upload": send(jpeg())})
    upload = Upload.objects.get()

    saved = client.post("/kk/trial/", {**hidden(refused), "title": "Дәлел"})

    assert refused.status_code == 422
    assert hidden(refused)["upload-received"] == upload.pk
    assert "photo.webp" in refused.content.decode()
    assert saved.status_code == 302
    assert urls.received == [upload]


def test_a_refused_file_says_why_beside_its_field_and_keeps_the_text(client, owner):
    response = client.post("/kk/trial/", {"title": "Дәлел", "upload": send(("drawing.svg", b"<svg/>"))})

    assert response.status_code == 422
    assert response.content.decode().count('value="Дәлел"') == 1
    assert 'class="errorlist"' in response.content.decode()
    assert Upload.objects.count() == 0


def test_switching_the_language_keeps_the_file_and_no_place_data_is_stored(client, owner, tmp_path):
    page = client.get("/kk/trial/")
    switched = client.post(
        reverse("safekeeping:switch_language", args=["ru"]),
        {**hidden(page), "title": "Дәлел", "upload": send(telltale_jpeg())},
    )
    stored = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    back = client.get(switched["Location"])
    saved = client.post("/ru/trial/", {**hidden(back), "title": "Дәлел"})

    assert "IMG_2026.webp" in back.content.decode()
    assert len(stored) == 1 and [secret for secret in SECRETS if secret in stored[0]] == []
    assert saved.status_code == 302
    assert urls.received == [Upload.objects.get()]


def test_an_error_then_another_language_then_a_lost_sign_in_keep_the_file(client, owner):
    refused = client.post("/kk/trial/", {"title": "", "upload": send(jpeg())})
    switched = client.post(reverse("safekeeping:switch_language", args=["ru"]), {**hidden(refused), "title": ""})
    russian = client.get(switched["Location"])
    client.logout()
    ended = client.post("/ru/trial/", {**hidden(russian), "title": "Дәлел"})
    client.force_login(owner)
    back = client.get(f"/ru/trial/?kept={kept_token(ended)}")
    saved = client.post("/ru/trial/", hidden(back) | {"title": "Дәлел"})

    assert hidden(russian)["upload-received"] == Upload.objects.get().pk
    assert saved.status_code == 302
    assert urls.received == [Upload.objects.get()]


def kept_token(response):
    return re.search(r"kept(?:=|%3D)(\w+)", response["Location"])[1]


def test_all_pictures_of_a_kept_form_come_back(client, owner):
    page = client.get("/kk/trial/?album")
    client.logout()
    pictures = [send(jpeg("a.jpg")), send(png("b.png", mode="L"))]
    ended = client.post("/kk/trial/?album", {**hidden(page), "title": "Альбом", "pictures": pictures})
    client.force_login(owner)
    back = client.get(f"/kk/trial/?album=&kept={kept_token(ended)}")
    client.post("/kk/trial/?album", {**hidden(back), "title": "Альбом"})

    assert not KeptFile.objects.exists()  # taken, so no longer kept
    assert [upload.name for upload in urls.received[0]] == ["a.webp", "b.webp"]


def test_the_same_file_sent_twice_is_one_record(client, owner):
    for _time in range(2):
        client.post("/kk/trial/", {"title": "Дәлел", "upload": send(jpeg())})

    assert Upload.objects.count() == 1
    assert urls.received[0] == urls.received[1]


def test_anothers_file_cannot_be_named(client, owner):
    theirs = Upload.objects.receive(make_person(), send(jpeg()))

    response = client.post("/kk/trial/", {"title": "Дәлел", "upload-received": theirs.pk})

    assert response.status_code == 422
    assert urls.received == []
    assert theirs.name not in response.content.decode()
    assert theirs.get_absolute_url() not in response.content.decode()


def test_another_file_replaces_the_first_and_a_tick_takes_it_away(client, owner):
    first = client.post("/kk/trial/", {"title": "", "upload": send(jpeg())})
    second = client.post("/kk/trial/", {**hidden(first), "title": "", "upload": send(pdf())})
    kept = Upload.objects.get(kind="document")

    client.post("/kk/trial/", {**hidden(second), "title": "Дәлел", "upload-remove": kept.pk})

    assert hidden(second)["upload-received"] == kept.pk
    assert urls.received == [None]


def test_of_several_files_the_good_ones_stay_when_one_is_refused(client, owner):
    files = [send(jpeg("good.jpg")), send(("bad.jpg", b"MZ...")), send(png("also.png"))]

    response = client.post("/kk/trial/?album", {"title": "Альбом", "pictures": files})

    page = response.content.decode()
    assert response.status_code == 422
    assert "bad.jpg: " in page
    assert "good.webp" in page and "also.webp" in page


def test_too_many_files_are_refused_in_words(client, owner):
    files = [send(turned(number)) for number in (1, 2, 3, 4)]

    response = client.post("/kk/trial/?album", {"title": "Альбом", "pictures": files})

    assert response.status_code == 422
    assert "3" in response.content.decode()


@pytest.mark.parametrize("typed", [{"consent_people": 3}, {"consent_where": "Сейф"}])
def test_half_a_consent_is_asked_to_be_completed(client, owner, typed):
    response = client.post("/kk/trial/", {"title": "Дәлел", "upload": send(jpeg()), **typed})

    assert response.status_code == 422
    assert not PictureConsent.objects.exists()


def test_the_field_says_what_may_be_sent_and_offers_only_that(client, owner):
    page = client.get("/en/trial/?album").content.decode()

    assert 'accept=".jpg,.jpeg,.png,.webp"' in page
    assert "JPEG, PNG, WebP" in page and "10 MB" in page
    assert "multiple" in page
