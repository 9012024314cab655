from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import COORDINATORS, OBSERVERS
from communities.mine import people_to_invite
from communities.models import Community, Session
from tests.makers import (
    make_community,
    make_facilitator,
    make_member,
    make_person,
    make_principal,
    make_school,
    make_session,
)

pytestmark = pytest.mark.django_db
ACTS = ("visible_to", "run_by", "planned_by", "managed_by", "ruled_by")


def people_of(community):
    return {
        "member": make_member(community),
        "facilitator": make_facilitator(community),
        "external": make_facilitator(community, kind="external"),
        "principal": make_principal(community.schools.first()),
        "coordinator": make_person(groups=[COORDINATORS]),
        "observer": make_person(groups=[OBSERVERS]),
        "former": make_facilitator(community, until=timezone.localdate()),
    }


@pytest.mark.parametrize(
    "role, acts",
    [
        ("member", {"visible_to"}),
        ("facilitator", {"visible_to", "run_by", "planned_by", "managed_by"}),
        ("external", {"visible_to", "run_by", "planned_by"}),
        ("principal", set()),
        ("coordinator", {"visible_to", "planned_by", "managed_by", "ruled_by"}),
        ("observer", set()),
        ("former", set()),
    ],
)
def test_what_each_role_may_do_in_its_community(role, acts):
    community = make_community()
    person = people_of(community)[role]

    allowed = {act for act in ACTS if getattr(Community.objects, act)(person).contains(community)}

    assert allowed == acts


@pytest.mark.parametrize("role", ["member", "facilitator", "external"])
def test_another_community_does_not_exist_for_them(role):
    other = make_community()
    person = people_of(make_community())[role]

    assert not any(getattr(Community.objects, act)(person).contains(other) for act in ACTS)


def test_leaving_takes_effect_at_once(client):
    community = make_community()
    person, facilitator = make_member(community), make_facilitator(community)
    client.force_login(person)
    assert client.get(community.get_absolute_url()).status_code == 200

    community.memberships.get(person=person).leave(facilitator, "member left")

    assert client.get(community.get_absolute_url()).status_code == 404


def test_members_read_decisions_but_not_the_attendance_of_others(client):
    community = make_community()
    one, other = make_member(community), make_member(community)
    session = make_session(community, status="held", decisions="Жұпта оқимыз", starts_at=timezone.now())
    session.attendance.create(person=one, mark="late")
    session.attendance.create(person=other, mark="absent")
    client.force_login(one)

    page = client.get(session.get_absolute_url())

    assert "Жұпта оқимыз" in page.content.decode()
    assert [mark.person for mark in page.context["attendance"]] == [one]
    assert other.surname not in page.content.decode()


def test_a_session_is_found_only_under_its_own_community(client):
    mine, other = make_community(), make_community()
    facilitator = make_facilitator(mine)
    foreign = make_session(other)
    client.force_login(facilitator)

    answers = [
        client.get(reverse(f"communities:{name}", args=[mine.pk, foreign.pk])).status_code
        for name in ("session", "session_log", "session_edit", "session_cancel", "attendance_sheet", "session_plan")
    ]

    assert answers == [404] * 6


def test_a_school_facilitator_hands_slips_to_her_members_but_not_to_staff():
    community = make_community()
    facilitator, member = make_facilitator(community), make_member(community)
    external = make_facilitator(community, kind="external")
    make_member(community, make_person(is_staff=True))
    make_member(community, make_person(groups=[COORDINATORS]))
    make_member(community, make_principal(make_school()))
    make_member(community, make_facilitator(make_community()))
    make_member(community, until=timezone.localdate() - timedelta(days=1))

    assert list(people_to_invite(facilitator)) == [member]
    assert list(people_to_invite(external)) == []


def test_coordinators_see_sessions_of_all():
    session = make_session()

    assert Session.objects.visible_to(make_person(groups=[COORDINATORS])).contains(session)
