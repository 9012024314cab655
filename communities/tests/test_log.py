import io
from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import AuditEntry
from communities.log.reading import likely_day
from communities.models import Attendance, CommunityStatus, Mark, Reflection, Session, SessionStatus
from tests.makers import make_community, make_facilitator, make_member, make_session

from .sending import ago, ahead, as_sent, fill_log, log_address, new_log_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return make_community()


@pytest.fixture
def facilitator(community, client):
    person = make_facilitator(community)
    client.force_login(person)
    return person


def make_picture(name="sheet.jpg", color="white"):
    content = io.BytesIO()
    Image.new("RGB", (60, 40), color).save(content, "JPEG")
    content.seek(0)
    content.name = name
    return content


@pytest.mark.parametrize("hour, day", [(9, 6), (15, 7), (18, 7)])
def test_before_the_usual_hour_the_log_is_of_yesterday(hour, day):
    assert likely_day(time(15), datetime(2026, 10, 7, hour)) == date(2026, 10, day)


def test_the_usual_log_needs_no_tap_on_attendance(client, community, facilitator):
    people = [make_member(community) for _ in range(3)]
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3))

    response = fill_log(client, log_address(session), decisions="Жұпта оқимыз")

    session.refresh_from_db()
    assert response.status_code == 302
    assert (session.status, session.decisions) == (SessionStatus.HELD, "Жұпта оқимыз")
    assert set(session.attendance.values_list("person", "mark")) == {(p.pk, Mark.PRESENT) for p in people}


def test_nobody_is_present_before_she_belonged(client, community, facilitator):
    old, new = make_member(community), make_member(community, since=timezone.localdate())
    yesterday = timezone.localdate() - timedelta(days=1)

    page = client.get(new_log_address(community), follow=True)
    sent = as_sent(page, topic="Кеңес", time="00:01", day=yesterday, **{f"mark_{new.pk}": "present", "asked": ""})
    asked = client.post(new_log_address(community), sent)

    form = asked.context["form"]
    assert (asked.status_code, list(form.errors)) == (422, [f"mark_{new.pk}"])
    assert (form[f"mark_{old.pk}"].value(), form[f"mark_{new.pk}"].value()) == ("present", "")
    assert client.post(new_log_address(community), as_sent(asked)).status_code == 302
    assert list(Session.objects.get().attendance.values_list("person", flat=True)) == [old.pk]


def test_a_guest_who_joined_later_is_marked_on_purpose(client, community, facilitator):
    make_member(community)
    guest = make_member(community, since=timezone.localdate())
    page = client.get(new_log_address(community), follow=True)
    day = timezone.localdate() - timedelta(days=1)

    sent = as_sent(page, topic="Кеңес", time="00:01", day=day, asked=guest.pk, **{f"mark_{guest.pk}": "present"})
    client.post(new_log_address(community), sent)

    assert Session.objects.get().attendance.count() == 2


def test_a_session_that_nobody_planned_is_logged(client, community, facilitator):
    present, late = make_member(community), make_member(community)

    response = fill_log(client, new_log_address(community), topic="Кеңес", time="00:01", **{f"mark_{late.pk}": "late"})

    session = Session.objects.get()
    assert response.status_code == 302
    assert (session.topic, session.status, session.made_by) == ("Кеңес", SessionStatus.HELD, facilitator)
    assert dict(session.attendance.values_list("person", "mark")) == {present.pk: "present", late.pk: "late"}


def test_a_held_session_without_attendance_is_refused_in_words(client, community, facilitator):
    person = make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3))

    response = fill_log(client, log_address(session), summary="Әңгіме болды", **{f"mark_{person.pk}": ""})

    assert response.status_code == 422
    assert "Әңгіме болды" in response.content.decode()
    assert response.context["form"].non_field_errors()
    assert Session.objects.held().count() == 0


def test_a_session_to_which_nobody_came_is_not_logged(client, community, facilitator):
    person = make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3))

    response = fill_log(client, log_address(session), **{f"mark_{person.pk}": "absent"})

    assert response.status_code == 422


def test_attendance_never_comes_before_the_session(client, community, facilitator):
    make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ahead(days=1))

    response = fill_log(client, log_address(session), summary="Ертеңгі әңгіме")

    assert response.status_code == 422
    assert "day" in response.context["form"].errors
    assert "Ертеңгі әңгіме" in response.content.decode()


