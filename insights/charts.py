"""Charts drawn on the server: plain geometry that `insights/_chart.html` turns into SVG. No script, no style."""

from dataclasses import dataclass

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 38, 356, 14, 160
LABEL_WIDTH = 28  # of a short name of a month
FILLS = (("chart-part", "#0b6b6f"), ("chart-rest", "#b86e00"))  # class for pages, colour for paper


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    css: str
    fill: str


@dataclass(frozen=True)
class Column:
    """One place on the axis. values: a number a series, None where nothing is told. label "" where there is no room."""

    name: str
    label: str
    middle: float
    values: tuple
    bars: tuple


@dataclass(frozen=True)
class Line:
    y: float
    text_y: float
    label: str


@dataclass(frozen=True)
class Chart:
    """key makes ids of the page unique. series: [(name, css, fill)], more than one are stacked."""

    key: str
    title: str
    description: str
    series: tuple
    columns: tuple
    lines: tuple
    unit: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM

    @property
    def is_empty(self):
        return not any(value for column in self.columns for value in column.values)


def columns(key, title, description, series, rows, unit="", top=None):
    """A chart of columns. rows: [(name, short label, (value of each series, …))]; top: where the axis ends."""
    top = top or nice_top(max((sum(filter(None, values)) for _name, _label, values in rows), default=0))
    slot = (RIGHT - LEFT) / max(1, len(rows))
    step = max(1, -(-LABEL_WIDTH // int(slot))) if slot >= 1 else len(rows)
    drawn = [
        Column(
            name=name,
            label=label if index % step == 0 else "",
            middle=round(LEFT + (index + 0.5) * slot, 1),
            values=tuple(values),
            bars=tuple(_bars(values, LEFT + index * slot, slot, top)),
        )
        for index, (name, label, values) in enumerate(rows)
    ]
    named = tuple((name, css, fill) for name, (css, fill) in zip(series, FILLS, strict=False))
    return Chart(key, title, description, named, tuple(drawn), tuple(_lines(top, unit)), unit)


def nice_top(highest):
    """The smallest of 2, 4, 10, 20, 40, 100 … that is not lower: its half is a whole number."""
    top = 2
    while top < highest:
        top = top * 2 if str(top)[0] in "21" else top * 5 // 2
    return top


def _bars(values, x, slot, top):
    """The stacked bars of a column, from the ground up."""
    width = min(slot * 0.72, 26)
    y = BOTTOM
    for value, (css, fill) in zip(values, FILLS, strict=False):
        height = (BOTTOM - TOP) * (value or 0) / top
        y -= height
        if value:
            yield Bar(round(x + (slot - width) / 2, 1), round(y, 1), round(width, 1), round(height, 1), css, fill)


def _lines(top, unit):
    for value in (0, top // 2, top):
        y = round(BOTTOM - (BOTTOM - TOP) * value / top, 1)
        yield Line(y, y + 4, f"{value}{unit}")
