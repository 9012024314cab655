"""A school asks to join; coordinators answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import COORDINATORS, AuditEntry
from outbox.models import Message
from programme.agenda import for_coordinator
from programme.models import KEPT_FOR_DAYS, JoinRequest, RequestStatus
from programme.sweeping import forget_old_requests
from programme.views.requests import address_of_new_school
from safekeeping.states import TransitionError
from tests.makers import make_district, make_person, make_school

from .makers import make_request

pytestmark = pytest.mark.django_db
FORM = "/ru/programme/join/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def coordinator(client):
    person = make_person(groups=[COORDINATORS], is_staff=True, language="en")
    client.force_login(person)
    return person


def typed(**fields):
    return {
        "client_uuid": str(uuid4()),
        "district": make_district().pk,
        "school_name": "Жармыш орта мектебі",
        "writer": "teacher",
        "person_name": "Әлия Нұрланова",
        "phone": "8 701 123 45 67",
        "email": "",
        "language": "ru",
        "message": "Нас семеро.",
        "consent": "on",
        **fields,
    }


def test_a_request_is_stored_and_answered_with_its_number(client):
    response = client.post(FORM, typed(), follow=True)

    request = JoinRequest.objects.get()
    page = response.content.decode()
    assert (request.school_name, request.phone, request.status) == ("Жармыш орта мектебі", "+77011234567", "new")
    assert request.number in page
    assert "Әлия" not in page  # whoever has the address learns nothing about the person
    assert AuditEntry.objects.about(request).get().verb == "join request received"


def test_the_sentence_she_agreed_to_is_kept_in_her_language(client):
    client.post(FORM, typed())

    assert JoinRequest.objects.get().consent_text.startswith("Даю согласие на хранение")


def test_consent_is_asked_and_never_given_beforehand(client):
    page = client.get(FORM, follow=True).content.decode()
    response = client.post(FORM, typed(consent=""))

    assert 'name="consent" required id="id_consent" checked' not in page
    assert "checked" not in page.partition('name="consent"')[2].partition(">")[0]
    assert response.status_code == 422
    assert not JoinRequest.objects.exists()


def test_coordinators_get_a_letter_each_in_her_language(client, django_capture_on_commit_callbacks):
    for language in ("kk", "en"):
        make_person(groups=[COORDINATORS], language=language, email=f"{language}@example.org")
    make_person(groups=[COORDINATORS], is_active=False)
    make_person()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(FORM, typed())

    letters = dict(Message.objects.values_list("to", "subject"))
    assert letters == {
        "kk@example.org": "Мектеп қосылғысы келеді: Жармыш орта мектебі",
        "en@example.org": "A school asks to join: Жармыш орта мектебі",
    }


def test_sent_twice_it_is_one_request(client):
    data = typed()

    first, second = client.post(FORM, data), client.post(FORM, data)

    assert first["Location"] == second["Location"]
    assert JoinRequest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_posts_at_once_are_one_request():
    make_person(groups=[COORDINATORS], email="coordinator@example.org")
    data = typed()

    def send(_number):
        try:
            return Client().post(FORM, data)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as visitors:
        answers = list(visitors.map(send, range(20)))

    address = reverse("programme:join_received", args=[JoinRequest.objects.get().pk])
    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"][3:] for answer in answers} == {address[3:]}
    assert (AuditEntry.objects.count(), Message.objects.count()) == (1, 1)


def test_other_words_with_the_same_id_are_not_swallowed(client):
    data = typed()
    client.post(FORM, data)

    response = client.post(FORM, data | {"message": "Нас уже восемь."})

    assert response.status_code == 422
    assert "Нас уже восемь." in response.content.decode()
    assert JoinRequest.objects.get().message == "Нас семеро."


@pytest.mark.parametrize(
    "wrong", [{"phone": ""}, {"phone": "123"}, {"district": "1"}, {"school_name": ""}, {"writer": "minister"}]
)
def test_what_cannot_be_answered_is_refused_with_everything_still_there(client, wrong):
    response = client.post(FORM, typed(**wrong))

    assert response.status_code == 422
    assert "Нас семеро." in response.content.decode()
    assert not JoinRequest.objects.exists()


def test_an_email_is_enough(client):
    client.post(FORM, typed(phone="", email="aliya@example.org"))

    assert JoinRequest.objects.get().email == "aliya@example.org"


def test_a_program_that_fills_in_every_field_is_refused_and_a_person_told_why(client):
    response = client.post(FORM, typed(homepage="http://spam.example"))

    assert response.status_code == 422
    assert "только программы-роботы" in response.content.decode()
    assert not JoinRequest.objects.exists()


@override_settings(ACCOUNT_RATE_LIMITS={"join_request": "1/h/ip"})
def test_too_many_from_one_connection_are_put_off_and_nothing_typed_is_lost(client):
    client.post(FORM, typed())

    response = client.post(FORM, typed(message="Вторая школа."))

    assert response.status_code == 429
    assert "Вторая школа." in response.content.decode()
    assert JoinRequest.objects.count() == 1


def test_another_language_keeps_what_was_typed(client):
    response = client.post("/kk/programme/join/again/", typed(consent=""))

    page = response.content.decode()
    assert response.status_code == 200
    assert "Нас семеро." in page
    assert "Аудан не қала" in page
    assert "has-error" not in page
    assert client.get("/kk/programme/join/again/")["Location"] == "/kk/programme/join/"


def test_districts_stand_under_their_regions(client):
    district = make_district(name_ru="Бейнеуский район")

    page = client.get(FORM, follow=True).content.decode()

    assert f'<optgroup label="{district.region.name_kk}">' in page
    assert f'<option value="{district.pk}">Бейнеуский район</option>' in page


def test_the_page_asks_few_queries(client, django_assert_max_num_queries):
    for _ in range(5):
        make_district()

    with django_assert_max_num_queries(2):
        client.get(f"{FORM}?form={uuid4()}")


# What coordinators do -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before, verb, after",
    [
        ("new", "answer", "answered"),
        ("new", "join", "joined"),
        ("new", "decline", "declined"),
        ("answered", "join", "joined"),
        ("answered", "decline", "declined"),
        ("declined", "answer", "answered"),
    ],
)
def test_moves_of_a_request(before, verb, after):
    request, by = make_request(status=before), make_person()

    getattr(request, verb)(by)

    assert JoinRequest.objects.get().status == after
    assert AuditEntry.objects.about(request).get().changes == {"status": [before, after]}


@pytest.mark.parametrize("before, verb", [("joined", "decline"), ("joined", "answer"), ("answered", "answer")])
def test_moves_that_are_not_open(before, verb):
    request = make_request(status=before)

    with pytest.raises(TransitionError):
        getattr(request, verb)(make_person())

    assert not AuditEntry.objects.exists()


def test_the_page_shows_who_wrote_and_offers_the_open_moves(client, coordinator):
    request = make_request(message="Нас семеро.")

    page = client.get(request.get_absolute_url()).content.decode()

    for words in ("Әлия Нұрланова", "+7 701 123 45 67", "Нас семеро.", "/answer/", "/decline/"):
        assert words in page


def test_joined_with_the_school_that_was_made(client, coordinator):
    school = make_school()
    request = make_request(district=school.district)

    client.post(reverse("programme:request_join", args=[request.pk]), {"school": school.pk})

    request.refresh_from_db()
    assert (request.status, request.school) == (RequestStatus.JOINED, school)


def test_a_school_of_another_district_is_not_the_one(client, coordinator):
    request = make_request()

    client.post(reverse("programme:request_join", args=[request.pk]), {"school": make_school().pk})

    assert JoinRequest.objects.get().school is None


def test_a_second_decision_is_told_and_changes_nothing(client, coordinator):
    request = make_request(status=RequestStatus.JOINED)

    response = client.post(reverse("programme:request_decline", args=[request.pk]), follow=True)

    assert (
        "Somebody has already changed" in response.content.decode() or "өзгертіп қойыпты" in response.content.decode()
    )
    assert JoinRequest.objects.get().status == RequestStatus.JOINED


def test_the_new_school_is_filled_in_from_the_request(client):
    request = make_request(language="ru")
    client.force_login(make_person(groups=[COORDINATORS], is_staff=True, is_superuser=True))

    page = client.get(address_of_new_school(request)).content.decode()

    assert 'value="Жармыш орта мектебі"' in page
    assert f'<option value="{request.district_id}" selected>' in page


def test_two_notes_at_once_show_both(client, coordinator):
    request = make_request()
    address = reverse("programme:request_note", args=[request.pk])
    client.post(address, {"version": 1, "note": "Позвонила, перезвонят."})

    response = client.post(address, {"version": 1, "note": "Жду список."})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Позвонила, перезвонят." in page
    assert "Жду список." in page


def test_requests_are_found_by_name_number_state_and_region(client, coordinator):
    wanted = make_request(school_name="Ұзынағаш гимназиясы", status=RequestStatus.ANSWERED)
    make_request(school_name="Бейнеу мектебі")

    for query in (
        {"q": "узынагаш"},
        {"q": wanted.number},
        {"status": "answered"},
        {"region": wanted.district.region_id},
    ):
        page = client.get(reverse("programme:request_list"), query).content.decode()
        assert "Ұзынағаш гимназиясы" in page
        assert "Бейнеу мектебі" not in page


def test_the_list_asks_the_same_number_of_queries(client, coordinator, django_assert_max_num_queries):
    for _ in range(30):
        make_request()
    address = reverse("programme:request_list")
    client.get(address)  # the first one of a sign-in writes down where she is signed in

    with django_assert_max_num_queries(15):
        client.get(address)


def test_waiting_requests_stand_on_her_first_page(client, coordinator):
    request = make_request(sent_at=timezone.now() - timedelta(days=3))
    make_request(status=RequestStatus.DECLINED)

    page = client.get(reverse("insights:my")).content.decode()

    assert (for_coordinator().waiting, for_coordinator().oldest) == (1, request.sent_at)
    assert f"{reverse('programme:request_list')}?status=new" in page


def test_a_year_after_the_last_step_a_request_is_forgotten():
    long_ago = timezone.now() - timedelta(days=KEPT_FOR_DAYS + 1)
    make_request(moved_at=long_ago)
    kept = make_request(sent_at=long_ago)

    forget_old_requests()

    assert list(JoinRequest.objects.all()) == [kept]


def test_who_asked_has_it_erased_as_easily(client):
    received = client.post(FORM, typed())["Location"]
    request = JoinRequest.objects.get()
    assert f"{received}erase/" in client.get(received).content.decode()
    client.get(f"{received}erase/")
    assert JoinRequest.objects.exists()

    client.post(f"{received}erase/")

    assert not JoinRequest.objects.exists()
    assert client.get(received).status_code == 404
    assert AuditEntry.objects.about(request).filter(verb="join request erased").exists()


def test_the_received_page_speaks_each_language(client):
    request = make_request()

    for language in ("kk", "ru", "en"):
        with translation.override(language):
            address = reverse("programme:join_received", args=[request.pk])
        assert request.number in client.get(address).content.decode()