def test_sending_twice_makes_one_session(client, community, facilitator):
    make_member(community)
    sent = as_sent(client.get(new_log_address(community), follow=True), topic="Кеңес", time="00:01")

    answers = [client.post(new_log_address(community), sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Session.objects.count() == 1


def test_sending_the_log_of_a_planned_session_twice_is_no_conflict(client, community, facilitator):
    make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3))
    sent = as_sent(client.get(log_address(session)), summary="Әңгіме")

    answers = [client.post(log_address(session), sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert AuditEntry.objects.about(session).count() == 1


def test_the_page_of_a_new_log_has_its_id_in_the_address(client, community, facilitator):
    make_member(community)
    page = client.get(new_log_address(community), follow=True)
    address, _status = page.redirect_chain[-1]

    again = client.get(address)

    assert page.context["form"]["client_uuid"].value() == again.context["form"]["client_uuid"].value()
    assert str(again.context["form"]["client_uuid"].value()) in address


def test_who_comes_back_to_a_log_that_is_saved_mends_it(client, community, facilitator):
    """Back asks for the page again, also where no scripts run."""
    make_member(community)
    page = client.get(new_log_address(community), follow=True)
    back, _status = page.redirect_chain[-1]
    client.post(back, as_sent(page, topic="Кеңес", time="00:01", summary="Бірінші"))

    shown = client.get(back, follow=True)
    client.post(shown.redirect_chain[-1][0], as_sent(shown, summary="Екінші"))

    assert Session.objects.get().summary == "Екінші"


def test_back_and_another_text_is_shown_as_a_correction(client, community, facilitator):
    make_member(community)
    sent = as_sent(client.get(new_log_address(community), follow=True), topic="Кеңес", time="00:01", summary="Бірінші")
    client.post(new_log_address(community), sent)

    response = client.post(new_log_address(community), sent | {"summary": "Екінші"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Бірінші" in page and "Екінші" in page
    again = as_sent(response)
    session = Session.objects.get()
    assert client.post(log_address(session), again).status_code == 302
    session.refresh_from_db()
    assert session.summary == "Екінші"


def make_held(community, facilitator, *people, **fields):
    fields = {"starts_at": ago(days=2), "status": SessionStatus.HELD, "logged_at": timezone.now(), **fields}
    session = make_session(community, made_by=facilitator, **fields)
    for person in people:
        Attendance.objects.create(session=session, person=person, mark=Mark.PRESENT)
    return session


def test_two_corrections_of_one_text_show_both(client, community, facilitator):
    session = make_held(community, facilitator, make_member(community), summary="Ескі мәтін")
    seen = as_sent(client.get(log_address(session)))
    client.post(log_address(session), seen | {"summary": "Бірінші <b>түзету</b>"})
    late = {**seen, "client_uuid": "7d9e6679-7425-40de-944b-e07fc1f90ae7", "summary": "Екінші түзету"}

    response = client.post(log_address(session), late)

    page = response.content.decode()
    session.refresh_from_db()
    assert response.status_code == 409
    assert session.summary == "Бірінші <b>түзету</b>"
    assert "Бірінші &lt;b&gt;түзету" in page and "Екінші түзету" in page
    client.post(log_address(session), as_sent(response))
    session.refresh_from_db()
    assert session.summary == "Екінші түзету"


def test_attendance_of_different_people_merges(client, community, facilitator):
    first, second = make_member(community), make_member(community)
    session = make_held(community, facilitator, first, second)
    seen = as_sent(client.get(log_address(session)))
    client.post(log_address(session), seen | {f"mark_{first.pk}": "late"})

    late = {**seen, "client_uuid": "7d9e6679-7425-40de-944b-e07fc1f90ae7", f"mark_{second.pk}": "absent"}
    response = client.post(log_address(session), late)

    assert response.status_code == 302
    assert dict(session.attendance.values_list("person", "mark")) == {first.pk: "late", second.pk: "absent"}


def test_marks_merge_with_a_text_that_somebody_else_corrected(client, community, facilitator):
    person, other = make_member(community), make_member(community)
    session = make_held(community, facilitator, person, other, summary="Ескі мәтін")
    seen = as_sent(client.get(log_address(session)))
    client.post(log_address(session), seen | {"summary": "Жаңа мәтін"})

    late = {**seen, "client_uuid": "7d9e6679-7425-40de-944b-e07fc1f90ae7", f"mark_{person.pk}": "absent"}
    response = client.post(log_address(session), late)

    session.refresh_from_db()
    assert response.status_code == 302
    assert session.summary == "Жаңа мәтін"
    assert session.attendance.get(person=person).mark == Mark.ABSENT


def test_two_marks_for_one_person_are_shown_and_decided(client, community, facilitator):
    person, other = make_member(community), make_member(community)
    session = make_held(community, facilitator, person, other)
    seen = as_sent(client.get(log_address(session)))
    client.post(log_address(session), seen | {f"mark_{person.pk}": "late"})
    late = {**seen, "client_uuid": "7d9e6679-7425-40de-944b-e07fc1f90ae7", f"mark_{person.pk}": "absent"}

    response = client.post(log_address(session), late)

    assert response.status_code == 409
    assert session.attendance.get(person=person).mark == Mark.LATE
    assert client.post(log_address(session), as_sent(response)).status_code == 302
    assert session.attendance.get(person=person).mark == Mark.ABSENT


def test_each_correction_is_on_record_with_before_and_after(client, community, facilitator):
    person, other = make_member(community), make_member(community)
    session = make_held(community, facilitator, person, other, summary="Бұрын")

    fill_log(client, log_address(session), summary="Кейін", **{f"mark_{person.pk}": "excused"})

    entry = AuditEntry.objects.about(session).get(verb="session log corrected")
    assert entry.changes == {
        "summary": ["Бұрын", "Кейін"],
        "attendance": {str(person): ["present", "excused"]},
    }


def test_a_reflection_is_read_by_its_author_alone(client, community, facilitator):
    make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3))
    fill_log(client, log_address(session), reflection="Тек менің ойым")
    address = reverse("communities:session", args=[community.pk, session.pk])
    assert "Тек менің ойым" in client.get(address).content.decode()
    assert "Тек менің ойым" in client.get(log_address(session)).content.decode()

    client.force_login(make_facilitator(community, kind="external"))

    assert "Тек менің ойым" not in client.get(address).content.decode()
    assert "Тек менің ойым" not in client.get(log_address(session)).content.decode()
    assert "Тек менің ойым" not in str(list(AuditEntry.objects.values_list("changes", flat=True)))
    assert Reflection.objects.count() == 1


def test_a_photo_survives_an_error_elsewhere_and_is_seen_by_members(client, community, facilitator):
    person = make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3))
    sent = as_sent(client.get(log_address(session)), topic="", pictures=make_picture())
    refused = client.post(log_address(session), sent)
    assert refused.status_code == 422

    received = facilitator.uploads.get()
    again = as_sent(refused, topic="Кеңес") | {"pictures-received": received.pk}
    assert client.post(log_address(session), again).status_code == 302

    assert list(session.pictures.all()) == [received]
    client.force_login(person)
    assert client.get(received.get_absolute_url()).status_code == 200
    client.force_login(make_member(make_community()))
    assert client.get(received.get_absolute_url()).status_code == 404


