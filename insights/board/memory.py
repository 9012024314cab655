"""The board's figures, at most half a minute old: on a Monday morning everyone asks for the same ones."""

import hashlib

from django.utils.translation import get_language

from openweb.pages import remembered

from ..indicators import Figures, measure


def recent(indicators, scope, by=None, hide=False):
    """As measure(); the labels of its groups are in the reader's language."""
    name = name_of(get_language(), [one.key for one in indicators], scope.query, by, hide)
    groups, cells, counted_at = remembered(f"board.{name}", lambda: _counted(indicators, scope, by, hide))
    return Figures(scope, by, tuple(indicators), groups, cells, counted_at)


def drawn(figures, reach, draw):
    """The HTML that draw() makes of these figures, for all who have the same reach: figures and links, no people."""
    asked = [one.key for one in figures.indicators], figures.scope.query, figures.by, figures.counted_at
    return remembered(f"board.drawn.{name_of(get_language(), reach.sees_rows, reach.hides_few, *asked)}", draw)


def name_of(*asked):
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def _counted(indicators, scope, by, hide):
    figures = measure(indicators, scope, by=by, hide=hide)
    return figures.groups, figures.cells, figures.counted_at
