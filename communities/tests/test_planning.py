from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import COORDINATORS, AuditEntry
from communities.models import CommunityStatus, Session, SessionStatus
from communities.series import dates, not_planned_yet
from outbox.models import Message
from tests.makers import (
    make_cohort,
    make_community,
    make_facilitator,
    make_member,
    make_person,
    make_plan,
    make_session,
)

from .sending import ago, ahead

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    cohort = make_cohort()
    make_plan(cohort, "Құндылықтар", "Мәселе ағашы", "Кеңес")
    return make_community(cohort=cohort)


@pytest.fixture
def facilitator(community, client):
    person = make_facilitator(community)
    client.force_login(person)
    return person


def days(planned):
    return [timezone.localdate(one.starts_at) for one in planned]


def test_a_series_keeps_the_weekday_and_the_gaps_of_the_plan(community):
    planned = dates(not_planned_yet(community), 2, time(15, 0), date(2027, 1, 14))

    assert days(planned) == [date(2027, 1, 20), date(2027, 2, 3), date(2027, 2, 17)]


def test_a_series_never_puts_two_sessions_into_one_week(community):
    community.cohort.session_plan.update(weeks_after_start=0)

    planned = dates(not_planned_yet(community), 3, time(15, 0), date(2027, 1, 14))

    assert days(planned) == [date(2027, 1, 14), date(2027, 1, 21), date(2027, 1, 28)]


SERIES = {"weekday": 2, "at": "15:00", "not_before": "2027-01-14"}


def test_the_preview_makes_nothing_and_one_press_makes_all(client, community, facilitator):
    address = reverse("communities:series_plan", args=[community.pk])

    preview = client.get(address, SERIES)

    assert len(preview.context["dates"]) == 3
    assert Session.objects.count() == 0
    assert [client.post(address, SERIES).status_code for _ in range(2)] == [302, 302]
    assert Session.objects.planned().count() == 3


def test_a_series_skips_numbers_that_are_planned_but_not_cancelled_ones(client, community, facilitator):
    first, second, third = community.cohort.session_plan.all()
    make_session(community, made_by=facilitator, plan=first)
    make_session(community, made_by=facilitator, plan=second, status="cancelled", cancel_reason="Боран")

    assert not_planned_yet(community) == [second, third]


def test_a_series_with_an_impossible_date_says_so(client, community, facilitator):
    address = reverse("communities:series_plan", args=[community.pk])

    assert client.post(address, {**SERIES, "not_before": "31.02.2027"}).status_code == 422


ONE = {"topic": "Кеңес", "time": "15:00", "minutes": 60, "mode": "online"}


