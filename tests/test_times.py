"""Times are right (promise E11): stored in UTC, shown for Kazakhstan, and nobody trusts the clock of a phone.

In the night to 1 March 2024 Almaty put its clocks back by an hour, from UTC+6 to UTC+5, the hour of the west.
"""

import re
import zoneinfo
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Count
from django.db.models.functions import TruncDate, TruncMonth
from django.utils import timezone
from icalendar import Calendar

from communities.models import CalendarAddress, Session
from communities.tests.sending import fill_log, new_log_address
from documents.sheets import safe

from . import makers

AROUND_THE_CHANGE = [  # UTC, what the wall clock in Almaty showed
    (datetime(2024, 2, 29, 9, 0, tzinfo=UTC), "2024-02-29 15:00"),
    (datetime(2024, 2, 29, 17, 59, tzinfo=UTC), "2024-02-29 23:59"),
    (datetime(2024, 2, 29, 18, 0, tzinfo=UTC), "2024-02-29 23:00"),  # the hour that came twice
    (datetime(2024, 2, 29, 18, 59, tzinfo=UTC), "2024-02-29 23:59"),
    (datetime(2024, 2, 29, 19, 0, tzinfo=UTC), "2024-03-01 00:00"),
    (datetime(2024, 3, 1, 10, 0, tzinfo=UTC), "2024-03-01 15:00"),
]


@pytest.fixture
def community():
    return makers.make_community()


@pytest.fixture
def facilitator(community, client):
    facilitator = makers.make_facilitator(community)
    makers.make_member(community)
    client.force_login(facilitator)
    return facilitator


def test_the_rules_of_time_come_with_the_portal():
    assert zoneinfo.TZPATH == ()


@pytest.mark.parametrize("moment, clock", AROUND_THE_CHANGE)
def test_a_moment_is_shown_as_the_clock_on_the_wall(moment, clock):
    assert timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") == clock


@pytest.mark.parametrize("zone", ["Asia/Almaty", "Asia/Aqtau", "Asia/Atyrau", "Asia/Qyzylorda", "Asia/Qostanay"])
@pytest.mark.parametrize("moment", ["2024-03-01T00:00", "2024-07-01T12:00", "2026-01-15T12:00"])
def test_one_clock_serves_all_regions(zone, moment):
    there = datetime.fromisoformat(moment).replace(tzinfo=zoneinfo.ZoneInfo(zone))

    assert there.utcoffset() == timedelta(hours=5)


def test_before_the_change_the_west_was_an_hour_behind_almaty():
    noon = datetime(2024, 2, 1, 12, tzinfo=UTC)

    assert noon.astimezone(zoneinfo.ZoneInfo("Asia/Almaty")).hour == 18
    assert {noon.astimezone(zoneinfo.ZoneInfo(zone)).hour for zone in ("Asia/Aqtau", "Asia/Atyrau")} == {17}


@pytest.mark.django_db
@pytest.mark.parametrize("day, hour_in_utc", [("2024-02-29", 9), ("2024-03-01", 10)])
def test_what_a_form_takes_is_stored_in_utc_and_comes_back_as_typed(community, facilitator, client, day, hour_in_utc):
    response = fill_log(client, new_log_address(community), topic="Мәселе ағашы", day=day, time="15:00")

    session = Session.objects.get()
    assert response.status_code == 302
    assert session.starts_at == datetime.fromisoformat(f"{day}T{hour_in_utc:02}:00+00:00")
    assert f"T15:00:00+0{15 - hour_in_utc}:00" in client.get(session.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_the_hour_that_came_twice_can_be_logged(community, facilitator, client):
    response = fill_log(client, new_log_address(community), topic="Түнгі әңгіме", day="2024-02-29", time="23:30")

    assert response.status_code == 302
    assert Session.objects.get().day == date(2024, 2, 29)


@pytest.mark.django_db
def test_the_database_counts_days_and_months_by_the_same_clock(community, facilitator):
    for moment, _clock in AROUND_THE_CHANGE:
        makers.make_session(community, made_by=facilitator, starts_at=moment)

    def counted(part):
        sessions = Session.objects.annotate(part=part("starts_at")).values_list("part").order_by("part")
        return list(sessions.annotate(Count("id")))

    assert counted(TruncDate) == [(date(2024, 2, 29), 4), (date(2024, 3, 1), 2)]
    assert [(moment.date(), number) for moment, number in counted(TruncMonth)] == [
        (date(2024, 2, 1), 4),
        (date(2024, 3, 1), 2),
    ]


@pytest.mark.django_db
def test_a_calendar_file_names_moments_in_utc(community, client):
    """So that a phone shows the right hour whatever it believes about Kazakhstan."""
    starts_at = (timezone.now() + timedelta(days=3)).replace(hour=10, minute=0, second=0, microsecond=0)
    makers.make_session(community, starts_at=starts_at, minutes=90)
    address = CalendarAddress.objects.create(person=makers.make_member(community))

    (event,) = Calendar.from_ical(client.get(f"/kk/communities/calendar/{address.token}.ics").content).walk("VEVENT")

    assert event["DTSTART"].to_ical() == starts_at.strftime("%Y%m%dT100000Z").encode()
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=90)
    assert event["DTSTAMP"].to_ical().endswith(b"Z")


@pytest.mark.parametrize("moment, clock", AROUND_THE_CHANGE)
def test_a_list_taken_as_a_file_tells_the_time_of_kazakhstan(moment, clock):
    assert safe(moment).strftime("%Y-%m-%d %H:%M") == clock


# A phone whose clock is two days off ----------------------------------------------------------------


@pytest.mark.django_db
def test_the_day_of_a_log_comes_from_the_portal(community, facilitator, client):
    form = client.get(new_log_address(community), follow=True).context["form"]

    assert abs((form["day"].value() - timezone.localdate()).days) <= 1


@pytest.mark.django_db
def test_a_day_that_a_fast_clock_chose_is_refused_and_the_text_stays(community, facilitator, client):
    wrong = timezone.localdate() + timedelta(days=2)

    response = fill_log(client, new_log_address(community), topic="Мәселе ағашы", day=wrong.isoformat(), time="15:00")

    assert response.status_code == 422
    assert response.context["form"].errors["day"]
    assert 'value="Мәселе ағашы"' in response.content.decode()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_a_slow_clock_does_not_change_when_a_log_was_received(community, facilitator, client):
    wrong = timezone.localdate() - timedelta(days=2)

    fill_log(client, new_log_address(community), topic="Мәселе ағашы", day=wrong.isoformat(), time="15:00")

    session = Session.objects.get()
    assert session.day == wrong  # the day is what she says; when it came, the portal says
    assert timezone.now() - session.logged_at < timedelta(minutes=1)
    assert timezone.now() - session.receipts.get().received_at < timedelta(minutes=1)


def test_no_script_asks_the_phone_what_time_it_is():
    scripts = sorted(Path(settings.BASE_DIR, "static/js").glob("*.js"))

    assert scripts
    assert [one.name for one in scripts if re.search(r"\bDate\b|\bperformance\.now\b", one.read_text("utf-8"))] == []
