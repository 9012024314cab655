"""Every figure is what its definition says, and its list holds exactly the rows that were counted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from insights.indicators import ALL, INDICATORS, QUIET_DAYS, measure
from insights.indicators.definitions import COUNT, PLACES, SUM
from insights.scope import Scope
from programme.models import ResearchMethod, Theme
from projects.models import Project
from schools.models import School
from tests import makers

from .makers import add_evidence, hold, make_circle, make_place, make_programme

pytestmark = pytest.mark.django_db


def scopes_of(cohort):
    """The whole, a region, a district and a school of it."""
    whole = Scope(cohort)
    school = School.objects.filter(communities__cohort=cohort).select_related("district__region").first()
    return [whole, whole.within(school.district.region), whole.within(school.district), whole.within(school)]


def counted_in_list(indicator, rows):
    if indicator.kind == SUM:
        return sum(getattr(row, column) or 0 for row in rows for column in indicator.adds)
    return rows.count()


def test_each_figure_is_told_of_the_programme():
    figures = measure(ALL, Scope(make_programme()))

    assert {indicator.key: figure.value for indicator, figure in figures.totals} == {
        "schools": 3,
        "teachers": 14,
        "women": 79,  # 11 of 14
        "communities": 3,
        "communities_active": 3,
        "communities_quiet": 1,
        "sessions_due": 5,
        "sessions_held": 4,
        "sessions_unlogged": 1,
        "attendance": 95,  # 19 of 20 marks
        "projects": 11,
        "projects_done": 1,
        "stories": 1,
        "pupils": 90,
        "girls": 60,
        "boys": 30,
        "evidence": 2,
        "portfolios": 4,
        "portfolios_waiting": 3,
        "waiting_median": 10,
        "waiting_longest": 10,
        "rounds": 1.0,
    }


def test_the_list_behind_each_figure_holds_exactly_the_rows_that_were_counted():
    cohort = make_programme()
    make_programme()  # another cohort, of which nothing may be counted

    for scope in scopes_of(cohort):
        figures = measure(ALL, scope)
        told = {indicator.key: figure.numerator for indicator, figure in figures.totals}
        assert told == {indicator.key: counted_in_list(indicator, indicator.rows(scope)) for indicator in ALL}


@pytest.mark.parametrize("by", ["sex", "month", "theme", "stage", "state", "method"])
def test_the_list_behind_each_part_holds_exactly_its_rows(by):
    cohort = make_programme()
    Project.objects.first().themes.add(*Theme.objects.all()[:2])
    add_evidence(Project.objects.exclude(status="withdrawn").first())
    split = [indicator for indicator in ALL if by in indicator.splits]
    scope = Scope(cohort)

    figures = measure(split, scope, by=by)

    assert figures.groups
    for group, row in figures.rows:
        for indicator, figure in row:
            rows = indicator.rows(scope, by, group.key)
            assert (indicator.key, group.label, figure.numerator) == (
                indicator.key,
                group.label,
                counted_in_list(indicator, rows),
            )


def test_the_places_of_a_scope_add_up_to_it():
    cohort = make_programme()
    figures = measure(["projects", "sessions_held", "pupils"], Scope(cohort), by="region")

    for key in ("projects", "sessions_held", "pupils"):
        assert figures.total(key).value == sum(figures.cell(key, group).value for group in figures.groups)


def test_each_level_leads_to_the_next_and_its_rows_are_those_of_the_place():
    cohort = make_programme()
    region = School.objects.filter(communities__cohort=cohort).first().district.region
    scope = Scope(cohort).within(region)

    figures = measure(["teachers"], scope, by="district")

    assert [group.scope.place.region for group in figures.groups] == [region] * len(figures.groups)
    assert figures.total("teachers").value == sum(figures.cell("teachers", group).value for group in figures.groups)


def test_a_community_is_quiet_when_it_has_held_nothing_for_six_weeks_though_it_is_active():
    cohort = makers.make_cohort()
    noisy, people = make_circle(cohort, make_place())
    hold(noisy, people, days_ago=QUIET_DAYS - 1)
    quiet, others = make_circle(cohort, make_place())
    hold(quiet, others, days_ago=QUIET_DAYS + 1)
    make_circle(cohort, make_place(), status="paused")

    assert list(INDICATORS["communities_quiet"].rows(Scope(cohort))) == [quiet]


def test_a_day_that_is_over_tells_what_had_happened_by_then():
    cohort = make_programme()
    then = Scope(cohort).on(timezone.localdate() - timedelta(days=15))

    figures = measure(["sessions_held", "attendance"], then)

    assert [figure.numerator for _indicator, figure in figures.totals] == [2, 9]


def test_a_teacher_of_two_communities_is_one_person_and_counts_at_each_of_her_schools():
    cohort = makers.make_cohort()
    first, second = make_place(), make_place()
    community, (person,) = make_circle(cohort, first, women=1, men=0)
    makers.make_member(makers.make_community(cohort=cohort, schools=[second]), person)
    person.teaching.create(school=second, since=timezone.localdate())

    figures = measure(["teachers"], Scope(cohort), by="school")

    assert figures.total("teachers").value == 1
    assert [figures.cell("teachers", group).value for group in figures.groups] == [1, 1]


def test_a_community_of_two_schools_counts_at_each_and_once_in_their_region():
    cohort = makers.make_cohort()
    first = make_place()
    second = make_place(region=first.district.region)
    makers.make_community(cohort=cohort, schools=[first, second])

    by_region = measure(["communities"], Scope(cohort), by="region")
    by_school = measure(["communities"], Scope(cohort), by="school")

    assert [by_region.cell("communities", group).value for group in by_region.groups] == [1]
    assert [by_school.cell("communities", group).value for group in by_school.groups] == [1, 1]


def test_evidence_without_a_method_stands_in_a_row_of_its_own():
    cohort = make_programme()
    evidence = INDICATORS["evidence"].rows(Scope(cohort)).first()
    evidence.method = ResearchMethod.objects.first() or ResearchMethod.objects.create(key="talk", name_kk="Сұхбат")
    evidence.save()

    figures = measure(["evidence"], Scope(cohort), by="method")

    assert [figures.cell("evidence", group).value for group in figures.groups] == [1, 1]


def test_every_definition_says_what_it_counts_and_every_whole_stands_before_its_parts():
    keys = [indicator.key for indicator in ALL]

    assert [one.key for one in ALL if not (one.name and one.counts) or one.splits < PLACES] == []
    assert [one.key for one in ALL if one.within and keys.index(one.within) > keys.index(one.key)] == []
    assert [one.key for one in ALL if one.kind != COUNT and one.kind != SUM and not one.of_words] == []
    assert str(QUIET_DAYS) in str(INDICATORS["communities_quiet"].counts)


def queries_of(measured, assert_queries):
    with assert_queries as queries:
        measured()
    return len(queries)


def test_figures_take_the_same_few_queries_for_three_schools_and_for_thirty(django_assert_max_num_queries):
    cohort = make_programme()

    def ask():
        measure(ALL, Scope(cohort), by="region")
        measure(ALL, Scope(cohort), by="region", hide=True)
        measure(ALL, Scope(cohort), by="stage")

    few = queries_of(ask, django_assert_max_num_queries(9))
    for _ in range(27):
        make_circle(cohort, make_place(), women=1, men=0)

    assert queries_of(ask, django_assert_max_num_queries(9)) == few
