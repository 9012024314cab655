"""Lists as spreadsheets open them: no cell is taken for a formula (promise C7); any length in little memory."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide ones of Asian keyboards, too
MOST_LETTERS = 32_000  # Excel's own limit is a little above
PIECE = 500  # rows of CSV between two chunks
NOT_IN_A_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def harmless(text):
    """A cell that no spreadsheet takes for a formula; the reading of rosters takes the sign off again."""
    return f"'{text}" if str(text).startswith(DANGEROUS) else text


def safe(value):
    """A value as a cell may hold it: numbers and dates as such, in Kazakhstan's time, all else as harmless text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, float, Decimal)):
        return value
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, date):
        return value
    return harmless(ILLEGAL_CHARACTERS_RE.sub("", str(value))[:MOST_LETTERS])


def csv_pieces(headings, lines, delimiter=";"):
    """Bytes, piece by piece. Semicolons and a BOM: what a double click in Kazakhstan's Excel opens in columns."""
    text = StringIO("\ufeff")
    text.seek(0, 2)
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(map(safe, headings))
    for number, line in enumerate(lines, start=1):
        writer.writerow(map(_as_text, map(safe, line)))
        if number % PIECE == 0:
            yield _taken(text)
    yield _taken(text)


def _as_text(value):
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else value


def _taken(text):
    piece = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return piece


def write_xlsx(file, headings, lines, title):
    """Writes the workbook to an open binary file, row by row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title.translate(NOT_IN_A_TITLE)[:31])
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(headings):
        sheet.column_dimensions[_letter(number)].width = max(14, min(40, len(str(heading)) + 4))
    sheet.append([_bold(sheet, safe(heading)) for heading in headings])
    for line in lines:
        sheet.append([safe(value) for value in line])
    book.save(file)


def _bold(sheet, text):
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _letter(number):
    return chr(65 + number) if number < 26 else f"{chr(64 + number // 26)}{chr(65 + number % 26)}"


def write(file_type, file, headings, lines, title):
    if file_type == "xlsx":
        write_xlsx(file, headings, lines, title)
        return
    for piece in csv_pieces(headings, lines):
        file.write(piece)
