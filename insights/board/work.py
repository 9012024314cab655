"""Projects, evidence and portfolios by their parts, as bars; women and men."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..indicators import INDICATORS, ledger_of
from .glance import Cell, cell

BARS = [  # (title, indicator, split)
    (_("Projects by stage"), "projects", "stage"),
    (_("Projects by state"), "projects", "state"),
    (_("Evidence by method"), "evidence", "method"),
    (_("Projects by theme"), "projects", "theme"),
]
ALONGSIDE = {  # totals told beside them, counted in the same breath
    "stage": (),
    "state": ("projects_done", "pupils", "girls", "boys", "portfolios", "portfolios_waiting"),
    "method": ("stories", "rounds"),
    "theme": (),
}
TOTALS = ("stories", "pupils", "girls", "boys", "portfolios", "portfolios_waiting", "rounds")
OF_SEXES = ("teachers", "attendance", "projects")


@dataclass(frozen=True)
class Bars:
    """rows: [(group, Cell, width of its bar in percent)]. overlaps: one thing may stand in several rows."""

    title: str
    total: Cell
    rows: list
    overlaps: bool


def parts_of(scope, reach):
    """([Bars], [Cell of totals], rows of women and men). One query a source and split, whatever is counted."""
    keys = {key for key in INDICATORS if INDICATORS[key].is_for_heads or reach.schools is None}
    bars, totals, ground = [], {}, None
    for title, key, by in BARS:
        wanted = [key, *(one for one in ALONGSIDE[by] if one in keys)]
        ledger = ledger_of(wanted, scope, split=by, hide=reach.hides_few, flat=True, ground=ground)
        ground = ledger.ground
        figures = ledger.figures(scope, by)
        totals |= {one: figures.total(one) for one in wanted}
        bars.append(_bars(title, INDICATORS[key], figures, by, reach))
    sexes = ledger_of(OF_SEXES, scope, split="sex", hide=reach.hides_few, flat=True, ground=ground).figures(
        scope, "sex"
    )
    told = [cell(INDICATORS[key], totals[key], scope, reach) for key in TOTALS if key in totals]
    return bars, told, _sexes(sexes, reach)


def _bars(title, indicator, figures, by, reach):
    scope = figures.scope
    found = [(group, figures.cell(indicator.key, group)) for group in figures.groups]
    longest = max((figure.value or 0 for _group, figure in found), default=0)
    return Bars(
        title,
        cell(indicator, figures.total(indicator.key), scope, reach),
        [
            (
                group,
                _part(indicator, figure, scope, reach, by, group),
                round(100 * (figure.value or 0) / (longest or 1)),
            )
            for group, figure in found
        ],
        by in indicator.source.many,
    )


def _sexes(figures, reach):
    """[(group, [Cell])]"""
    return [
        (group, [_part(one, figure, figures.scope, reach, "sex", group) for one, figure in row])
        for group, row in figures.rows
    ]


def _part(indicator, figure, scope, reach, by, group):
    return Cell(indicator, figure, indicator.link(scope, by, group.key) if reach.sees_rows else "")
