"""What the board shows of the figures: cards, the table of places, bars."""

from dataclasses import dataclass

from ..indicators import INDICATORS

CARDS = [  # the figure, and what is said beneath it
    ("communities_active", ("communities_quiet", "communities")),
    ("sessions_held", ("sessions_due", "sessions_unlogged")),
    ("attendance", ()),
    ("teachers", ("women",)),
    ("projects", ("projects_done",)),
    ("portfolios_waiting", ("waiting_longest", "waiting_median")),
]
COLUMNS = (
    "schools",
    "teachers",
    "women",
    "communities_active",
    "communities_quiet",
    "sessions_held",
    "attendance",
    "projects",
    "projects_done",
)
SHOWN = tuple(dict.fromkeys([*(key for main, more in CARDS for key in (main, *more)), *COLUMNS]))


@dataclass(frozen=True)
class Cell:
    """A figure where it is shown; link "" for readers who have no lists."""

    indicator: object
    figure: object
    link: str = ""


def shown_to(reach, keys=SHOWN):
    """The indicators that this reader sees."""
    found = [INDICATORS[key] for key in keys]
    return [one for one in found if one.is_for_heads or reach.schools is None]


def cell(indicator, figure, scope, reach):
    return Cell(indicator, figure, indicator.link(scope) if reach.sees_rows else "")


def cards(figures, reach):
    """[(Cell, [Cell beneath])]"""
    seen = {one.key for one in figures.indicators}

    def of(key):
        return cell(INDICATORS[key], figures.total(key), figures.scope, reach)

    return [(of(main), [of(key) for key in more if key in seen]) for main, more in CARDS if main in seen]


def table(figures, reach):
    """([Indicator], [(group, [Cell])]) of the places beneath the scope."""
    columns = shown_to(reach, COLUMNS)
    rows = [
        (group, [cell(one, figures.cell(one.key, group), group.scope, reach) for one in columns])
        for group in figures.groups
    ]
    return columns, rows
