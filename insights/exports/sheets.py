"""What can be asked for by a key: a list of the table, the rows behind a figure, the figures themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community
from programme.models import Cohort
from schools.models import Region

from ..board import glance
from ..board.forms import PartForm, ScopeForm, part_asked
from ..board.lists import list_of
from ..indicators import INDICATORS, measure
from ..scope import scopes_for
from . import gatherings, people, works  # noqa: F401 (they fill the table)
from .forms import ChoiceForm
from .kinds import EXPORTS, coordinates

CHUNK = 1000
ROWS_OF = "rows-"


@dataclass
class Sheet:
    headings: list
    count: int
    lines: Iterator


class OfList:
    """An export of the table, narrowed to a cohort and a region."""

    def __init__(self, export):
        self.export, self.key = export, export.key
        self.name, self.about = export.name, export.about

    def may(self, user):
        return self.export.may(user)

    def form(self, data, reader):
        return ChoiceForm(data, export=self.export)

    def sheet(self, reader, choice):
        cohort = Cohort.objects.filter(pk=choice.get("cohort") or "").first()
        region = Region.objects.filter(pk=choice.get("region") or "").first()
        rows = self.export.chosen(reader, cohort, region)
        return Sheet(self.export.headings(reader), rows.count(), self.export.lines(reader, rows))


class Scoped:
    """Of a scope of the board; the form keeps its place."""

    def form(self, data, reader):
        return ScopeForm(data, scopes_for(reader))

    @staticmethod
    def scope(reader, choice):
        data = QueryDict(mutable=True)
        data.update(choice)
        return ScopeForm(data, scopes_for(reader)).scope


class OfFigure(Scoped):
    """The rows that an indicator has counted: for those who may see people."""

    def __init__(self, indicator):
        self.indicator, self.key = indicator, f"{ROWS_OF}{indicator.key}"
        self.name, self.about = indicator.name, indicator.counts

    def may(self, user):
        reach = scopes_for(user)
        return reach is not None and reach.sees_rows

    def form(self, data, reader):
        return PartForm(data, scopes_for(reader))

    def sheet(self, reader, choice):
        found, part = list_of(self.indicator), part_asked(choice, self.indicator)
        rows = self.indicator.rows(self.scope(reader, choice), *part)
        loaded = found.load(rows, reader).iterator(chunk_size=CHUNK)
        return Sheet(found.headings, rows.count(), (found.line(row) for row in loaded))


class OfFigures(Scoped):
    """The figures of the board with their definitions; few people are hidden from whoever must not see them."""

    key = "figures"
    name = gettext_lazy("Figures of the programme")
    about = gettext_lazy("Every figure of the board with its definition, as a whole and by place. No names.")

    def may(self, user):
        return scopes_for(user) is not None

    def sheet(self, reader, choice):
        reach, scope = scopes_for(reader), self.scope(reader, choice)
        indicators = glance.shown_to(reach)
        figures = measure(indicators, scope, by=scope.next_level, hide=reach.hides_few)
        lines = list(_lines_of(figures, indicators, scope))
        headings = [
            _("Figure"),
            _("Place"),
            _("Value"),
            _("Unit"),
            _("Counted"),
            _("Of"),
            _("What is counted"),
            _("Of what"),
        ]
        return Sheet(headings, len(lines), iter(lines))


def _lines_of(figures, indicators, scope):
    whole = str(scope.place or _("Everywhere"))
    for indicator in indicators:
        yield _line(indicator, whole, figures.total(indicator.key))
        for group in figures.groups:
            cell = figures.cell(indicator.key, group)
            if cell is not None:
                yield _line(indicator, str(group.label), cell)


def _line(indicator, place, cell):
    value = _("hidden: fewer than five people") if cell.hidden else cell.value
    unit = str(UNITS.get(indicator.unit, indicator.unit))
    words = str(indicator.counts), str(indicator.of_words)
    return [str(indicator.name), place, value, unit, cell.numerator, cell.denominator, *words]


UNITS = {"days": gettext_lazy("days"), "times": gettext_lazy("times")}


def named(key, reader):
    """What the key stands for, if she may have it; else None."""
    if key == OfFigures.key:
        found = OfFigures()
    elif key.startswith(ROWS_OF) and key.removeprefix(ROWS_OF) in INDICATORS:
        found = OfFigure(INDICATORS[key.removeprefix(ROWS_OF)])
    elif key in EXPORTS:
        found = OfList(EXPORTS[key])
    else:
        return None
    return found if found.may(reader) else None


def open_to(user):
    """All that stands on her page of exports; rows of figures are asked for where they are read."""
    return [one for one in (OfFigures(), *map(OfList, EXPORTS.values())) if one.may(user)]


def circle_of(reader):
    """By what her rights are bounded: ids of her communities, or None for those who see all."""
    return None if coordinates(reader) else sorted(Community.objects.planned_by(reader).values_list("pk", flat=True))


def may_still(reader, export, circle):
    """Whether what was made for her then is hers now: a facilitator who has left gets no list made before (C11)."""
    if named(export, reader) is None:
        return False
    now = circle_of(reader)
    return now is None or (circle is not None and set(circle) <= set(now))


def sheet_for(reader, key, choice):
    found = named(key, reader)
    if found is None:
        raise PermissionDenied
    return found.sheet(reader, choice)
