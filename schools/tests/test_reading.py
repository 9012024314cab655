"""Files as people send them."""

import io
import zipfile

import pytest

from schools.rosters.reading import Unreadable, decode, guess_delimiter, read, text_of
from schools.tests.makers import as_csv, as_upload, as_workbook

ROWS = [["Аты-жөні", "Мектеп"], ["Әлия Нұрғалиқызы", "Ақсай ОМ"]]


def rows_of(data, name="roster.csv"):
    return read(as_upload(data, name)).rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_any_unicode_and_with_any_delimiter(encoding, delimiter):
    assert rows_of(as_csv(ROWS, delimiter, encoding)) == [(1, ROWS[0]), (2, ROWS[1])]


def test_a_csv_in_cp1251_is_read():
    rows = [["ФИО", "Школа"], ["Сейтова Айгуль", "СШ №5"]]

    assert rows_of(as_csv(rows, ";", "cp1251")) == [(1, rows[0]), (2, rows[1])]


def test_kazakh_letters_survive_the_kazakh_code_page():
    assert decode("Әлия Қуанышқызы, Ұзынағаш, Ңөүһі".encode("kz1048")) == "Әлия Қуанышқызы, Ұзынағаш, Ңөүһі"


def test_the_line_that_excel_puts_first_names_the_delimiter():
    assert rows_of("sep=;\r\nАты;Тегі\r\nАйгүл;Сейітова\r\n".encode()) == [
        (1, ["Аты", "Тегі"]),
        (2, ["Айгүл", "Сейітова"]),
    ]


def test_commas_inside_a_name_do_not_make_it_the_delimiter():
    assert guess_delimiter("Аты;Мектеп\nСейітова, Айгүл;Ақсай, №5\nОразова, Әлия;Ақсай, №5\n") == ";"


def test_a_workbook_is_read_with_its_merged_title_and_without_its_empty_rows():
    data = as_workbook([["Мұғалімдер тізімі"], [], *ROWS, [], ["", "  "]], merged=["A1:B1"])

    assert rows_of(data, "r.xlsx") == [(1, ["Мұғалімдер тізімі"]), (3, ROWS[0]), (4, ROWS[1])]


def test_the_fullest_sheet_is_read_and_the_others_are_named():
    table = read(as_upload(as_workbook([["Нұсқаулық"]], sheets=[("Мұғалімдер", ROWS), ("Бос", [])])))

    assert (table.sheet, table.other_sheets) == ("Мұғалімдер", ["Тізім"])


@pytest.mark.parametrize(
    "value, text",
    [
        (None, ""),
        (87012345678.0, "87012345678"),
        (4.5, "4.5"),
        ("  Айгүл \xa0\u200b Сейітова\t", "Айгүл Сейітова"),
        ("и\u0306", "й"),
        ("Айгүл\x00", "Айгүл"),
        ("'+77012345678", "+77012345678"),
        ("'=HYPERLINK()", "=HYPERLINK()"),
    ],
)
def test_a_cell_becomes_clean_text(value, text):
    assert text_of(value) == text


def test_id_numbers_are_left_out_at_the_door():
    rows = rows_of(as_csv([["Аты", "ЖСН"], ["Айгүл", "850101400123"], ["Әлия", "ЖСН 850101400124 бар"]]))

    assert rows[1:] == [(2, ["Айгүл"]), (3, ["Әлия", "ЖСН бар"])]


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return file.getvalue()


def not_a_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return file.getvalue()


@pytest.mark.parametrize(
    "data, says",
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old Excel format"),
        (b"PK\x03\x04 broken", "damaged"),
        (not_a_workbook(), "cannot be opened"),
        (bomb(), "too large inside"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a spreadsheet"),
        (b"", "no rows"),
        (b"\n\n;;\n", "no rows"),
        (b"a;b\n" * 20_001, "more than 20,000"),
        (as_workbook([]), "no rows"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(in_english, data, says):
    with pytest.raises(Unreadable, match=says):
        read(as_upload(data))
