"""Reading the content of a snapshot in one language, and comparing two."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language

from ..indicators.definitions import UNITS


@dataclass(frozen=True)
class Cell:
    """One frozen number; a hidden one holds nothing. value None and not hidden: nothing to divide by."""

    value: object = None
    numerator: int | None = None
    denominator: int | None = None
    hidden: bool = False

    @classmethod
    def of(cls, kept):
        return cls(hidden=True) if kept is None else cls(*kept)


@dataclass(frozen=True)
class Definition:
    key: str
    name: str
    counts: str
    of_words: str
    kind: str
    unit: str
    within: str
    splits: tuple

    @property
    def unit_words(self):
        return str(UNITS.get(self.unit, self.unit))


@dataclass(frozen=True)
class Part:
    """A group of a split: a region, a month, a stage … above: key of the region in which a district lies."""

    key: str
    name: str
    above: str = ""


class Frozen:
    """A snapshot's content as pages, files and the report read it."""

    def __init__(self, content, language=None):
        self.content, self.language = content, language or get_language()

    def said(self, texts):
        """A frozen text in this language."""
        return (texts.get(self.language) or texts.get("kk", "")) if texts else ""

    @cached_property
    def definitions(self):
        """key -> Definition, in the order of reading."""
        return {
            one["key"]: Definition(
                one["key"], self.said(one["name"]), self.said(one["counts"]), self.said(one["of"]), one["kind"],
                one["unit"], one["within"], tuple(one["splits"]),
            )
            for one in self.content["indicators"]
        }  # fmt: skip

    @property
    def cohort(self):
        return self.said(self.content["cohort"])

    @property
    def place(self):
        """The region; "" for the whole programme."""
        return self.said(self.content["place"])

    @property
    def on(self):
        return date.fromisoformat(self.content["on"])

    @property
    def days(self):
        """First and last day of the cohort."""
        return [date.fromisoformat(day) for day in self.content["days"]]

    def total(self, key):
        return Cell.of(self.content["totals"][key])

    @property
    def totals(self):
        """[(Definition, Cell)]"""
        return [(one, self.total(key)) for key, one in self.definitions.items()]

    @property
    def splits(self):
        return [kept["by"] for kept in self.content["splits"]]

    def _split(self, by):
        return next((kept for kept in self.content["splits"] if kept["by"] == by), {"groups": [], "cells": {}})

    def parts(self, by):
        return [Part(one["key"], self.said(one["name"]), one["above"]) for one in self._split(by)["groups"]]

    def cells(self, key, by):
        """The cells of one figure in the order of parts(by); empty where it does not split like this."""
        return [Cell.of(kept) for kept in self._split(by)["cells"].get(key, [])]

    def table(self, by, keys):
        """[(Part, [Cell of each key])]; figures that do not split like this are left out."""
        columns = [self.cells(key, by) for key in keys if key in self._split(by)["cells"]]
        return [(part, [column[row] for column in columns]) for row, part in enumerate(self.parts(by))]

    @property
    def has_hidden(self):
        cells = [*self.content["totals"].values()]
        cells += [cell for kept in self.content["splits"] for column in kept["cells"].values() for cell in column]
        return any(cell is None for cell in cells)


@dataclass(frozen=True)
class Beside:
    """A figure in two snapshots. difference None: it cannot be told."""

    definition: Definition
    first: Cell | None
    second: Cell | None
    was_defined_otherwise: bool = False

    @property
    def difference(self):
        told = (self.first, self.second)
        if self.was_defined_otherwise or any(cell is None or cell.value is None for cell in told):
            return None
        return round(self.second.value - self.first.value, 1)


def beside(first, second):
    """Totals of two Frozen as [Beside]; figures that only one of them knows have None on the other side."""
    known = {**first.definitions, **second.definitions}
    return [
        Beside(
            definition,
            first.total(key) if key in first.definitions else None,
            second.total(key) if key in second.definitions else None,
            was_defined_otherwise=_meaning(first, key) != _meaning(second, key),
        )
        for key, definition in known.items()
    ]


def _meaning(frozen, key):
    """What a figure counts, apart from how it is worded in another language; None when the snapshot has it not."""
    kept = next((one for one in frozen.content["indicators"] if one["key"] == key), None)
    return kept and (kept["kind"], kept["within"], kept["counts"]["en"], kept["of"]["en"])
