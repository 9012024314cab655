"""The pages of schools, and the way of a list from its file to its result."""

import csv
import io
import re

import openpyxl
import pytest
from django.urls import reverse

from accounts.models import AuditEntry, User
from jobs.running import run
from schools.models import RosterImport, RosterStatus, School
from schools.tests.makers import HEADINGS, as_csv, as_upload, as_workbook, bring, make_roster
from tests.makers import (
    make_community,
    make_district,
    make_member,
    make_person,
    make_published_project,
    make_region,
    make_school,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school(name_kk="Ақсай орта мектебі")


@pytest.fixture
def coordinator(client):
    person = make_person(groups=["coordinators"])
    client.force_login(person)
    return person


def upload(client, data, kind="people", name="roster.xlsx"):
    form = client.get(reverse("schools:roster_upload"), follow=True).context["form"]
    typed = {"kind": kind, "client_uuid": form.initial["client_uuid"], "file": as_upload(data, name)}
    return client.post(reverse("schools:roster_upload"), typed), typed


def page(client, name, roster):
    return client.get(reverse(f"schools:{name}", args=[roster.pk]))


def send(client, name, roster, **typed):
    return client.post(reverse(f"schools:{name}", args=[roster.pk]), typed)


def guessed(response):
    """What the columns page would send if nothing were corrected."""
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


# Public pages --------------------------------------------------------------------------------------------


def test_schools_are_public_and_found_in_any_script(client, school):
    make_school(name_kk="Бейнеу мектебі")

    for words in ("ақсай", "Aqsai", "АКСАЙ"):
        found = client.get(reverse("schools:school_list"), {"q": words}).context["page"].object_list
        assert list(found) == [school]


def test_schools_are_narrowed_by_region_and_district(client, school):
    make_school(district=make_district(name_kk="Қарақия ауданы"))

    for narrowed in ({"region": school.district.region_id}, {"district": school.district_id}):
        assert list(client.get(reverse("schools:school_list"), narrowed).context["page"].object_list) == [school]
    assert client.get(reverse("schools:school_list"), {"region": "x", "district": "\x00", "q": "'"}).status_code == 200


def test_an_inactive_school_is_shown_to_coordinators_only(client, school):
    School.objects.update(is_active=False)
    address = school.get_absolute_url()

    assert client.get(address).status_code == 404
    client.force_login(make_person(groups=["coordinators"]))
    assert client.get(address).status_code == 200


def test_few_pupils_are_not_shown(client, school):
    School.objects.update(girls=4, boys=90)
    assert "<dt>Оқушылар</dt>" not in client.get(school.get_absolute_url()).content.decode()

    School.objects.update(girls=44, boys=90)
    assert "<dt>Оқушылар</dt><dd>44 қыз" in client.get(school.get_absolute_url()).content.decode()


def test_a_school_stands_as_a_light_in_its_region(client):
    region = make_region(iso="KZ-47")
    school = make_school(district=make_district(region=region), latitude="44.15", longitude="52.13")

    page = client.get(school.get_absolute_url()).content.decode()  # Kazakh writes 1,5; a drawing needs 1.5

    left, top, wide, high = map(int, re.search(r'class="school-place" viewBox="([\d -]+)"', page)[1].split())
    x, y = map(float, re.search(r'class="school-light" cx="([\d.]+)" cy="([\d.]+)"', page).groups())
    assert left < x < left + wide and top < y < top + high


def test_a_school_whose_place_nobody_knows_has_no_map(client, school):
    assert "school-place" not in client.get(school.get_absolute_url()).content.decode()


def queries_of(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_of_schools_costs_the_same_for_three_and_for_thirty(client):
    district = make_district()
    for _number in range(3):
        make_school(district=district)
    few = queries_of(client, reverse("schools:school_list"))
    for _number in range(27):
        make_school(district=district)

    assert queries_of(client, reverse("schools:school_list")) == few


def test_a_schools_page_costs_the_same_for_three_stories_and_for_twenty(client, school):
    community = make_community(schools=[school])
    lead = make_member(community)
    for _number in range(3):
        make_published_project(community=community, lead=lead)
    few = queries_of(client, school.get_absolute_url())
    for _number in range(17):
        make_published_project(community=community, lead=lead)

    page = client.get(school.get_absolute_url()).content.decode()

    assert queries_of(client, school.get_absolute_url()) == few <= 12
    assert f'href="/kk/projects/?school={school.pk}"' in page


def test_the_preview_costs_the_same_for_three_rows_and_for_twenty_five(client, coordinator, school):
    def preview_of(number):
        names = [f"{a}ова" for a in ("Ораз", "Бек", "Қали", "Сейіт", "Ахмет")]
        firsts = ("Әлия", "Сая", "Жанар", "Айгүл", "Меруерт")
        people = [[f"{s} {g}", "Ақсай ОМ"] for s in names for g in firsts][:number]
        return bring(as_csv([["Аты-жөні", "Мектеп"], *people]), by=coordinator).get_absolute_url()

    few, many = preview_of(3), preview_of(25)
    client.get(few)  # what is read once a process is read

    assert queries_of(client, few) == queries_of(client, many)


# The way of a list ---------------------------------------------------------------------------------------


def test_a_list_goes_from_its_file_to_its_result(client, coordinator, school):
    rows = [[1, "ОРАЗОВА ӘЛИЯ", "Ақсай ОМ", "", "мұғалім", "Физика", "8701 234 56 78", ""], [2, "Айгүл", "Ақсай ОМ"]]

    answer, _typed = upload(client, as_workbook([["Тізім"], HEADINGS, *rows], merged=["A1:H1"]))
    roster = RosterImport.objects.get()
    assert answer.url == reverse("schools:roster_columns", args=[roster.pk])
    columns = page(client, "roster_columns", roster)
    assert columns.context["form"]["column_1"].value() == "full_name"
    assert "ОРАЗОВА ӘЛИЯ" in columns.content.decode()

    answer = send(client, "roster_columns", roster, **guessed(columns))
    assert answer.url == reverse("schools:roster_preview", args=[roster.pk])
    assert not User.objects.filter(surname="Оразова").exists()
    shown = page(client, "roster_preview", roster).context
    assert {value: number for value, _label, number in shown["counts"]}["new"] == 1

    answer = send(client, "roster_confirm", roster)
    assert answer.url == reverse("schools:roster_result", args=[roster.pk])
    result = page(client, "roster_result", roster)
    person = User.objects.get(surname="Оразова")
    assert result.context["slips"] == [[person.pk]]
    assert f'name="person" value="{person.pk}"' in result.content.decode()
    assert AuditEntry.objects.about(roster).filter(verb="roster saved", actor=coordinator).count() == 1


def test_the_slips_of_the_new_people_can_be_printed(client, coordinator, school):
    roster = make_roster(school, by=coordinator)
    send(client, "roster_confirm", roster)
    (people,) = page(client, "roster_result", roster).context["slips"]

    answer = client.post(reverse("accounts:slip_print"), {"person": people})

    assert answer.status_code == 200
    assert "Оразова" in answer.content.decode()


def test_the_guess_can_be_corrected(client, coordinator, school):
    upload(client, as_csv([["Кім", "Қайда"], ["Оразова Әлия", "Ақсай ОМ"]]), name="r.csv")
    roster = RosterImport.objects.get()

    refused = send(client, "roster_columns", roster, name_order="each", column_0="school", column_1="school")
    assert refused.status_code == 422
    assert len(refused.context["form"].errors) == 2  # two columns for one thing, and no name
    send(client, "roster_columns", roster, name_order="each", column_0="full_name", column_1="school")

    roster.refresh_from_db()
    assert roster.status == RosterStatus.PREVIEWED
    assert roster.counts()["new"] == 1


def test_another_row_can_be_taken_as_the_headings(client, coordinator, school):
    upload(client, as_csv([["ФИО", "Школа"], ["Аты-жөні", "Мектеп"], ["Оразова Әлия", "Ақсай ОМ"]]), name="r.csv")
    roster = RosterImport.objects.get()
    assert roster.header_row == 1
    address = reverse("schools:roster_columns", args=[roster.pk]) + "?header_row=2"

    client.post(address, guessed(client.get(address)))

    roster.refresh_from_db()
    assert (roster.header_row, roster.counts()["new"], roster.counts()["error"]) == (2, 1, 0)


def test_going_back_to_the_columns_reads_the_list_again(client, coordinator, school):
    roster = make_roster(school, by=coordinator)

    send(client, "roster_columns", roster, **guessed(page(client, "roster_columns", roster)))

    roster.refresh_from_db()
    assert (roster.status, roster.counts()["new"]) == (RosterStatus.PREVIEWED, 1)


def test_a_file_sent_twice_is_one_list(client, coordinator, school):
    data = as_csv([["Аты-жөні", "Мектеп"], ["Оразова Әлия", "Ақсай ОМ"]])
    first, typed = upload(client, data, name="r.csv")

    second = client.post(reverse("schools:roster_upload"), {**typed, "file": as_upload(data, "r.csv")})

    assert (first.url, RosterImport.objects.count()) == (second.url, 1)


def test_another_file_from_the_same_page_is_another_list(client, coordinator, school):
    heading = ["Аты-жөні", "Мектеп"]
    first, typed = upload(client, as_csv([heading, ["Оразова Әлия", "Ақсай ОМ"]]), name="r.csv")
    other = as_csv([heading, ["Бекова Гүл", "Ақсай ОМ"]])

    after_back = [
        client.post(reverse("schools:roster_upload"), {**typed, "file": as_upload(other, "r.csv")}).url
        for _ in range(2)
    ]

    assert after_back[0] == after_back[1] != first.url
    assert RosterImport.objects.count() == 2


def test_an_unreadable_file_is_refused_in_words(client, coordinator):
    answer, _typed = upload(client, b"\xd0\xcf\x11\xe0" + b"0" * 100, name="old.xls")

    assert answer.status_code == 422
    assert "xls" in str(answer.context["form"].errors["file"])
    assert not RosterImport.objects.exists()


PEOPLE = [[f"{surname}ова Әлия", "Ақсай ОМ"] for surname in ("Ораз", "Бек", "Қали", "Сейіт", "Ахмет")]


@pytest.fixture
def long_list(client, coordinator, school, monkeypatch):
    """A list of five, too long to wait for."""
    monkeypatch.setattr("schools.rosters.background.AT_ONCE", 4)
    monkeypatch.setattr("schools.rosters.preview.PIECE", 2)
    upload(client, as_csv([["Аты-жөні", "Мектеп"], *PEOPLE]), name="r.csv")
    return RosterImport.objects.get()


def read_in_background(client, roster):
    return send(client, "roster_columns", roster, **guessed(page(client, "roster_columns", roster))).url


def test_a_long_list_is_read_and_saved_in_the_background(client, coordinator, long_list):
    reading = read_in_background(client, long_list)
    assert client.get(reading).url == reverse("schools:roster_preview", args=[long_list.pk])
    assert long_list.counts()["new"] == 5

    saving = send(client, "roster_confirm", long_list).url

    assert client.get(saving).url == reverse("schools:roster_result", args=[long_list.pk])
    assert [job.kind for job in coordinator.jobs.order_by("made_at")] == ["read roster", "save roster"]
    assert User.objects.filter(given_name="Әлия").count() == 5


def test_a_long_list_that_is_stale_is_read_again_and_says_so(client, coordinator, long_list, school):
    read_in_background(client, long_list)
    make_person(surname="Оразова", given_name="Әлия", phone="+77011234567").teaching.create(school=school)

    saving = send(client, "roster_confirm", long_list).url

    preview = client.get(saving, follow=True)
    assert "notice warning" in preview.content.decode()
    assert long_list.counts()["new"] == 4
    assert not User.objects.filter(surname="Бекова").exists()


def test_a_reading_goes_on_where_it_was_interrupted(client, coordinator, long_list, settings):
    from schools.rosters import preview

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # no worker has come yet
    reading = read_in_background(client, long_list)
    assert page(client, "roster_reading", long_list).url == reading
    long_list.refresh_from_db()
    with pytest.raises(ZeroDivisionError):
        preview.read_on(long_list, tell=lambda done: done / 0)

    other = make_person(groups=["coordinators"])
    client.force_login(other)
    shown = page(client, "roster_reading", long_list).context
    run(coordinator.jobs.get().pk)

    assert (shown["done"], shown["total"]) == (2, 5)
    assert long_list.counts()["new"] == 5


def test_a_reading_begun_anew_ends_the_one_under_way(client, coordinator, long_list):
    from schools.rosters import preview

    read_in_background(client, long_list)
    older = RosterImport.objects.get()
    older.start_reading()

    def begin_anew(done):
        RosterImport.objects.get().start_reading()

    with pytest.raises(preview.Overtaken):
        preview.read_on(older, tell=begin_anew)


def test_likely_duplicates_are_chosen_on_the_page_and_hold_up_the_saving(client, coordinator, school):
    data = as_csv(
        [["Аты-жөні", "Мектеп", "Пән"], ["Оразова Әлия", "Ақсай ОМ", "Химия"], ["Оразова Әлия", "Ақсай ОМ", "Физика"]]
    )
    roster = bring(data, by=coordinator)

    assert "verdict=duplicate" in send(client, "roster_confirm", roster).url
    assert not User.objects.filter(surname="Оразова").exists()
    send(client, "roster_choose", roster, choice_3="same", choice_2="different")
    send(client, "roster_confirm", roster)

    assert User.objects.get(surname="Оразова").teaching.get().teaches == "Физика"


def test_what_changed_meanwhile_is_read_again_and_shown(client, coordinator, school):
    roster = make_roster(school, by=coordinator)
    send(client, "roster_confirm", make_roster(school, by=coordinator))

    answer = send(client, "roster_confirm", roster)

    assert answer.url == reverse("schools:roster_preview", args=[roster.pk])
    roster.refresh_from_db()
    assert (roster.status, roster.counts()["same"]) == (RosterStatus.PREVIEWED, 1)


def test_confirming_twice_saves_once(client, coordinator, school):
    roster = make_roster(school, by=coordinator)

    send(client, "roster_confirm", roster)
    answer = send(client, "roster_confirm", roster)

    assert answer.url == reverse("schools:roster_result", args=[roster.pk])
    assert User.objects.filter(surname="Оразова").count() == 1


def test_a_discarded_list_saves_nothing_and_forgets_its_rows(client, coordinator, school):
    roster = make_roster(school, by=coordinator)

    send(client, "roster_discard", roster)

    roster.refresh_from_db()
    assert (roster.status, roster.rows.count()) == (RosterStatus.DISCARDED, 0)
    assert not User.objects.filter(surname="Оразова").exists()
    assert client.get(reverse("schools:roster_list")).status_code == 200


def test_bad_rows_come_back_as_a_file_with_reasons_and_can_be_brought_again(client, coordinator, school):
    rows = [HEADINGS, [1, "Айгүл", "Ақсай ОМ", "", "", "", "+7 701 234 56 78", "=1+1@mail.kz"]]
    roster = bring(as_csv(rows), by=coordinator)
    address = reverse("schools:roster_mend", args=[roster.pk, "xlsx"])

    sheet = openpyxl.load_workbook(io.BytesIO(client.get(address).content)).active
    lines = [[cell or "" for cell in line] for line in sheet.iter_rows(values_only=True)]

    assert lines[0][:-1] == HEADINGS
    assert lines[1][6:8] == ["'+7 701 234 56 78", "'=1+1@mail.kz"]
    assert lines[1][-1]
    lines[1][1], lines[1][7] = "Оразова Әлия", ""
    mended = bring(as_workbook(lines), by=coordinator)
    assert mended.counts()["new"] == 1
    assert mended.rows.judged().get().data["phone"] == "+77012345678"


def test_no_cell_of_the_file_to_mend_is_a_formula(client, coordinator, school):
    bad = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"]
    roster = bring(as_csv([HEADINGS, *[[1, text, "Ақсай ОМ", text, "", "", text, ""] for text in bad]]), by=coordinator)

    content = client.get(reverse("schools:roster_mend", args=[roster.pk, "csv"])).content.decode("utf-8-sig")

    cells = [cell for line in csv.reader(io.StringIO(content), delimiter=";") for cell in line]
    assert len(cells) == 9 * 5
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_script_of_a_cell_does_not_run(client, coordinator, school):
    canary = "<script>alert(1)</script>"
    upload(client, as_csv([["Аты-жөні", "Мектеп", canary], [canary, canary, canary]]), name="r.csv")
    roster = RosterImport.objects.get()

    columns = page(client, "roster_columns", roster)
    send(client, "roster_columns", roster, **guessed(columns))
    shown = page(client, "roster_preview", roster)

    for answer in (columns, shown):
        assert canary not in answer.content.decode()
        assert "&lt;script&gt;" in answer.content.decode()


ADDRESSES = [
    ("get", "roster_preview"), ("get", "roster_columns"), ("get", "roster_reading"), ("get", "roster_result"),
    ("post", "roster_columns"), ("post", "roster_reading"), ("post", "roster_choose"), ("post", "roster_confirm"),
    ("post", "roster_discard"),
]  # fmt: skip


@pytest.mark.parametrize("groups", [[], ["university"], ["organisers"], ["observers"]])
@pytest.mark.parametrize("method, name", ADDRESSES)
def test_only_coordinators_see_and_touch_lists(client, school, method, name, groups):
    roster = make_roster(school)
    client.force_login(make_person(groups=groups))

    assert getattr(client, method)(reverse(f"schools:{name}", args=[roster.pk])).status_code == 404
    assert client.get(reverse("schools:roster_list")).status_code == 404
    assert client.get(reverse("schools:roster_upload")).status_code == 404
    assert client.get(reverse("schools:roster_mend", args=[roster.pk, "csv"])).status_code == 404
    assert RosterImport.objects.get().status == RosterStatus.PREVIEWED
