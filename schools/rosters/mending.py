"""The rows that were not saved, as a file to mend and bring again: the same columns and a reason."""

import csv
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from documents.sheets import harmless
from schools.models import RowChoice

from .columns import FIELDS
from .words import said


def lines(roster):
    """The headings, then a line for each row that was not saved."""
    rows = list(roster.rows.bad())
    headings = _headings(roster, max((len(row.cells) for row in rows), default=0))
    yield [*map(harmless, headings), _("Reason")]
    for row in rows:
        cells = row.cells + [""] * (len(headings) - len(row.cells))
        yield [*map(harmless, cells), harmless(" ".join(_reasons(row)))]


def _reasons(row):
    return [_("Left out by choice.")] if row.choice == RowChoice.SKIP else said(row.problems)


def _headings(roster, width):
    labels = {int(index): str(FIELDS[roster.kind][name]) for index, name in roster.columns.items()}
    row = roster.rows.filter(number=roster.header_row).first()
    written = row.cells if row else []
    width = max(width, len(written), *labels, 0) if labels else max(width, len(written))
    texts = [written[index] if index < len(written) else "" for index in range(width)]
    return [text or labels.get(index, "") for index, text in enumerate(texts)]


def as_csv(roster):
    """Semicolons and a BOM: what a double click in Kazakhstan's Excel opens in columns."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(lines(roster))
    return "\ufeff" + text.getvalue()


def as_workbook(roster):
    book = Workbook()
    sheet = book.active
    sheet.title = _("To mend")[:31]
    for line in lines(roster):
        sheet.append(line)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows():
        for cell in row:
            cell.number_format = "@"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
