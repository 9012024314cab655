"""Whoever may not learn about fewer than five people does not, on one page or on several together."""

from time import monotonic

import pytest

from insights.indicators import ALL, PUBLIC, measure, measuring
from insights.scope import Scope
from projects.models import ProjectStatus
from tests import makers

from .makers import hold, make_circle, make_place, make_programme

pytestmark = pytest.mark.django_db


def told(key, scope, by="region"):
    """{label of the place: value} of what is shown."""
    figures = measure([key], scope, by=by, hide=True)
    cells = {group.label: figures.cell(key, group) for group in figures.groups}
    return {label: figure.value for label, figure in cells.items() if not figure.hidden}


def region_of(school):
    return school.district.region


def test_a_place_of_fewer_than_five_people_is_hidden_with_everything_about_it():
    cohort = make_programme()  # three people meet in the third school

    figures = measure(ALL, Scope(cohort), by="school", hide=True)

    few = next(group for group in figures.groups if figures.cell("stories", group).value)
    cells = [figures.cell(one.key, few) for one in ALL if not one.is_open]
    assert [cell for cell in cells if not cell.hidden and cell.people] == []


def test_a_second_place_is_hidden_so_that_the_total_does_not_tell_the_first():
    cohort = makers.make_cohort()
    regions = [makers.make_region(name_kk=name) for name in ("Абай", "Ақмола", "Ақтөбе")]
    for region, women in zip(regions, (3, 6, 9), strict=True):
        make_circle(cohort, make_place(region=region), women=women, men=0)

    assert told("teachers", Scope(cohort)) == {"Ақтөбе": 9}


def test_what_a_region_hides_is_not_told_by_its_districts():
    cohort = makers.make_cohort()
    region = makers.make_region()
    for women in (3, 9):
        make_circle(cohort, make_place(region=region), women=women, men=0)
    make_circle(cohort, make_place(region=region), women=20, men=0)

    shown = measure(["teachers"], Scope(cohort).within(region), by="school", hide=True)

    assert sorted(figure.value for figure in shown.cells.values() if not figure.hidden) == [20, 32]


def test_two_cohorts_do_not_tell_by_subtraction_what_each_of_them_hides():
    region = makers.make_region()
    first, second = makers.make_cohort(), makers.make_cohort()
    make_circle(first, make_place(region=region), women=20, men=0)
    make_circle(second, make_place(region=region), women=3, men=0)

    shown = [measure(["teachers"], scope, hide=True).total("teachers") for scope in (Scope(), Scope(first))]

    assert [figure.hidden for figure in shown] == [True, False]


def test_places_are_told_of_one_cohort_at_a_time():
    make_programme()

    assert told("teachers", Scope()) == {}


def test_a_share_is_hidden_where_the_rest_is_fewer_than_five():
    cohort = makers.make_cohort()
    make_circle(cohort, make_place(), women=20, men=3)

    figures = measure(["teachers", "women"], Scope(cohort), hide=True)

    assert (figures.total("teachers").value, figures.total("women").hidden) == (23, True)


def test_a_hidden_whole_is_not_told_by_the_figure_that_is_a_part_of_it():
    cohort = makers.make_cohort()
    community, people = make_circle(cohort, make_place(), women=9, men=0)
    for person in people[:6]:
        makers.make_published_project(community=community, lead=person)
    makers.make_project(community, people[7], status=ProjectStatus.ACCEPTED)

    figures = measure(["projects_done", "stories"], Scope(cohort), hide=True)

    assert figures.total("projects_done").hidden
    assert (figures.total("stories").value, figures.total("stories").denominator) == (6, None)


def test_a_part_of_few_people_is_hidden_and_so_is_a_second_one_beside_it():
    cohort = makers.make_cohort()
    community, people = make_circle(cohort, make_place(), women=20, men=0)
    states = [ProjectStatus.DRAFTING] * 2 + [ProjectStatus.IN_PROGRESS] * 5 + [ProjectStatus.SUBMITTED] * 9
    for person, status in zip(people, states, strict=False):
        makers.make_project(community, person, status=status)

    assert list(told("projects", Scope(cohort), by="state").values()) == [9]


def test_districts_and_schools_are_not_told_by_parts():
    cohort = makers.make_cohort()
    school = make_place()
    community, people = make_circle(cohort, school, women=20, men=0)
    for person in people:
        makers.make_project(community, person)

    assert told("projects", Scope(cohort).within(school), by="state") == {}
    assert list(told("projects", Scope(cohort).within(region_of(school)), by="state").values()) == [20]


def test_schools_communities_and_published_stories_are_open_to_all_and_never_hidden():
    cohort = makers.make_cohort()
    community, people = make_circle(cohort, make_place(), women=1, men=0)
    makers.make_published_project(community=community, lead=people[0])

    figures = measure(PUBLIC, Scope(cohort), by="school", hide=True)

    open_ones = {
        one.key: [figures.cell(one.key, group).value for group in figures.groups] for one in PUBLIC if one.is_open
    }
    assert open_ones == {"schools": [1], "communities": [1], "stories": [1]}


def test_what_is_hidden_does_not_depend_on_what_else_is_asked_for():
    cohort = make_programme()
    hold(cohort.communities.first(), [makers.make_person()])

    alone = {one.key: measure([one], Scope(cohort), by="region", hide=True) for one in PUBLIC}
    together = measure(PUBLIC, Scope(cohort), by="region", hide=True)

    for one in PUBLIC:
        assert alone[one.key].cells == {name: cell for name, cell in together.cells.items() if name[0] == one.key}


def test_what_was_counted_is_kept_for_all_who_see_the_same_and_no_longer_than_a_public_page(
    settings, monkeypatch, django_assert_num_queries
):
    cohort = make_programme()
    settings.PUBLIC_PAGE_SECONDS = 30
    monkeypatch.setattr(measuring, "_kept", {})
    first = measure(["teachers"], Scope(cohort), hide=True)

    with django_assert_num_queries(0):
        assert measure(["teachers"], Scope(cohort), hide=True).cells == first.cells

    monkeypatch.setattr(measuring, "monotonic", lambda: monotonic() + 31)
    make_circle(cohort, make_place(), women=20, men=0)
    assert measure(["teachers"], Scope(cohort), hide=True).cells != first.cells