def test_one_session_is_planned_once(client, community, facilitator):
    address = reverse("communities:session_new", args=[community.pk])
    page = client.get(address, follow=True)
    sent = ONE | {"day": ahead(days=5).date(), "client_uuid": page.context["form"]["client_uuid"].value()}

    answers = [client.post(address, sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Session.objects.get().topic == "Кеңес"


def test_back_and_another_topic_asks_before_it_plans_one_more(client, community, facilitator):
    address = reverse("communities:session_new", args=[community.pk])
    first = ONE | {"day": ahead(days=5).date(), "client_uuid": "7d9e6679-7425-40de-944b-e07fc1f90ae7"}
    client.post(address, first)

    asked = client.post(address, first | {"topic": "Басқа тақырып"})
    again = first | {"topic": "Басқа тақырып", "client_uuid": asked.context["form"]["client_uuid"].value()}
    answers = [client.post(address, again).status_code for _ in range(2)]

    assert (asked.status_code, asked.context["form"]["topic"].value()) == (422, "Басқа тақырып")
    assert answers == [302, 302]
    assert set(Session.objects.values_list("topic", flat=True)) == {"Кеңес", "Басқа тақырып"}
    assert Session.objects.count() == 2


def test_who_comes_back_to_a_planned_session_changes_it(client, community, facilitator):
    address = reverse("communities:session_new", args=[community.pk])
    client_uuid = "7d9e6679-7425-40de-944b-e07fc1f90ae7"
    client.post(address, ONE | {"day": ahead(days=5).date(), "client_uuid": client_uuid})

    back = client.get(f"{address}?form={client_uuid}")

    assert back["Location"] == reverse("communities:session_edit", args=[community.pk, Session.objects.get().pk])


def test_a_day_that_is_over_cannot_be_planned(client, community, facilitator):
    address = reverse("communities:session_new", args=[community.pk])
    sent = ONE | {"day": ago(days=5).date(), "client_uuid": "7d9e6679-7425-40de-944b-e07fc1f90ae7"}

    assert client.post(address, sent).status_code == 422


def test_a_planned_session_moves_and_a_second_hand_sees_both(client, community, facilitator):
    session = make_session(community, made_by=facilitator, starts_at=ahead(days=2))
    address = reverse("communities:session_edit", args=[community.pk, session.pk])
    sent = ONE | {"day": ahead(days=9).date(), "version": 1}

    first = client.post(address, sent)
    second = client.post(address, sent | {"topic": "Басқа тақырып"})

    session.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 409)
    assert session.day == ahead(days=9).date() and session.topic == "Кеңес"
    assert "Кеңес" in second.content.decode() and "Басқа тақырып" in second.content.decode()


def test_cancelling_needs_a_reason_and_tells_members_in_their_language(client, community, facilitator):
    make_member(community, make_person(email="kk@example.org", language="kk"))
    make_member(community, make_person(email="ru@example.org", language="ru"))
    make_member(community, make_person(email=None, phone="+77010000001"))
    make_member(community, make_person(email="gone@example.org"), until=timezone.localdate())
    session = make_session(community, made_by=facilitator, starts_at=ahead(days=2))
    address = reverse("communities:session_cancel", args=[community.pk, session.pk])

    assert client.post(address, {"cancel_reason": " "}).status_code == 422
    assert client.post(address, {"cancel_reason": "Боран <3"}).status_code == 302

    session.refresh_from_db()
    mails = {mail.to: mail for mail in Message.objects.all()}
    assert (session.status, session.cancel_reason) == (SessionStatus.CANCELLED, "Боран <3")
    assert set(mails) == {"kk@example.org", "ru@example.org"}
    assert mails["ru@example.org"].subject.startswith("Отменено")
    assert "Боран <3" in mails["kk@example.org"].body
    assert f"/ru/communities/{community.pk}/sessions/{session.pk}/" in mails["ru@example.org"].body
    assert AuditEntry.objects.about(session).get().changes["reason"] == "Боран <3"


def test_a_held_session_cannot_be_cancelled(client, community, facilitator):
    session = make_session(community, made_by=facilitator, status="held")
    address = reverse("communities:session_cancel", args=[community.pk, session.pk])

    client.post(address, {"cancel_reason": "Боран"})

    session.refresh_from_db()
    assert session.status == SessionStatus.HELD


def test_a_community_goes_through_its_states_by_verbs_on_record(client, community, facilitator):
    community.status = CommunityStatus.FORMING
    community.save()
    for verb in ("activate", "pause", "resume"):
        client.post(reverse(f"communities:{verb}", args=[community.pk]))
    session = make_session(community, made_by=facilitator, starts_at=ahead(days=2))
    client.force_login(make_person(groups=[COORDINATORS]))

    client.post(reverse("communities:end", args=[community.pk]))

    community.refresh_from_db()
    session.refresh_from_db()
    moves = list(AuditEntry.objects.about(community).order_by("id").values_list("changes__status", flat=True))
    assert community.status == CommunityStatus.ENDED
    assert session.status == SessionStatus.CANCELLED
    assert moves == [["forming", "active"], ["active", "paused"], ["paused", "active"], ["active", "ended"]]
    assert Message.objects.count() == 0


def test_norms_are_kept_by_facilitators_and_two_hands_see_both(client, community, facilitator):
    address = reverse("communities:norms_edit", args=[community.pk])

    first = client.post(address, {"version": 1, "norms": "Тыңдаймыз"})
    second = client.post(address, {"version": 1, "norms": "Сыйлаймыз"})

    community.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 409)
    assert community.norms == "Тыңдаймыз"
    assert "Тыңдаймыз" in second.content.decode() and "Сыйлаймыз" in second.content.decode()
