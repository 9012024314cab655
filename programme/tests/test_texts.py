"""Pages and partners, kept by coordinators on the portal's own pages."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import COORDINATORS, AuditEntry
from programme.models import Page, Partner
from tests.makers import make_person, make_upload
from uploads.models import Faces
from uploads.tests.corpus import as_file, png

from .makers import make_partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    person = make_person(groups=[COORDINATORS], is_staff=True)
    client.force_login(person)
    return person


def make_page(**fields):
    return Page.objects.create(
        **{"slug": "gains", "title_kk": "Не береді", "body_kk": "# Мұғалімге\n\nУақыт.", **fields}
    )


def texts(**fields):
    names = [f"{name}_{code}" for name in ("title", "body") for code in ("kk", "ru", "en")]
    return {**dict.fromkeys(names, ""), "title_kk": "Не береді", "body_kk": "Уақыт.", "version": 1, **fields}


def partner_texts(**fields):
    names = [f"{name}_{code}" for name in ("name", "role") for code in ("kk", "ru", "en")]
    return {**dict.fromkeys(names, ""), "name_kk": "TeachersLab", "order": 1, "since": "2024-01-01", **fields}


def test_a_reworded_page_is_public_at_once(client, coordinator):
    page = make_page()

    client.post(reverse("programme:page_edit", args=[page.slug]), texts(body_ru="Время."))
    client.logout()

    assert "Время." in client.get("/ru/programme/pages/gains/").content.decode()
    assert AuditEntry.objects.about(page).get().changes == {"fields": ["body_kk", "body_ru"]}


def test_two_who_reword_a_page_see_both_texts(client, coordinator):
    address = reverse("programme:page_edit", args=[make_page().slug])
    client.post(address, texts(body_kk="Бірінші."))

    response = client.post(address, texts(body_kk="Екінші."))

    assert response.status_code == 409
    assert "Бірінші." in response.content.decode()
    assert "Екінші." in response.content.decode()
    assert Page.objects.get().body_kk == "Бірінші."


def test_the_kazakh_text_stays_filled(client, coordinator):
    response = client.post(reverse("programme:page_edit", args=[make_page().slug]), texts(title_kk=""))

    assert response.status_code == 422
    assert "Бұл тақырыпша" not in response.content.decode()
    assert Page.objects.get().title_kk == "Не береді"


def test_headings_of_a_page_go_below_those_of_the_page_it_stands_on(client):
    make_page()

    assert "<h2>Мұғалімге</h2>" in client.get("/kk/programme/pages/gains/").content.decode()
    assert "<h3>Мұғалімге</h3>" in client.get("/kk/programme/").content.decode()


def test_the_list_leads_to_every_text(client, coordinator):
    make_page()

    assert reverse("programme:page_edit", args=["gains"]) in client.get(reverse("programme:page_list")).content.decode()


def test_an_empty_list_of_texts_says_where_they_come_from(client, coordinator):
    assert "load_programme" in client.get(reverse("programme:page_list")).content.decode()


# Partners -------------------------------------------------------------------------------------------


def test_present_and_former_partners_stand_apart(client):
    today = timezone.localdate()
    make_partner(name_kk="Бүгінгі", since=today - timedelta(days=400))
    make_partner(name_kk="Бұрынғы", since=today - timedelta(days=400), until=today - timedelta(days=1))
    make_partner(name_kk="Ертеңгі", since=today + timedelta(days=1))

    page = client.get(reverse("programme:partner_list")).content.decode()

    assert page.index("Бүгінгі") < page.index("Бұрынғы серіктестер") < page.rindex("Бұрынғы")
    assert "Ертеңгі" not in page


def test_a_partner_is_added_once_with_a_logo_that_all_may_see(client, coordinator):
    data = partner_texts(client_uuid=str(uuid4()))
    address = reverse("programme:partner_new")

    client.post(address, data | {"logo": as_file(png("logo.png"))})
    partner = Partner.objects.get()
    client.post(address, data | {"logo": as_file(png("logo.png"))})
    client.logout()

    page = client.get("/kk/programme/partners/").content.decode()
    assert Partner.objects.count() == 1
    assert 'alt="TeachersLab логотипі"' in page
    assert client.get(partner.logo.get_absolute_url()).status_code == 200
    assert AuditEntry.objects.about(partner).get().verb == "partner added"


def test_a_logo_is_no_photograph(client, coordinator):
    data = partner_texts(client_uuid=str(uuid4()), logo=SimpleUploadedFile("logo.svg", b"<svg/>"))

    assert client.post(reverse("programme:partner_new"), data).status_code == 422


def test_a_logo_that_may_not_be_public_is_not_shown(client):
    partner = make_partner(logo=make_upload(faces=Faces.ADULTS))

    assert "<img" not in client.get(reverse("programme:partner_list")).content.decode().partition("<main")[2]
    assert client.get(partner.logo.get_absolute_url()).status_code == 404


def test_a_partner_leaves_by_a_date(client, coordinator):
    partner = make_partner(since=timezone.localdate() - timedelta(days=99))
    yesterday = timezone.localdate() - timedelta(days=1)
    data = partner_texts(version=1, since=partner.since, until=yesterday)

    client.post(reverse("programme:partner_edit", args=[partner.pk]), data)

    assert list(Partner.objects.former()) == [partner]
    assert set(AuditEntry.objects.about(partner).get().changes["fields"]) == {"until", "order"}


def test_a_partner_does_not_leave_before_it_came(client, coordinator):
    partner = make_partner()
    data = partner_texts(version=1, since="2025-01-01", until="2024-01-01")

    assert client.post(reverse("programme:partner_edit", args=[partner.pk]), data).status_code == 422


def test_the_page_of_partners_asks_few_queries(client, django_assert_max_num_queries):
    for _ in range(6):
        make_partner(logo=make_upload(faces=Faces.NOBODY))

    with django_assert_max_num_queries(2):
        client.get(reverse("programme:partner_list"))
