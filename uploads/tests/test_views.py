from urllib.parse import unquote

import pytest
from django.urls import reverse

from tests.makers import make_person
from uploads import rights
from uploads.models import Faces, Upload

from .corpus import as_file, jpeg, office, pdf, renamed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owner(client):
    person = make_person()
    client.force_login(person)
    return person


def make_upload(owner, made, **fields):
    return Upload.objects.receive(owner, as_file(made), **fields)


@pytest.mark.parametrize(
    "made, content_type",
    [
        (jpeg(), "image/webp"),
        (pdf(), "application/pdf"),
        (office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_a_file_comes_as_what_it_was_checked_to_be_and_can_do_nothing(client, owner, made, content_type):
    response = client.get(make_upload(owner, made).get_absolute_url())

    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(response)


def test_a_document_is_downloaded_under_its_kazakh_name(client, owner):
    upload = make_upload(owner, renamed(pdf(), "Іс-қимыл жоспары.pdf"))

    disposition = client.get(upload.get_absolute_url())["Content-Disposition"]

    assert disposition.startswith("attachment; filename*=utf-8''%D0%86")
    assert unquote(disposition).endswith("''Іс-қимыл жоспары.pdf")


def test_a_picture_is_shown_in_place(client, owner):
    response = client.get(make_upload(owner, jpeg()).get_absolute_url())

    assert response["Content-Disposition"] == 'inline; filename="photo.webp"'


def test_private_files_are_kept_by_no_cache_and_public_ones_for_a_minute(client, owner, monkeypatch):
    monkeypatch.setattr(rights, "_ROOMS", [lambda user: Upload.objects.values("pk")])
    upload = make_upload(owner, jpeg(), faces=Faces.NOBODY)
    mine = client.get(upload.get_absolute_url())
    client.logout()

    public = client.get(upload.get_absolute_url())

    assert mine["Cache-Control"] == "private, no-store"
    assert public["Cache-Control"] == "public, max-age=60"


def test_a_proxy_may_send_the_bytes(client, owner, settings):
    settings.UPLOADS_INTERNAL_PREFIX = "/internal-files/"
    upload = make_upload(owner, jpeg())

    response = client.get(upload.get_absolute_url())

    assert response["X-Accel-Redirect"] == f"/internal-files/{upload.file.name}"
    assert response.content == b""


def test_a_document_has_no_small_picture_and_a_lost_file_is_a_plain_404(client, owner):
    document, picture = make_upload(owner, pdf()), make_upload(owner, jpeg())
    picture.remove_files()

    assert client.get(reverse("uploads:small", args=[document.pk])).status_code == 404
    assert client.get(picture.get_absolute_url()).status_code == 404


def test_the_owner_records_and_withdraws_consent_on_one_page(client, owner):
    upload = make_upload(owner, jpeg())
    page = reverse("pictures:consent", args=[upload.pk])
    typed = {"faces": "pupils", "alt": "Екі оқушы", "consent_people": 2, "consent_where": "Сейф", "everyone": "on"}

    saved = client.post(page, typed)
    opened = Upload.objects.public().contains(upload)
    client.post(reverse("pictures:withdraw", args=[upload.pk]))

    assert saved.status_code == 302
    assert opened
    assert not Upload.objects.public().contains(upload)
    assert Upload.objects.get().alt == "Екі оқушы"


@pytest.mark.parametrize("left_out", ["consent_people", "consent_where", "everyone"])
def test_half_a_consent_is_refused_in_words_and_nothing_is_opened(client, owner, left_out):
    upload = make_upload(owner, jpeg())
    typed = {"faces": "pupils", "consent_people": 2, "consent_where": "Сейф", "everyone": "on"}
    typed.pop(left_out)

    response = client.post(reverse("pictures:consent", args=[upload.pk]), typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [left_out]
    assert not Upload.objects.public().exists()


def test_my_pictures_take_the_same_number_of_queries_for_3_and_20(client, owner, django_assert_max_num_queries):
    client.get(reverse("pictures:my_pictures"))  # the first page of a session writes the session down
    counts = []
    for number in (3, 17):
        for place in range(number):
            make_upload(owner, jpeg(size=(10 + place, 10 + number)))
        with django_assert_max_num_queries(30) as queries:
            response = client.get(reverse("pictures:my_pictures"))
        counts.append(len(queries))
        assert response.status_code == 200

    assert counts[0] == counts[1]
    assert len(response.context["page"]) == 20


def test_my_pictures_say_what_will_be_here(client, owner):
    assert client.get(reverse("pictures:my_pictures")).status_code == 200
