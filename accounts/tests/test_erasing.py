"""Asking to be erased, thinking again, and carrying it out (promise D5). What goes: see tests/test_own_data.py."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import consent
from accounts.models import AuditEntry, ErasureRequest, User
from outbox.models import Message
from safekeeping.states import TransitionError
from tests.makers import make_person

pytestmark = pytest.mark.django_db
ASK = {"stories": "erase", "sure": "on"}


@pytest.fixture(autouse=True)
def own_list(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "erased.jsonl"


@pytest.fixture
def coordinator():
    return make_person(groups=["coordinators"], is_staff=True)


@pytest.fixture
def person(client):
    person = make_person(email="aigul@example.org")
    client.force_login(person)
    return person


def told(person):
    return list(AuditEntry.objects.about(person).order_by("id").values_list("verb", flat=True))


def test_she_asks_and_everybody_concerned_hears_of_it(client, person, coordinator):
    page = client.post(reverse("accounts:erasure"), ASK)
    request = ErasureRequest.objects.waiting().get()

    assert (page.status_code, request.person, request.keep_story) == (302, person, False)
    assert told(person) == ["erasure asked for"]
    assert set(Message.objects.values_list("to", flat=True)) == {"aigul@example.org", coordinator.email}
    for name in ("accounts:erasure", "accounts:my_data", "insights:my"):
        assert reverse("accounts:erasure") in client.get(reverse(name)).content.decode()


def test_nothing_is_asked_for_without_the_tick(client, person):
    page = client.post(reverse("accounts:erasure"), {"stories": "keep"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["sure"])
    assert not ErasureRequest.objects.exists()


def test_asking_twice_is_one_request(client, person):
    for stories in ("erase", "keep"):
        client.post(reverse("accounts:erasure"), {**ASK, "stories": stories})
    ErasureRequest.objects.ask(person, keep_story=True)

    assert ErasureRequest.objects.get().keep_story is True
    assert told(person) == ["erasure asked for", "erasure changed"]
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.create(person=person)


def test_taking_it_back_takes_one_press(client, person):
    ErasureRequest.objects.ask(person)

    client.post(reverse("accounts:erasure_withdraw"))
    call_command("erase_people")

    assert told(person) == ["erasure asked for", "erasure withdrawn"]
    assert User.objects.get(pk=person.pk).erased_at is None
    assert client.post(reverse("accounts:erasure_withdraw")).status_code == 404


def test_the_way_out_is_open_without_consent(client, person):
    consent.withdraw(person)

    assert client.get(reverse("accounts:erasure")).status_code == 200
    assert client.post(reverse("accounts:erasure"), ASK).status_code == 302


def test_a_coordinator_carries_it_out_and_the_sign_in_ends_at_once(client, person, coordinator):
    request = ErasureRequest.objects.ask(person)
    page = reverse("accounts:erasure_carry_out", args=[request.pk])
    hers = client.__class__()
    hers.force_login(person)
    client.force_login(coordinator)

    shown = client.get(reverse("accounts:erasure_list")).content.decode()
    refused = client.post(page)
    done = client.post(page, {"sure": "on"})

    assert page in shown and person.full_name in shown
    assert (refused.status_code, done.status_code) == (422, 302)
    assert User.objects.get(pk=person.pk).erased_at
    assert told(person)[-1] == "person erased"
    assert AuditEntry.objects.get(verb="person erased").actor == coordinator
    assert "/login/" in hers.get(reverse("insights:my"))["Location"]
    assert client.post(page, {"sure": "on"}).status_code == 404


def test_nobody_else_sees_or_carries_out_a_request_and_nobody_her_own(client, person, coordinator):
    request, own = ErasureRequest.objects.ask(person), ErasureRequest.objects.ask(coordinator)

    by_others = [client.get(reverse(name, args=args)).status_code for name, args in pages(request)]
    client.force_login(coordinator)
    by_herself = client.get(reverse("accounts:erasure_carry_out", args=[own.pk])).status_code

    assert by_others == [404, 404]
    assert by_herself == 404


def pages(request):
    return [("accounts:erasure_list", []), ("accounts:erasure_carry_out", [request.pk])]


@pytest.mark.parametrize("days, erased", [(13, False), (14, True)])
def test_after_fourteen_days_the_portal_does_it_by_itself(person, days, erased):
    request = ErasureRequest.objects.ask(person)
    ErasureRequest.objects.filter(pk=request.pk).update(asked_at=timezone.now() - timedelta(days=days, minutes=1))

    call_command("erase_people")

    assert bool(User.objects.get(pk=person.pk).erased_at) == erased


def test_two_hands_carry_it_out_once(person, coordinator):
    request = ErasureRequest.objects.ask(person)
    again = ErasureRequest.objects.get(pk=request.pk)
    request.carry_out(coordinator)

    for act in (again.carry_out, again.withdraw):
        with pytest.raises(TransitionError):
            act()
    assert AuditEntry.objects.filter(verb="person erased").count() == 1


def test_nobody_wakes_an_erased_account(client, person, coordinator):
    ErasureRequest.objects.ask(person).carry_out()
    client.force_login(make_person(is_staff=True, is_superuser=True))

    answer = client.post(reverse("admin:accounts_user_change", args=[person.pk]), {"is_active": "on"})

    assert answer.status_code == 403
    assert not User.objects.invitable_by(coordinator).contains(person)


def test_the_list_asks_the_database_a_fixed_number_of_times(client, coordinator, django_assert_max_num_queries):
    for _number in range(30):
        ErasureRequest.objects.create(person=make_person())
    client.force_login(coordinator)

    with django_assert_max_num_queries(14):
        client.get(reverse("accounts:erasure_list"))
