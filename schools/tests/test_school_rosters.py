"""What happens with each row of a list of schools."""

import csv
from pathlib import Path

import pytest

from schools.models import District, RosterKind, School, Verdict
from schools.rosters import saving
from schools.rosters.words import said
from schools.tests.makers import as_csv, bring
from tests.makers import make_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_country", "in_english")]

HEADINGS = ["Облыс", "Аудан", "Мектеп атауы", "Ауылы", "Түрі", "Оқыту тілі", "Қыздар", "Ұлдар", "Ендік", "Бойлық"]
BEINEU = ["Маңғыстау облысы", "Бейнеу ауданы"]
REAL_NAMES = Path(__file__).parents[3] / "shared" / "data" / "schools" / "schools_pilot.csv"


def list_of(*rows):
    return as_csv([HEADINGS, *[[*row, *[""] * (10 - len(row))] for row in rows]])


def bring_schools(data, **options):
    return bring(data, RosterKind.SCHOOLS, **options)


def save(roster):
    saving.confirm(roster, by=roster.uploaded_by)
    return roster


def test_a_new_school_comes_in_with_all_that_the_row_says():
    save(
        bring_schools(
            list_of(
                [*BEINEU, "БЕЙНЕУ  ОРТА МЕКТЕБІ", "Бейнеу а.", "шағын жинақты", "қазақ", "120", "131", "45,32", "55,19"]
            )
        )
    )

    school = School.objects.get()
    assert (school.name_kk, str(school.settlement), school.kind) == ("Бейнеу орта мектебі", "Бейнеу ауылы", "small")
    assert (school.teaching_language, school.girls, school.boys, school.point) == ("kk", 120, 131, (45.32, 55.19))
    assert School.objects.found_by("beineu").get() == school


def test_a_name_goes_to_the_column_of_its_language():
    save(
        bring_schools(
            list_of([*BEINEU, "Средняя школа имени Абая"], [*BEINEU, "Абылай мектебі"], [*BEINEU, "Star School"])
        )
    )

    assert School.objects.get(name_ru="Средняя школа имени Абая").name_kk == ""
    assert School.objects.get(name_en="Star School")


@pytest.mark.parametrize(
    "written, kept",
    [
        ('" Қыран " мектеп-гимназиясы', "«Қыран» мектеп-гимназиясы"),
        ("“Қыран” ОМ", "«Қыран» ОМ"),
        ('"Қыран ОМ', "Қыран ОМ"),
        ("№ 5  орта мектеп", "№5 орта мектеп"),
        ("# 5 ЖББМ", "№5 ЖББМ"),
        ("АБАЙ АТЫНДАҒЫ №5 ЖББМ", "Абай атындағы №5 ЖББМ"),
        ("Aбай мектебi", "Абай мектебі"),
    ],
)
def test_a_name_is_tidied(written, kept):
    save(bring_schools(list_of([*BEINEU, written])))

    assert str(School.objects.get()) == kept


def test_the_same_file_twice_changes_nothing():
    data = list_of(
        [*BEINEU, "№5 ЖББМ", "Бейнеу", "тірек", "аралас", "10", "12"], [*BEINEU, "№5 ЖББМ"], [*BEINEU, "«Абай» лицейі"]
    )
    save(bring_schools(data))
    before = list(School.objects.values())

    again = save(bring_schools(data))

    assert set(again.rows.judged().values_list("verdict", flat=True)) == {Verdict.SAME}
    assert before == list(School.objects.values())


def test_a_school_is_known_again_under_its_abbreviations_and_what_differs_is_shown():
    school = make_school(
        name_kk="№5 жалпы білім беретін мектеп", district=District.objects.get(pk="473600000"), girls=100
    )

    roster = save(bring_schools(list_of([*BEINEU, '"№ 5 ЖББМ" КММ', "", "тірек мектеп", "", "120", "130"])))

    row = roster.rows.judged().get()
    assert row.verdict == Verdict.CHANGE
    assert row.changes == {"kind": ["ordinary", "hub"], "girls": [100, 120], "boys": ["", 130]}
    school.refresh_from_db()
    assert (school.name_kk, school.girls, school.boys) == ("№5 жалпы білім беретін мектеп", 120, 130)


@pytest.mark.parametrize("choice, schools", [("same", 1), ("different", 2), ("skip", 1)])
def test_a_gymnasium_of_the_same_name_is_asked_about(choice, schools):
    make_school(name_kk="Абай орта мектебі", district=District.objects.get(pk="473600000"))

    roster = bring_schools(list_of([*BEINEU, "Абай мектеп-гимназиясы"]))

    assert roster.rows.undecided().update(choice=choice) == 1
    save(roster)
    assert School.objects.count() == schools


@pytest.mark.parametrize(
    "row, says",
    [
        (["", "", "Абай мектебі"], "The district is missing."),
        (["", "Нарния", "Абай мектебі"], "There is no district “Нарния”."),
        ([*BEINEU, ""], "The name of the school is missing."),
        (
            ["Алматы облысы", "Бейнеу", "Абай мектебі"],
            "There is no district “Бейнеу” in Алматы облысы; there is one in Маңғыстау облысы.",
        ),
    ],
)
def test_an_error_is_said_in_words(row, says):
    row = bring_schools(list_of(row)).rows.judged().get()

    assert (row.verdict, said(row.problems)) == (Verdict.ERROR, [says])


def test_what_is_not_understood_beside_the_name_is_noted_and_left_empty():
    roster = bring_schools(
        list_of([*BEINEU, "Абай мектебі", "Атлантида", "ғарыш", "марс тілі", "көп", "x", "10", "10"])
    )

    row = roster.rows.judged().get()
    assert row.verdict == Verdict.NEW
    assert [code for code, _params in row.notes] == [
        "unknown_settlement", "unknown_kind", "unknown_language", "bad_number", "bad_number", "bad_point",
    ]  # fmt: skip


def test_the_region_may_be_said_once_for_the_whole_list():
    data = as_csv([["Аудан", "Мектеп"], ["Жамбыл", "Абай мектебі"]])

    alone = bring_schools(data).rows.judged().get()
    assert alone.problems[0][0] == "which_district"
    helped = bring_schools(data, fallback={"region": "Алматы облысы"}).rows.judged().get()
    assert helped.data["district"] == "194200000"


@pytest.mark.skipif(not REAL_NAMES.exists(), reason="the list of real schools has no licence and is not shipped")
def test_every_real_school_is_placed_in_its_district_or_listed_with_a_reason():
    with REAL_NAMES.open(encoding="utf-8") as file:
        real = list(csv.DictReader(file))
    rows = [[r["region_kk"], r["district_kk_source"], r["name_kk"]] for r in real]

    roster = bring_schools(as_csv([["Облыс", "Аудан", "Мектептің атауы"], *rows], ";"))

    judged = list(roster.rows.judged())
    assert len(judged) == 1017
    for row, source in zip(judged, real, strict=True):
        if row.verdict == Verdict.ERROR:
            assert said(row.problems)
            assert source["district_kk_source"] in ("Жетісу", "Наурызбай")  # quarters of Almaty city, misfiled
        else:
            assert row.data["district"] == source["district_kato"]
    roster.rows.undecided().update(choice="different")
    save(roster)
    again = bring_schools(as_csv([["Облыс", "Аудан", "Мектептің атауы"], *rows], ";"))
    assert again.counts() == {"new": 0, "change": 0, "same": 1015, "duplicate": 0, "error": 2}
