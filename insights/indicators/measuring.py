"""measure(): the figures of a scope and of its parts, for those who may know all and for those who may not."""

from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from time import monotonic

from django.conf import settings
from django.utils import timezone

from ..scope import LEVELS
from .counting import WHOLE, Tally, count
from .definitions import ALL, INDICATORS, LONGEST, MEAN, MEDIAN, SHARE
from .ground import EVERYWHERE, Ground
from .groups import groups_of
from .secrecy import hidden_of


@dataclass(frozen=True)
class Figure:
    """One number; a hidden one holds nothing at all. denominator None: the figure is not told of anything larger."""

    value: object = None  # what to show: a count, a percentage, days, a mean; None where there is nothing to divide by
    numerator: int | None = None
    denominator: int | None = None
    people: int | None = None
    hidden: bool = False


HIDDEN = Figure(hidden=True)


@dataclass
class Figures:
    """What measure() gives: `total(key)`, and `cell(key, group)` for each of `groups`."""

    scope: object
    by: str | None
    indicators: tuple
    groups: list = field(default_factory=list)
    cells: dict = field(default_factory=dict)  # (indicator key, group key or WHOLE) -> Figure
    counted_at: datetime = field(default_factory=timezone.now)

    def total(self, key):
        return self.cells[key, WHOLE]

    def cell(self, key, group):
        """None where the indicator does not split like this."""
        return self.cells.get((key, group.key))

    @property
    def totals(self):
        """[(indicator, Figure)]"""
        return [(indicator, self.total(indicator.key)) for indicator in self.indicators]

    @property
    def rows(self):
        """[(group, [(indicator, Figure)])]"""
        split = [one for one in self.indicators if self.by in one.splits]
        return [(group, [(one, self.cell(one.key, group)) for one in split]) for group in self.groups]


def measure(indicators, scope, by=None, hide=False):
    """Figures of the scope and, with `by`, of its parts: "region", "district", "school" (places in it), "sex",
    "month", "theme", "stage", "state" or "method". Indicators that do not split like that keep their total only.

    indicators: Indicators or their keys. hide: for readers who must not learn about fewer than five people; what is
    hidden then does not depend on the scope they ask for, so that two pages together tell no more than one.
    Queries: at most 3 for places, one for all sources, one for names.
    """
    split = None if by in LEVELS else by
    return ledger_of(indicators, scope, split, hide, flat=by not in LEVELS).figures(scope, by)


_kept = {}  # what was counted for readers from whom something is hidden: (indicators, split, day) -> (when, Ledger)


def ledger_of(indicators, scope, split=None, hide=False, flat=False, ground=None):
    """A Ledger. One that hides is the same for all its readers, so each worker keeps it as long as a public page."""
    if not hide or not settings.PUBLIC_PAGE_SECONDS:
        return Ledger(indicators, scope, split, hide, flat, ground)
    name = (tuple(str(getattr(one, "key", one)) for one in indicators), split, scope.until)
    for old in [old for old, (since, _ledger) in _kept.items() if monotonic() - since > settings.PUBLIC_PAGE_SECONDS]:
        _kept.pop(old, None)
    if name not in _kept:
        _kept[name] = (monotonic(), Ledger(indicators, scope, split, hide, flat, ground))
    return _kept[name][1]


class Ledger:
    """What was counted once, to be read for several scopes: with `hide` for any (of that day), else for one.

    flat: no places are asked for. ground: that of another ledger of the same scope, read once for both.
    """

    def __init__(self, indicators, scope, split=None, hide=False, flat=False, ground=None):
        self.indicators = tuple(INDICATORS[one] if isinstance(one, str) else one for one in indicators)
        self.hide = hide
        needed = _with_families(self.indicators) if hide else _with_wholes(self.indicators)
        self.ground = ground or (
            Ground(scope.everywhere.of(None), by_cohort=True) if hide else Ground(scope, flat=flat)
        )
        self.tallies = count(needed, self.ground, split)
        self.hidden = hidden_of(needed, self.tallies, self.ground, split) if hide else frozenset()
        for tally in self.tallies.values():
            tally.close()
        self.counted_at = timezone.now()

    def figures(self, scope, by=None):
        groups = groups_of(by, scope, self.ground, self._parts_at(self._node(scope)), self.indicators) if by else []
        figures = Figures(scope, by, self.indicators, groups, counted_at=self.counted_at)
        for indicator in self.indicators:
            for name, cell in self._cells(indicator, figures).items():
                figures.cells[name] = self._figure(indicator, cell)
        return figures

    def _cells(self, indicator, figures):
        """{(key, group key or WHOLE): the cell of the tallies} of one indicator; None where it is never told.

        To readers from whom something is hidden, places are told of one cohort at a time.
        """
        scope, by, key = figures.scope, figures.by, indicator.key
        here = self._node(scope)
        cells = {(key, WHOLE): (key, here, WHOLE)}
        for group in figures.groups if by in indicator.splits else ():
            at = ((here[0], by, group.key), WHOLE) if by in LEVELS else (here, group.key)
            cells[key, group.key] = (key, *at)
        if self.hide:
            cells = {
                name: cell if cell[2] == WHOLE or self.ground.tells_parts(here) else None
                for name, cell in cells.items()
            }
        if self.hide and not scope.cohort:
            cells = {name: cell if cell and cell[1] == EVERYWHERE else None for name, cell in cells.items()}
        return cells

    def _figure(self, indicator, cell):
        if cell is None or cell in self.hidden:
            return HIDDEN
        _key, node, part = cell
        tally = self.tallies.get(cell) or Tally()
        of = None
        if indicator.of is not None or indicator.kind == MEAN:
            of = tally.of
        elif (whole := (indicator.within, node, part)) in self.tallies and whole not in self.hidden:
            of = self.tallies[whole].counted
        return Figure(_value(indicator, tally), tally.counted, of, tally.heads)

    def _parts_at(self, node):
        return {part for _key, at, part in self.tallies if at == node and part != WHOLE}

    def _node(self, scope):
        """Where the scope's own figures stand: its rows are the whole, unless those of all places were counted."""
        if not self.hide:
            return EVERYWHERE
        cohort = scope.cohort.pk if scope.cohort else ""
        return (cohort, scope.level, scope.place.pk if scope.level else "")


def _with_wholes(indicators):
    """The indicators, and before each those that it is a part of."""
    found = {}
    for indicator in indicators:
        chain = [indicator]
        while chain[-1].within:
            chain.append(INDICATORS[chain[-1].within])
        found |= {one.key: one for one in reversed(chain)}
    return tuple(found.values())


def _with_families(indicators):
    """All that are parts of the same wholes too: what is hidden does not depend on which of them are asked for."""
    wholes = {_with_wholes([one])[0].key for one in indicators}
    return tuple(one for one in ALL if _with_wholes([one])[0].key in wholes)


def _value(indicator, tally):
    if indicator.kind == SHARE:
        return round(100 * tally.counted / tally.of) if tally.of else None
    if indicator.kind == MEAN:
        return round(tally.counted / tally.of, 1) if tally.of else None
    if indicator.kind in (MEDIAN, LONGEST):
        return _days(indicator, tally.moments)
    return tally.counted


def _days(indicator, moments):
    """Whole days until today; None when nothing waits."""
    today = timezone.localdate()
    days = [(today - timezone.localdate(moment)).days for moment in moments]
    if not days:
        return None
    return max(days) if indicator.kind == LONGEST else round(median(days))
