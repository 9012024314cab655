"""A file as people send it -> rows of clean text. XLSX, or CSV in any usual encoding and with any usual delimiter."""

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

import openpyxl
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED_BYTES = 50 * 1024 * 1024
MOST_PARTS = 1000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_LETTERS = 500  # of a cell
EMPTY_ROWS_AT_END = 2000  # formatted but empty rows, after which a sheet is taken to be over

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ID_NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")  # ЖСН/ИИН: the portal keeps none
NEUTRALISED = re.compile(r"'[=+\-@]")  # our own export puts the sign there
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
NOT_OF_CP1251_TEXT = re.compile("[ЂЃѓђЌќЉЊЋЏљњћџЎўЄєЇїЈјЅѕ]")  # where the Kazakh code page has Kazakh letters


class Unreadable(Exception):
    """Says in the reader's language what is wrong with the file and what to do."""


@dataclass
class Table:
    rows: list = field(default_factory=list)  # (number in the file from 1, [text, ...]); empty rows left out
    sheet: str = ""
    other_sheets: list = field(default_factory=list)


def read(file):
    """Table of an uploaded file. Raises Unreadable. Holds the rows in memory: 20,000 at most."""
    if file.size > MOST_BYTES:
        raise Unreadable(_("The file is larger than 10 MB. Split it and bring the parts one by one."))
    start = file.read(8)
    file.seek(0)
    if start.startswith(b"PK"):
        return _read_workbook(file)
    if start.startswith(OLD_EXCEL):
        raise Unreadable(_("This is the old Excel format (.xls). Open it, save it as .xlsx and bring it again."))
    return _read_text(file.read())


# Workbooks ---------------------------------------------------------------------------------------


def _read_workbook(file):
    _refuse_bombs(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, _rows_of(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        book.close()
    except Unreadable:
        raise
    except Exception as error:  # openpyxl lets anything out: KeyError, ValueError, ParseError, BadZipFile ...
        raise Unreadable(_("This file cannot be opened as a spreadsheet. Save it as .xlsx or .csv again.")) from error
    filled = [(title, rows) for title, rows in sheets if rows]
    if not filled:
        raise Unreadable(_("There are no rows in this file."))
    title, rows = max(filled, key=lambda sheet: sum(sum(map(bool, cells)) > 1 for _number, cells in sheet[1]))
    return Table(rows, title, [other for other, _rows in filled if other != title])


def _refuse_bombs(file):
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable(_("The file is damaged. Send it again.")) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise Unreadable(_("The file is too large inside. Copy the list alone into a new file."))
    file.seek(0)


def _rows_of(sheet):
    sheet.reset_dimensions()  # some programs write wrong ones
    return _filled(sheet.iter_rows(values_only=True))


def _filled(lines):
    rows, empty = [], 0
    for number, line in enumerate(lines, start=1):
        cells = [text_of(value) for value in line[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append((number, cells))
            empty = 0
        else:
            empty += 1
        if len(rows) > MOST_ROWS:
            raise Unreadable(_("There are more than 20,000 rows. Split the file and bring the parts one by one."))
        if empty > EMPTY_ROWS_AT_END:
            break
    return rows


def text_of(value):
    """A cell as text: whole numbers without a point, dates as days, no invisible signs, no ID numbers."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    text = unicodedata.normalize("NFC", CONTROL.sub(" ", INVISIBLE.sub("", str(value))))
    text = " ".join(ID_NUMBER.sub(" ", text).split())[:MOST_LETTERS].strip()
    return text[1:] if NEUTRALISED.match(text) else text


# Text files --------------------------------------------------------------------------------------


def _read_text(data):
    text = decode(data)
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest
    else:
        delimiter = guess_delimiter(text)
    try:
        rows = _filled(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(_("This file cannot be opened as a table. Save it as .xlsx or .csv again.")) from error
    if not rows:
        raise Unreadable(_("There are no rows in this file."))
    return Table(rows)


def decode(data):
    """Text of a CSV: UTF-8 with or without BOM, UTF-16 with BOM, else CP1251 or its Kazakh sister."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096]:
        raise Unreadable(_("This file is not a spreadsheet. Bring an .xlsx or .csv file."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", errors="replace")
        return data.decode("kz1048", errors="replace") if NOT_OF_CP1251_TEXT.search(text) else text


def guess_delimiter(text):
    """The sign that splits most of the first lines into the same number of columns."""
    lines = [line for line in text.splitlines()[:200] if line.strip()][:60]
    return max(";,\t|", key=lambda sign: _evenness(lines, sign))


def _evenness(lines, sign):
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
    except csv.Error:
        return (0, 0)
    width, count = max(((w, c) for w, c in widths.items() if w > 1), key=lambda pair: pair[1], default=(0, 0))
    return (count, width)
