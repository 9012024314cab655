import pytest
from django.urls import reverse

from insights.figures import public_figures
from insights.lights import lights
from projects.models import ProjectStatus
from tests import makers

pytestmark = pytest.mark.django_db
HOME = "/kk/"


def lit_school(**fields):
    district = makers.make_district(latitude="45.3", longitude="55.2")
    school = makers.make_school(district=district, **fields)
    return school, makers.make_community(schools=[school])


def test_a_school_with_a_community_is_a_light_at_its_districts_point_until_it_has_its_own(client):
    school, _community = lit_school()

    assert [light.school for light in lights()] == [school]


def test_a_school_without_a_community_or_without_a_place_is_no_light():
    makers.make_school(district=makers.make_district(latitude="45.3", longitude="55.2"))
    makers.make_community(schools=[makers.make_school()])

    assert lights() == []


def test_a_school_shines_brighter_as_its_teachers_carry_projects_through():
    _school, community = lit_school()
    (before,) = lights()
    makers.make_project(community, status=ProjectStatus.ACCEPTED)

    (after,) = lights()

    assert after.glow > before.glow


def test_each_light_is_a_link_to_its_school(client):
    school, _community = lit_school()

    assert client.get(HOME).content.decode().count(f'href="/kk/schools/{school.pk}/"') == 2


def test_a_project_kept_from_the_public_never_stands_among_the_newest_stories(client):
    makers.make_project(title="Әлі дайын емес")

    assert "Әлі дайын емес" not in client.get(HOME).content.decode()


def test_fewer_than_five_people_are_never_counted_in_public():
    community = makers.make_community()
    for _ in range(4):
        makers.make_member(community)
    words_of_four = [figure.number for figure in public_figures()]
    makers.make_member(community)

    assert 4 not in words_of_four
    assert 5 in [figure.number for figure in public_figures()]


def queries_of_home(client, assert_queries):
    with assert_queries as queries:
        client.get(HOME)
    return len(queries)


def test_home_takes_the_same_number_of_queries_however_many_schools_and_stories(client, django_assert_max_num_queries):
    lit_school()
    makers.make_published_project()
    client.get(HOME)
    few = queries_of_home(client, django_assert_max_num_queries(20))
    for _ in range(10):
        _school, community = lit_school()
        makers.make_published_project(community=community)

    assert queries_of_home(client, django_assert_max_num_queries(20)) == few


def test_a_schools_page_shows_its_stories_and_not_those_of_others(client):
    school, community = lit_school()
    makers.make_published_project(community=community, title="Біздің баян")
    makers.make_published_project(title="Өзге баян")

    page = client.get(reverse("schools:school", args=[school.pk])).content.decode()

    assert "Біздің баян" in page
    assert "Өзге баян" not in page
