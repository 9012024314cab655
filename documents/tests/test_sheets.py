"""Lists as files: harmless in a spreadsheet, readable in Kazakhstan, of any length (promise C7)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from documents.sheets import PIECE, csv_pieces, harmless, safe, write


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Әлия", "1 = 2", 5, -5, Decimal("-1.5"), date(2026, 3, 1)])
def test_other_values_stay_as_they_are(value):
    assert safe(value) == value


def test_times_are_those_of_kazakhstan():
    assert safe(datetime(2026, 3, 1, 20, 30, tzinfo=UTC)) == datetime(2026, 3, 2, 1, 30)


@pytest.mark.parametrize("value, cell", [(None, ""), (True, 1), (False, 0), ("a\x07b", "ab")])
def test_what_a_cell_cannot_hold_is_made_fit(value, cell):
    assert safe(value) == cell


def test_csv_opens_in_columns_with_kazakh_letters():
    data = b"".join(csv_pieces(["Аты", "Күні"], [["Әлия; Қ", datetime(2026, 3, 1, 8, 5)]]))

    assert data.decode("utf-8") == '\ufeffАты;Күні\r\n"Әлия; Қ";01.03.2026 08:05\r\n'


def test_a_long_list_is_written_while_it_is_read():
    read = 0

    def rows():
        nonlocal read
        for read in range(1, 90_001):
            yield [read, "Сейітова Айгүл"]

    pieces = csv_pieces(["№", "Аты"], rows())

    assert len(next(pieces)) < 50_000
    assert read == PIECE
    assert sum(1 for _piece in pieces) == 90_000 // PIECE
    assert read == 90_000


def test_a_workbook_holds_text_numbers_and_dates_and_no_formula():
    file = BytesIO()
    write("xlsx", file, ["Аты", "Саны", "Күні"], [["=HYPERLINK(1)", -3, date(2026, 3, 1)]], "Тізім: 2026/27")

    sheet = load_workbook(file).active
    assert sheet.title == "Тізім  2026 27"
    assert [cell.value for cell in sheet[2]] == ["'=HYPERLINK(1)", -3, datetime(2026, 3, 1)]
    assert "f" not in {cell.data_type for cell in sheet[2]}
