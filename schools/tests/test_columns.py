import pytest

from schools.models import RosterKind
from schools.rosters.columns import Guess, guess, guess_at, reason_not_read

PEOPLE, SCHOOLS = RosterKind.PEOPLE, RosterKind.SCHOOLS


def numbered(*rows):
    return list(enumerate(map(list, rows), start=1))


@pytest.mark.parametrize(
    "headings, columns",
    [
        (["№", "Аты-жөні", "Ұялы телефон", "Пошта"], {1: "full_name", 2: "phone", 3: "email"}),
        (["Т.А.Ә.", "Мектеп", "Аудан"], {0: "full_name", 1: "school", 2: "district"}),
        (["ТАӘ", "Облыс", "Пән"], {0: "full_name", 1: "region", 2: "teaches"}),
        (["р/с", "Тегі", "Аты", "Әкесінің аты"], {1: "surname", 2: "given_name", 3: "patronymic"}),
        (["№ п/п", "Ф.И.О.", "Школа", "Должность"], {1: "full_name", 2: "school", 3: "role"}),
        (["ФИО", "Предмет", "Пол", "E-mail"], {0: "full_name", 1: "teaches", 2: "sex", 3: "email"}),
        (["Фамилия", "Имя", "Отчество", "Район"], {0: "surname", 1: "given_name", 2: "patronymic", 3: "district"}),
        (["Surname", "Name", "School", "Phone"], {0: "surname", 1: "given_name", 2: "school", 3: "phone"}),
        (["Name", "School", "Mobile phone"], {0: "full_name", 1: "school", 2: "phone"}),
        (["Аты", "Мектебі"], {0: "full_name", 1: "school"}),
        (["Мұғалімнің аты-жөні", "Мектептің толық атауы"], {0: "full_name", 1: "school"}),
        (["ФИО УЧИТЕЛЯ", "Наименование организации образования"], {0: "full_name", 1: "school"}),
        (["Фaмилия", "Имя", "Teл."], {0: "surname", 1: "given_name", 2: "phone"}),  # Latin a, Te
        (["Лауазымы", "Тегі, аты, әкесінің аты", "Жынысы"], {0: "role", 1: "full_name", 2: "sex"}),
    ],
)
def test_headings_of_people_are_understood_in_three_languages(headings, columns):
    assert guess(numbered(headings, ["1", "2", "3", "4"]), PEOPLE) == Guess(1, columns)


@pytest.mark.parametrize(
    "headings, columns",
    [
        (["№", "Мектеп атауы", "Аудан"], {1: "name", 2: "district"}),
        (["Область", "Район", "Наименование школы"], {0: "region", 1: "district", 2: "name"}),
        (
            ["Region", "District", "School", "Girls", "Boys"],
            {0: "region", 1: "district", 2: "name", 3: "girls", 4: "boys"},
        ),
        (["Облысы", "Ауданы", "Ауылы", "Атауы"], {0: "region", 1: "district", 2: "settlement", 3: "name"}),
        (["name_kk", "name_ru", "district_kk_source"], {0: "name_kk", 1: "name_ru", 2: "district"}),
        (["Мектеп", "Оқыту тілі", "Түрі"], {0: "name", 1: "teaching_language", 2: "kind"}),
    ],
)
def test_headings_of_schools_are_understood(headings, columns):
    assert guess(numbered(headings, ["a", "b", "c"]), SCHOOLS) == Guess(1, columns)


def test_titles_above_the_headings_are_passed_over():
    rows = numbered(
        ["Маңғыстау облысы мектептері мұғалімдерінің тізімі"],
        ["2026 жылғы 1 қыркүйек"],
        ["№", "Мұғалімнің аты-жөні", "Мектебі", "Телефоны"],
        ["1", "Сейітова Айгүл", "Ақсай мектебі", "87011234567"],
    )

    assert guess(rows, PEOPLE) == Guess(3, {1: "full_name", 2: "school", 3: "phone"})


def test_headings_on_two_lines_are_joined():
    rows = numbered(
        ["№", "Аты-жөні", "Мектеп", "Байланыс", ""],
        ["", "", "", "телефон", "пошта"],
        ["1", "Сейітова Айгүл", "Ақсай ОМ", "87011234567", "a@mail.kz"],
    )

    assert guess(rows, PEOPLE) == Guess(2, {1: "full_name", 2: "school", 3: "phone", 4: "email"})


def test_a_list_without_headings_tells_itself():
    rows = numbered(
        ["1", "Сейітова Айгүл", "Ақсай ОМ", "87011234567", "a@mail.kz"],
        ["2", "Оразова Әлия", "№5 ЖББМ", "8 702 123 45 67", "b@mail.kz"],
    )

    assert guess(rows, PEOPLE) == Guess(0, {1: "full_name", 2: "school", 3: "phone", 4: "email"})


def test_a_column_without_a_heading_is_known_by_its_phones():
    rows = numbered(["Аты-жөні", "Мектеп", ""], ["Сейітова Айгүл", "Ақсай ОМ", "'87011234567"])

    assert guess(rows, PEOPLE).columns[2] == "phone"


def test_another_row_can_be_named_as_the_headings():
    rows = numbered(["ФИО", "Школа"], ["Фамилия", "Школа"], ["Сейтова", "СШ 5"])

    assert guess_at(rows, 2, PEOPLE) == Guess(2, {0: "surname", 1: "school"})
    assert guess_at(rows, 0, PEOPLE).header_row == 0


@pytest.mark.parametrize(
    "heading, reason",
    [("ЖСН", "id_number"), ("ИИН учителя", "id_number"), ("Қауымдастық", "community"), ("Стаж", "other"), ("xyz", "")],
)
def test_what_is_left_out_on_purpose_has_a_reason(heading, reason):
    assert reason_not_read(heading) == reason
