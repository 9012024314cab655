"""The workshop shows files to those who may see them, and withdraws consent; nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import COORDINATORS
from tests.makers import make_person, make_upload
from uploads import rights
from uploads.models import Faces, Upload

pytestmark = pytest.mark.django_db
LIST = "admin:uploads_upload_changelist"


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def coordinator(client):
    person = make_person(groups=[COORDINATORS], is_staff=True)
    client.force_login(person)
    return person


@pytest.fixture
def shown_by_a_room(monkeypatch):
    monkeypatch.setattr(rights, "_ROOMS", [lambda user: Upload.objects.order_by().values("pk")])


def test_what_is_private_to_people_is_private_in_the_admin(client, coordinator, monkeypatch):
    monkeypatch.setattr(rights, "_ROOMS", [])
    make_upload()

    assert client.get(reverse(LIST)).context["cl"].result_count == 0


def test_the_list_takes_the_same_number_of_queries_for_3_and_30_files(client, coordinator, shown_by_a_room):
    client.get(reverse(LIST))
    counts = []
    for more in (3, 27):
        for _place in range(more):
            make_upload()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(LIST))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_consent_is_withdrawn_by_the_same_verb(client, coordinator, shown_by_a_room):
    upload = make_upload(faces=Faces.ADULTS)
    upload.record_consent(upload.owner, people=1, where_kept="Сейф")

    client.post(reverse(LIST), {"action": "withdraw", "_selected_action": [upload.pk]})

    assert not Upload.objects.public().exists()


def test_nothing_is_added_changed_or_deleted_here(client, coordinator, shown_by_a_room):
    upload = make_upload()
    change = reverse("admin:uploads_upload_change", args=[upload.pk])

    assert client.get(change).status_code == 200
    assert client.post(change, {"faces": "nobody"}).status_code == 403
    assert client.get(reverse("admin:uploads_upload_add")).status_code == 403
    assert client.post(reverse("admin:uploads_upload_delete", args=[upload.pk])).status_code == 403
