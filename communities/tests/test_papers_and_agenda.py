import pytest
from django.urls import reverse

from communities import agenda
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


def test_the_attendance_sheet_has_a_line_for_each_member_of_that_day(client):
    community = make_community()
    facilitator = make_facilitator(community)
    make_member(community, make_person(surname="Өтегенова", given_name="Әлия", patronymic="Серікқызы"))
    session = make_session(community, made_by=facilitator, starts_at=ahead(days=2))
    client.force_login(facilitator)

    page = client.get(reverse("communities:attendance_sheet", args=[community.pk, session.pk]))

    assert "Өтегенова Әлия Серікқызы" in page.content.decode()
    assert [person.surname for person in page.context["members"]] == ["Өтегенова"]


def test_the_session_plan_shows_aim_steps_and_tools_of_the_cohorts_plan(client):
    cohort = make_cohort()
    (plan,) = make_plan(cohort, "Мәселе ағашы")
    community = make_community(cohort=cohort)
    facilitator = make_facilitator(community)
    session = make_session(community, made_by=facilitator, plan=plan, starts_at=ahead(days=2))
    client.force_login(facilitator)

    page = client.get(reverse("communities:session_plan", args=[community.pk, session.pk]))

    assert page.context["steps"] == ["Шеңбер", "Жұп"]


def test_a_facilitator_sees_whom_she_meets_next_and_what_she_has_not_logged():
    community, other = make_community(name="Ә"), make_community(name="Б")
    facilitator = make_facilitator(community)
    make_facilitator(other, person=facilitator, kind="external")
    make_member(community)
    late = make_session(community, made_by=facilitator, starts_at=ago(days=1))
    later = make_session(community, made_by=facilitator, starts_at=ahead(days=9))
    soon = make_session(other, made_by=facilitator, starts_at=ahead(days=2))
    make_session(make_community(), starts_at=ahead(days=1))

    found = agenda.for_facilitator(facilitator)

    assert found.next == soon
    assert found.unlogged == [late]
    assert [(one.community, one.member_count, one.next) for one in found.communities] == [
        (community, 1, later),
        (other, 0, soon),
    ]


def test_a_member_sees_the_next_session_and_the_last_decisions():
    community = make_community()
    person = make_member(community)
    make_session(community, status="held", starts_at=ago(days=20))
    last = make_session(community, status="held", starts_at=ago(days=6))
    last.attendance.create(person=person, mark="late")
    soon = make_session(community, starts_at=ahead(days=6))
    make_session(community, starts_at=ago(days=1))

    found = agenda.for_member(person)

    assert (found.next, found.last, found.attended_count) == (soon, last, 1)
    assert found.communities[0].unlogged == []


@pytest.mark.parametrize("count", [2, 12])
def test_the_agenda_takes_the_same_queries_for_few_and_many(count, django_assert_max_num_queries):
    facilitator = make_person()
    for _ in range(count):
        community = make_community()
        make_facilitator(community, person=facilitator)
        make_session(community, made_by=facilitator, starts_at=ahead(days=2))
        make_session(community, made_by=facilitator, starts_at=ago(days=2), status="held")

    with django_assert_max_num_queries(4):
        agenda.for_facilitator(facilitator)


def test_somebody_who_joins_and_runs_reads_the_same_as_each_alone():
    both, only_joined, only_run = make_community(name="А"), make_community(name="Ә"), make_community(name="Б")
    person = make_facilitator(both)
    make_member(both, person)
    make_member(only_joined, person)
    make_facilitator(only_run, person=person)
    for community in (both, only_joined, only_run):
        make_session(community, starts_at=ahead(days=3))
        make_session(community, starts_at=ago(days=3))

    member, facilitator = agenda.for_both(person)

    assert member == agenda.for_member(person)
    assert facilitator == agenda.for_facilitator(person)
