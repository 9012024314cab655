"""The board: who sees what of it, and that each figure leads to its list."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import COORDINATORS, OBSERVERS
from insights.indicators import ALL, INDICATORS, measure
from insights.indicators.definitions import SUM
from insights.scope import Scope, scopes_for
from projects.models import Visibility
from tests import makers

from .makers import hold, make_circle, make_place, make_programme, plan, submit

pytestmark = pytest.mark.django_db
BOARD = "/kk/insights/"
PAGES = [BOARD, f"{BOARD}work/", f"{BOARD}time/", f"{BOARD}compare/"]


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def coordinator():
    return signed_in(makers.make_person(groups=[COORDINATORS], is_staff=True))


@pytest.fixture
def observer():
    return signed_in(makers.make_person(groups=[OBSERVERS]))


def text(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_each_figure_leads_to_a_list_of_exactly_its_rows(coordinator):
    cohort = make_programme()
    scope = Scope(cohort)
    figures = measure(ALL, scope)

    for indicator in ALL:
        page = coordinator.get(indicator.link(scope)).context["page"]
        told = figures.total(indicator.key)
        rows = INDICATORS[indicator.key].rows(scope).count() if indicator.kind == SUM else told.numerator
        assert (indicator.key, page.paginator.count) == (indicator.key, rows)


def test_a_part_leads_to_its_rows(coordinator):
    cohort = make_programme()

    page = coordinator.get(INDICATORS["projects"].link(Scope(cohort), "state", "submitted")).context["page"]

    assert {project.status for project in page} == {"submitted"}


@pytest.mark.parametrize(
    "query", ["by=colour&part=1", "by=stage&part=x", "by=month&part=2026", "by=region&part=1", "region=1", "cohort=x"]
)
def test_an_address_that_asks_for_no_such_thing_finds_nothing(coordinator, query):
    make_programme()

    assert coordinator.get(f"/kk/insights/lists/projects/?{query}").status_code == 404


def test_the_board_says_whom_to_call_about_what_has_gone_quiet(coordinator):
    cohort = makers.make_cohort()
    quiet, people = make_circle(cohort, make_place(), name="Тынық")
    hold(quiet, people, days_ago=80)
    makers.make_facilitator(quiet, person=makers.make_person(given_name="Жанар", phone="+77010000001"))
    busy, others = make_circle(cohort, make_place(), name="Қызу")
    hold(busy, others)
    late = plan(busy, others[0])
    makers.make_facilitator(busy, person=makers.make_person(given_name="Үміт", phone="+77010000002"))

    page = text(coordinator, BOARD)

    assert page.index("Тынық") < page.index("+77010000001") < page.index("+77010000002")
    assert late.get_absolute_url() in page


def test_the_board_says_who_has_waited_longest_and_whose_reading_it_is_not_the_title(coordinator):
    cohort = makers.make_cohort()
    community, people = make_circle(cohort, make_place())
    for days, person in ((3, people[0]), (30, people[1])):
        project = makers.make_project(community, person, status="submitted", title="Құпия атау")
        makers.make_assignment(submit(project, days), makers.make_person(phone=f"+7701000{days:04}"))

    page = text(coordinator, BOARD)

    assert page.index("+77010000030") < page.index("+77010000003")
    assert "Құпия атау" not in page


def test_a_list_shows_the_title_of_a_project_only_to_whom_its_author_shows_it(coordinator):
    cohort = makers.make_cohort()
    community, people = make_circle(cohort, make_place())
    makers.make_project(community, people[0], title="Ашық атау", visibility=Visibility.PROGRAMME)
    makers.make_project(community, people[1], title="Құпия атау", visibility=Visibility.ME)

    page = text(coordinator, reverse("insights:rows", args=["projects"]))

    assert "Ашық атау" in page
    assert "Құпия атау" not in page
    assert people[1].full_name in page
    found = coordinator.get(reverse("insights:rows", args=["projects"]), {"q": "Құпия"}).context["page"]
    assert found.paginator.count == 0


def test_a_list_is_searched_in_any_script(coordinator):
    cohort = makers.make_cohort()
    community, people = make_circle(cohort, make_place())
    person = makers.make_member(community, makers.make_teacher(surname="Өтеген", given_name="Әлия"))

    page = coordinator.get(reverse("insights:rows", args=["teachers"]), {"q": "aliya"}).context["page"]

    assert [row.pk for row in page] == [person.pk]


def test_the_board_goes_from_region_to_district_to_school_and_back(coordinator):
    cohort = make_programme()
    school = cohort.communities.first().schools.first()
    scopes = [Scope(cohort), *(Scope(cohort).within(place) for place in (school.district.region, school.district))]

    for scope, narrower in zip(scopes, [*scopes[1:], Scope(cohort).within(school)], strict=True):
        assert f"{narrower.level}={narrower.place.pk}" in text(coordinator, BOARD, **scope.query)
    at_school = text(coordinator, BOARD, **Scope(cohort).within(school).query)
    assert f"district={school.district.pk}" in at_school


def test_observers_see_figures_and_nobodys_name(observer):
    cohort = makers.make_cohort()
    community, people = make_circle(cohort, make_place(), women=12, men=0, name="Құпия қауымдастық")
    hold(community, people)
    for person in people:
        person.surname = "Құпиябаева"
        person.save()
        makers.make_project(community, person, title="Құпия атау")

    for address in PAGES[:3]:
        page = text(observer, address)
        assert "Құпия" not in page
        assert "/lists/" not in page
    assert ">12<" in text(observer, BOARD)


def test_observers_have_no_lists_and_no_comparison_by_days(observer):
    make_programme()

    assert observer.get(PAGES[3]).status_code == 404
    assert {observer.get(reverse("insights:rows", args=[one.key])).status_code for one in ALL} == {404}


def test_a_day_of_the_past_is_not_told_to_whom_the_difference_of_two_days_could_tell_too_much(observer, coordinator):
    make_programme()
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()

    assert observer.get(BOARD, {"until": yesterday}).context["scope"].until == timezone.localdate()
    assert coordinator.get(BOARD, {"until": yesterday}).context["scope"].until.isoformat() == yesterday


def test_a_principal_sees_the_figures_of_her_own_school_and_of_no_other():
    cohort = makers.make_cohort()
    school, other = make_place(), make_place()
    community, _people = make_circle(cohort, school, women=8, men=0)
    make_circle(cohort, other, women=8, men=0)
    principal = signed_in(makers.make_principal(school))

    assert principal.get(BOARD).context["scope"].school == school
    assert principal.get(BOARD, {"school": other.pk}).status_code == 404
    assert principal.get(BOARD, {"region": school.district.region.pk}).status_code == 404
    assert community.name not in text(principal, BOARD)


def test_months_are_offered_where_they_can_be_told(observer, coordinator):
    school = make_place()
    make_circle(makers.make_cohort(), school, women=8, men=0)
    principal = signed_in(makers.make_principal(school))

    offered = [[name for name, *_ in each.get(BOARD).context["tabs"]] for each in (principal, observer, coordinator)]

    assert ["board_time" in tabs for tabs in offered] == [False, True, True]


def test_a_principal_learns_nothing_about_whose_portfolio_came_back():
    school = make_place()
    make_circle(makers.make_cohort(), school, women=8, men=0)
    principal = signed_in(makers.make_principal(school))

    told = {cell.indicator.key for main, more in principal.get(BOARD).context["cards"] for cell in (main, *more)}
    told |= {cell.indicator.key for cell in principal.get(PAGES[1]).context["totals"]}

    assert told.isdisjoint({"portfolios", "portfolios_waiting", "waiting_median", "waiting_longest", "rounds"})


def test_whoever_is_in_no_such_role_has_no_board(client):
    community = makers.make_community()
    for person in (makers.make_member(community), makers.make_facilitator(community)):
        assert scopes_for(person) is None
        client.force_login(person)
        assert {client.get(address).status_code for address in PAGES} == {404}


def test_before_the_first_community_the_board_says_what_will_be_here(coordinator, observer):
    for client in (coordinator, observer):
        for address in PAGES[:3]:
            text(client, address)
    makers.make_cohort()
    for address in PAGES:
        text(coordinator, address)


def test_a_cohort_stands_beside_the_last_one_at_the_same_week(coordinator):
    today = timezone.localdate()
    earlier = makers.make_cohort(starts_on=today - timedelta(days=400), ends_on=today - timedelta(days=100))
    make_circle(earlier, make_place())
    community = earlier.communities.first()
    members = list(community.members())
    community.memberships.update(since=today - timedelta(days=400))
    hold(community, members, days_ago=390)
    hold(community, members, days_ago=200)
    now = makers.make_cohort(starts_on=today - timedelta(days=50), ends_on=today + timedelta(days=250))
    make_circle(now, make_place())

    response = coordinator.get(PAGES[3], {"cohort": now.pk})

    assert response.context["other"] == earlier
    held = {one.key: (here.value, there.value) for one, here, there in response.context["rows"]}["sessions_held"]
    assert held == (0, 1)


def test_charts_have_a_title_a_description_and_their_numbers_in_a_table(coordinator):
    make_programme()

    page = text(coordinator, PAGES[2])

    drawn = page.count('role="img"')
    assert drawn >= 3
    assert page.count("<title id=") == page.count("<desc id=") == drawn
    assert page.count("<details>") >= drawn


def test_the_public_figures_are_open_to_everyone_and_say_what_they_count(client):
    community, people = make_circle(makers.make_cohort(), make_place(), women=9, men=0)
    hold(community, people)

    page = text(client, "/en/figures/")

    assert str(INDICATORS["attendance"].counts) in page
    assert ">9<" in page


def queries(client, address, assert_queries):
    with assert_queries(20) as found:
        text(client, address)
    return len(found)


def test_the_board_takes_the_same_number_of_queries_for_three_schools_and_for_thirty(
    coordinator, observer, django_assert_max_num_queries
):
    cohort = make_programme()
    addresses = [*PAGES, *(reverse("insights:rows", args=[key]) for key in ("attendance", "projects", "portfolios"))]
    asked = [(coordinator, one) for one in addresses] + [(observer, one) for one in [*PAGES[:3], "/kk/figures/"]]
    for client, address in asked:
        client.get(address)
    few = [queries(client, address, django_assert_max_num_queries) for client, address in asked]
    for _ in range(27):
        community, people = make_circle(cohort, make_place(), women=1, men=0)
        plan(community, people[0])
        submit(makers.make_project(community, people[0], status="submitted"), 3)

    assert [queries(client, address, django_assert_max_num_queries) for client, address in asked] == few
