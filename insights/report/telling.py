"""Numbers as a report tells them: with thin spaces, a sign for what is hidden, lists in words."""

from django.utils.formats import number_format
from django.utils.translation import ngettext

HIDDEN, NOTHING = "*", "–"


def number(value):
    """12 345; whole numbers stay whole."""
    if isinstance(value, float) and not value.is_integer():
        return number_format(value, decimal_pos=1)
    return f"{int(value):,}".replace(",", "\u00a0")


def told(cell, unit=""):
    """A Cell in a table."""
    if cell.hidden:
        return HIDDEN
    if cell.value is None:
        return NOTHING
    return f"{number(cell.value)}\u00a0%" if unit == "%" else number(cell.value)


def is_told(*cells):
    return all(not cell.hidden and cell.value for cell in cells)


def listed(words):
    return ", ".join(words)


def schools(count):
    return f"{number(count)} " + ngettext("village school", "village schools", count)


def regions(count):
    return f"{number(count)} " + ngettext("region", "regions", count)


def teachers(count):
    return f"{number(count)} " + ngettext("teacher", "teachers", count)


def communities(count):
    return f"{number(count)} " + ngettext("professional community", "professional communities", count)


def projects(count):
    return f"{number(count)} " + ngettext("development project", "development projects", count)
