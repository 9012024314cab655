"""The long list of stories: filters that make an address, places one tap away, pages that hold still."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programme.models import Theme
from projects.models import Project
from tests.makers import (
    make_cohort,
    make_community,
    make_district,
    make_member,
    make_published_project,
    make_region,
    make_school,
)

pytestmark = pytest.mark.django_db
LIST = "/kk/projects/"


@pytest.fixture
def places():
    """Two districts of one region with a story each, and one of another region."""
    mangystau = make_region(name_kk="Маңғыстау облысы", name_ru="Мангистауская область")
    atyrau = make_region(name_kk="Атырау облысы")
    found = {}
    for name, region in (("Қарақия", mangystau), ("Бейнеу", mangystau), ("Исатай", atyrau)):
        district = make_district(region=region, name_kk=f"{name} ауданы")
        make_district(region=region, name_kk="Жобасыз аудан")
        community = make_community(schools=[make_school(district=district, name_kk=f"{name} мектебі")])
        make_published_project(community=community, title=f"{name} жобасы")
        found[name] = district
    return found


def context(client, **query):
    return client.get(LIST, query).context


def titles(client, **query):
    return sorted(project.title for project in context(client, **query)["page"])


def test_regions_with_stories_come_first_then_their_districts_then_none(client, places):
    district = places["Қарақия"]

    def offered(**query):
        return sorted(str(place) for place, _query in context(client, **query)["search"].places)

    assert offered() == ["Атырау облысы", "Маңғыстау облысы"]
    assert offered(region=district.region_id) == ["Бейнеу ауданы", "Қарақия ауданы"]
    assert offered(region=district.region_id, district=district.pk) == []


def test_a_region_then_a_district_narrow_by_one_tap_each(client, places):
    district = places["Қарақия"]
    first = dict(context(client)["search"].places)[district.region]
    second = dict(client.get(f"{LIST}?{first}").context["search"].places)[district]

    shown = client.get(f"{LIST}?{second}").context["page"]

    assert second == f"region={district.region_id}&district={district.pk}"
    assert [project.title for project in shown] == ["Қарақия жобасы"]


def test_a_district_alone_knows_its_region(client, places):
    district = places["Бейнеу"]

    assert (
        context(client, district=district.pk)["search"].query == f"region={district.region_id}&district={district.pk}"
    )


def test_the_words_of_a_search_may_be_a_village_a_district_or_a_region(client, places):
    for words in ("Қарақия", "Karakiya", "қарақия ауданы", "мангистауская қарақия"):
        assert titles(client, q=words) == ["Қарақия жобасы"]


def test_a_search_has_one_address_in_whatever_order_it_was_asked(client, places):
    theme = Theme.objects.create(key="reading", name_kk="Оқылым")
    region = places["Исатай"].region_id
    asked = f"?theme=reading&unknown=1&language=&cohort=&region={region}&subject=no&q=%20жоба%20"

    page = client.get(f"{LIST}{asked}")

    assert page.context["search"].query == f"q=%D0%B6%D0%BE%D0%B1%D0%B0&region={region}&theme={theme.key}"


def test_the_canonical_address_of_a_narrowed_list_stands_in_its_head(client, places, settings):
    settings.SITE_URL = "https://shamy.example"
    region = places["Исатай"].region_id

    page = client.get(f"{LIST}?language=&region={region}").content.decode()

    assert f'<link rel="canonical" href="https://shamy.example/kk/projects/?region={region}">' in page
    assert f'hreflang="ru" href="https://shamy.example/ru/projects/?region={region}"' in page
    assert 'name="robots"' not in page


def test_a_list_narrowed_while_typing_shows_its_one_address(client):
    shown = client.get(f"{LIST}?theme=&language=kk&q=%20&at=", headers={"HX-Request": "true"})
    whole = client.get(f"{LIST}?q=", headers={"HX-Request": "true"})

    assert (shown["HX-Push-Url"], whole["HX-Push-Url"]) == (f"{LIST}?language=kk", LIST)
    assert "HX-Push-Url" not in client.get(f"{LIST}?language=kk")


def test_searches_and_later_pages_are_followed_but_not_listed(client):
    make_published_project()

    for query in ({"q": "жоба"}, {"at": "x"}):
        page = client.get(LIST, query).content.decode()
        assert '<meta name="robots" content="noindex, follow">' in page
        assert "canonical" not in page


def test_each_choice_can_be_taken_out_and_a_region_takes_its_district_along(client, places):
    district = places["Қарақия"]
    query = {"q": "жоба", "region": district.region_id, "district": district.pk, "language": "kk"}

    chips = dict(context(client, **query)["search"].chips)

    q = "q=%D0%B6%D0%BE%D0%B1%D0%B0"
    assert chips["«жоба»"] == f"region={district.region_id}&district={district.pk}&language=kk"
    assert chips["Маңғыстау облысы"] == f"{q}&language=kk"
    assert chips["Қарақия ауданы"] == f"{q}&region={district.region_id}&language=kk"
    assert len(chips) == 4


def test_stories_are_narrowed_by_the_year_of_their_cohort_and_by_school(client, places):
    cohort = make_cohort(name_kk="2024–2025")
    school = make_school()
    old = make_published_project(community=make_community(cohort=cohort, schools=[school]), title="Былтырғы")

    assert titles(client, cohort=cohort.pk) == ["Былтырғы"]
    assert titles(client, school=school.pk) == ["Былтырғы"]
    assert str(old.school) in dict(context(client, school=school.pk)["search"].chips)


@pytest.fixture
def many():
    community = make_community()
    lead = make_member(community)
    now = timezone.now()
    for number in range(60):
        when = now - timedelta(days=number // 2)  # two a day: the time alone does not tell them apart
        make_published_project(community=community, lead=lead, title=f"{number}", published_at=when)


def links(client, address):
    page = client.get(address)
    found = dict(re.findall(r'<a rel="(prev|next)" href="([^"]+)"', page.content.decode()))
    shown = [project.title for project in page.context["page"]]
    return shown, {rel: LIST + href.replace("&amp;", "&") for rel, href in found.items()}


def test_older_and_newer_lead_through_all_stories_once_and_keep_the_filter(client, many):
    first, after_first = links(client, f"{LIST}?language=kk")
    second, after_second = links(client, after_first["next"])
    third, after_third = links(client, after_second["next"])

    assert [len(page) for page in (first, second, third)] == [24, 24, 12]
    assert sorted(first + second + third, key=int) == [str(number) for number in range(60)]
    assert all("language=kk" in link for link in after_second.values())
    assert "next" not in after_third
    assert links(client, after_second["prev"])[0] == first
    assert client.get(after_first["next"]).context["count"] == 60


def test_a_story_published_meanwhile_moves_nothing(client, many):
    first, after = links(client, LIST)
    expected = links(client, after["next"])[0]
    make_published_project(title="жаңа")

    assert links(client, after["next"])[0] == expected


def test_a_list_of_ten_costs_as_many_questions_as_one_of_hundreds(client):
    community = make_community()
    lead = make_member(community)

    def publish(count):
        made = [
            Project(
                community=community,
                lead=lead,
                school=community.schools.get(),
                title=f"Жоба {number}",
                status="published",
                visibility="public",
                published_at=timezone.now(),
                search_text="joba",
            )
            for number in range(count)
        ]
        Project.objects.bulk_create(made)

    def cost(address):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    addresses = (LIST, f"{LIST}?q=жоба&language=kk", f"{LIST}?region={community.schools.get().district.region_id}")
    publish(10)
    few = [cost(address) for address in addresses]
    publish(990)

    assert [cost(address) for address in addresses] == few
    assert max(few) <= 12


def test_above_a_thousand_the_list_does_not_count_on(client, monkeypatch):
    monkeypatch.setattr("openweb.filters.MOST_COUNTED", 3)
    for _ in range(6):
        make_published_project()

    assert client.get(LIST).context["count"] == 4