def test_a_log_of_a_community_that_has_ended_is_refused_and_the_text_stays(client, community, facilitator):
    make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3))
    sent = as_sent(client.get(log_address(session)), summary="Соңғы әңгіме")
    type(community).objects.update(status=CommunityStatus.ENDED)

    response = client.post(log_address(session), sent)

    assert response.status_code == 422
    assert "Соңғы әңгіме" in response.content.decode()


def test_who_no_longer_runs_the_community_gets_her_text_back_with_the_reason(client, community, facilitator):
    make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3), topic="Жасырын тақырып")
    sent = as_sent(client.get(log_address(session)), summary="Менің мәтінім", topic="Менің тақырыбым")
    community.facilitations.get(person=facilitator).leave(facilitator, "facilitator left")

    response = client.post(log_address(session), sent)

    page = response.content.decode()
    assert response.status_code == 403
    assert "Менің мәтінім" in page and "Жасырын тақырып" not in page
    assert client.get(log_address(session)).status_code == 404
    assert Session.objects.held().count() == 0


def test_nothing_outside_the_form_can_be_written(client, community, facilitator):
    make_member(community)
    stranger = make_member(make_community())
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3))

    fill_log(
        client,
        log_address(session),
        status="cancelled",
        cancel_reason="Жоқ",
        made_by=stranger.pk,
        **{f"mark_{stranger.pk}": "present"},
    )

    session.refresh_from_db()
    assert (session.status, session.cancel_reason, session.made_by) == (SessionStatus.HELD, "", facilitator)
    assert not session.attendance.filter(person=stranger).exists()


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_of_a_log_takes_a_fixed_number_of_queries(
    client, community, facilitator, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3))

    with django_assert_max_num_queries(26):
        client.get(log_address(session))


def test_switching_the_language_keeps_everything_that_was_typed(client, community, facilitator):
    person = make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ago(hours=3))
    page = client.get(log_address(session))
    keeper = page.content.decode().split('name="_keeper" value="')[1].split('"')[0]
    sent = as_sent(page, summary="Жартылай жазылған", _keeper=keeper, _path=log_address(session))
    sent[f"mark_{person.pk}"] = "late"

    there = client.post(reverse("safekeeping:switch_language", args=["ru"]), sent)
    page = client.get(there["Location"])

    form = page.context["form"]
    assert page.status_code == 200
    assert "Жартылай жазылған" in page.content.decode()
    assert form[f"mark_{person.pk}"].value() == "late"
    assert form["client_uuid"].value() == sent["client_uuid"]
