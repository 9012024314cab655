"""A snapshot as a file: one row a figure and part, for spreadsheets and for programs."""

import json
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from documents.sheets import TYPES as SHEETS
from documents.sheets import csv_pieces, safe

TYPES = {"csv": SHEETS["csv"], "xlsx": SHEETS["xlsx"], "json": "application/json"}


def headings():
    return [
        _("Figure"), _("Name of the figure"), _("Split"), _("Part"), _("Name of the part"),
        _("Value"), _("Unit"), _("Counted"), _("Of"), _("Hidden"),
    ]  # fmt: skip


def rows(frozen):
    """Of every figure its total, then its parts. A hidden one has no numbers and says 1 in the last column."""
    for key, definition in frozen.definitions.items():
        yield row(definition, "", "", "", frozen.total(key))
        for by in frozen.splits:
            for part, cell in zip(frozen.parts(by), frozen.cells(key, by), strict=False):
                yield row(definition, by, part.key, part.name, cell)


def row(definition, by, part, name, cell):
    numbers = [cell.value, definition.unit, cell.numerator, cell.denominator]
    return [definition.key, definition.name, by, part, name, *numbers, int(cell.hidden)]


def as_csv(frozen):
    return b"".join(csv_pieces(headings(), rows(frozen)))


def as_xlsx(frozen):
    book = Workbook(write_only=True)
    figures, meanings = book.create_sheet(_("Figures")), book.create_sheet(_("Definitions"))
    figures.append(headings())
    for cells in rows(frozen):
        figures.append([safe(cell) for cell in cells])
    meanings.append([_("Figure"), _("Name of the figure"), _("Counted"), _("Of")])
    for one in frozen.definitions.values():
        meanings.append([safe(words) for words in (one.key, one.name, one.counts, one.of_words)])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def as_json(frozen):
    """The content as it is kept, all languages in it."""
    return json.dumps(frozen.content, ensure_ascii=False, indent=1).encode()


MAKERS = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}
