"""Open data: what is public, and nothing else; addresses that stay; a dictionary that fits."""

import csv
from io import StringIO

import pytest
from django.core.cache import caches

from insights.opendata.files import count_for_the_day, count_now
from insights.opendata.tables import TABLES
from tests import makers

pytestmark = pytest.mark.django_db
CANARY = "Канарейка"


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    caches["public_pages"].clear()
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def circle():
    """A school with a published story and a draft; all that is private carries the canary."""
    cohort = makers.make_cohort()
    school = makers.make_school(name_kk="Миялы орта мектебі")
    community = makers.make_community(cohort=cohort, schools=[school], name=f"{CANARY} қауымдастығы")
    lead = makers.make_teacher(school, surname=CANARY, email="canary@example.org", phone="+77019998877")
    makers.make_member(community, lead)
    makers.make_project(community, lead=lead, title=f"{CANARY} жобасы")
    story = makers.make_published_project(community=community, lead=lead, title="=Оқылым")
    makers.make_school(name_kk=f"{CANARY} мектебі")  # not in the programme
    return {"cohort": cohort, "school": school, "story": story}


def fetch(client, name, **headers):
    return client.get(f"/data/{name}.csv", headers=headers)


def read(response):
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_stories_and_schools_are_those_that_everyone_can_see(client, circle):
    stories, schools = read(fetch(client, "stories")), read(fetch(client, "schools"))

    assert [row["story"] for row in stories] == [circle["story"].pk]
    assert [row["name_kk"] for row in schools] == ["Миялы орта мектебі"]
    assert stories[0]["school"] == schools[0]["school"] == circle["school"].pk
    assert client.get(stories[0]["address"].removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_nothing_private_is_in_any_file(client, circle):
    whole = "".join(fetch(client, name).content.decode() for name in TABLES) + client.get("/kk/data/").content.decode()

    assert circle["story"].pk in whole
    assert [word for word in (CANARY, "canary@", "9998877", circle["story"].lead.given_name) if word in whole] == []


def test_figures_of_few_people_are_hidden(client, circle):
    rows = {(row["figure"], row["cohort"], row["split"]): row for row in read(fetch(client, "figures"))}

    assert rows["teachers", "", ""]["hidden"] == "1"
    assert rows["teachers", "", ""]["value"] == ""
    assert rows["schools", circle["cohort"].pk, ""]["value"] == "1"
    assert rows["stories", circle["cohort"].pk, "region"]["value"] == "1"


def test_five_people_are_told(client, circle):
    community = circle["school"].communities.get()
    for _number in range(5):
        makers.make_member(community)

    rows = {(row["figure"], row["cohort"], row["split"]): row for row in read(fetch(client, "figures"))}

    assert rows["teachers", "", ""]["value"] == "6"


def test_no_cell_is_a_formula(client, circle):
    cells = [cell for name in TABLES for row in read(fetch(client, name)) for cell in row.values()]

    assert "'=Оқылым" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_every_code_of_the_figures_is_explained(client, circle):
    codes = {(row["kind"], row["key"]) for row in read(fetch(client, "codes"))}

    for row in read(fetch(client, "figures")):
        assert ("figure", row["figure"]) in codes
        assert not row["cohort"] or ("cohort", row["cohort"]) in codes
        assert not row["split"] or row["part"] == "none" or (row["split"], row["part"]) in codes


def test_the_dictionary_names_each_column_in_three_languages(client, circle):
    told = client.get("/data/metadata.json").json()

    assert [table["url"] for table in told["tables"]] == [f"{name}.csv" for name in TABLES]
    assert told["dc:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    for table in told["tables"]:
        header = fetch(client, table["url"].removesuffix(".csv")).content.decode("utf-8-sig").splitlines()[0]
        columns = table["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == header.split(",")
        assert all([one["@language"] for one in column["dc:description"]] == ["kk", "ru", "en"] for column in columns)


def test_who_has_it_already_gets_it_no_second_time(client, circle):
    first = fetch(client, "schools")

    again = fetch(client, "schools", if_none_match=first["ETag"])

    assert first["Cache-Control"] == "public, max-age=300"
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_the_same_file_in_every_language(client, circle):
    first = fetch(client, "codes", accept_language="ru")

    assert fetch(client, "codes", accept_language="en").content == first.content


def test_figures_are_those_of_the_night(client, circle):
    assert count_for_the_day().startswith("1 ")
    makers.make_community(cohort=circle["cohort"])

    row = next(row for row in read(fetch(client, "figures")) if (row["figure"], row["cohort"]) == ("schools", ""))

    assert row["value"] == "1"
    assert count_for_the_day().startswith("0 ")  # once a day is enough
    count_now(TABLES["figures"])
    assert "schools,,,,2," in fetch(client, "figures").content.decode()


def test_before_the_first_night_files_are_counted_once_a_day(client, circle, django_assert_max_num_queries):
    fetch(client, "figures")

    with django_assert_max_num_queries(0):
        fetch(client, "figures")


def test_there_is_no_other_file(client):
    assert fetch(client, "people").status_code == 404


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_leads_to_every_file_and_says_what_is_in_it(client, language):
    page = client.get(f"/{language}/data/").content.decode()

    for table in TABLES.values():
        assert f'href="/data/{table.file}"' in page
        assert all(f"<code>{column.name}</code>" in page for column in table.columns)
