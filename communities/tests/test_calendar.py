from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from communities.models import CalendarAddress
from tests.makers import make_community, make_event, make_facilitator, make_member, make_session

from .sending import ago, ahead

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return make_community()


def read(client, token):
    response = client.get(reverse("communities:calendar_feed", args=[token]))
    assert response["Content-Type"].startswith("text/calendar")
    return {str(event["uid"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def address_of(person):
    return CalendarAddress.objects.get_or_create(person=person)[0].token


def test_a_phone_reads_the_sessions_without_signing_in(client, community):
    person = make_member(community)
    session = make_session(community, starts_at=ahead(days=2), minutes=90, place="12-кабинет")
    make_event(community.cohort, starts_at=ahead(days=5))
    make_session(make_community(), starts_at=ahead(days=2), topic="Бөтен")

    entries = read(client, address_of(person))

    entry = entries[f"session-{session.pk}@auyldyq-mektep-shamy"]
    assert len(entries) == 2
    assert (str(entry["summary"]), str(entry["location"])) == ("Мәселе ағашы", "12-кабинет")
    assert entry["dtend"].dt - entry["dtstart"].dt == timedelta(minutes=90)


def test_a_cancelled_session_stays_under_its_id_as_cancelled_with_a_higher_sequence(client, community):
    person = make_member(community)
    session = make_session(community, starts_at=ahead(days=2))
    token = address_of(person)
    ((uid, before),) = read(client, token).items()

    session.cancel(session.made_by, "Боран")

    after = read(client, token)[uid]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert after["sequence"] > before["sequence"]


def test_the_feed_of_a_person_who_left_contains_nothing_more(client, community):
    person, facilitator = make_member(community), make_facilitator(community)
    make_session(community, made_by=facilitator, starts_at=ahead(days=2))
    make_event(community.cohort, starts_at=ago(days=2))
    token = address_of(person)
    assert len(read(client, token)) == 2

    community.memberships.get(person=person).leave(facilitator, "member left")

    assert read(client, token) == {}


def test_a_new_address_ends_the_old_one_and_opening_the_page_makes_none(client, community):
    person = make_member(community)
    client.force_login(person)
    client.get(reverse("communities:calendar"))
    assert CalendarAddress.objects.count() == 0
    client.post(reverse("communities:calendar_renew"))
    old = CalendarAddress.objects.get().token

    client.post(reverse("communities:calendar_renew"))

    new = CalendarAddress.objects.get().token
    assert new in client.get(reverse("communities:calendar")).content.decode()
    assert client.get(reverse("communities:calendar_feed", args=[new])).status_code == 200
    assert client.get(reverse("communities:calendar_feed", args=[old])).status_code == 404


@pytest.mark.parametrize("token", ["x", "W10:abc", "a:b:c"])
def test_a_forged_address_is_no_address(client, token):
    assert client.get(reverse("communities:calendar_feed", args=[token])).status_code == 404


def test_who_may_not_sign_in_reads_nothing(client, community):
    person = make_member(community)
    token = address_of(person)
    person.is_active = False
    person.save()

    assert client.get(reverse("communities:calendar_feed", args=[token])).status_code == 404
