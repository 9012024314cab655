"""Long lists, page by page, that stay where they are while rows come and go.

A page begins after a row, not at a number: nothing is skipped or shown twice when somebody publishes meanwhile, and the
last page costs as much as the first. The place is a cursor in the address, signed: what was not made here is no cursor.
"""

from dataclasses import dataclass
from functools import reduce

from django.core import signing
from django.db.models import Q


@dataclass(frozen=True)
class KeysetPage:
    """newer, older: cursors of the neighbours, "" where there is none."""

    object_list: list
    newer: str
    older: str

    def __iter__(self):
        return iter(self.object_list)

    @property
    def is_first(self):
        return not self.newer


@dataclass(frozen=True)
class Keyset:
    """The order of a list: `Keyset("stories", ("-published_at", "id"), 24)`. The last column must be unique.

    The columns are the model's own and never null.
    """

    name: str
    order: tuple
    size: int

    def page(self, rows, cursor=""):
        """The page of `rows` at the cursor; the first one when the cursor is not ours or its rows are gone."""
        place = self._read(cursor)
        if place is None:
            return self._first(rows)
        is_back, values = place
        found = list(self._ordered(rows.filter(self._beyond(rows.model, values, is_back)), is_back)[: self.size + 1])
        if not found or (is_back and len(found) <= self.size):
            return self._first(rows)
        has_more, shown = len(found) > self.size, found[: self.size]
        if is_back:
            return self._page(shown[::-1], newer=has_more, older=True)
        return self._page(shown, newer=True, older=has_more)

    def _first(self, rows):
        found = list(self._ordered(rows)[: self.size + 1])
        return self._page(found[: self.size], newer=False, older=len(found) > self.size)

    def _page(self, shown, newer, older):
        return KeysetPage(
            shown,
            newer=self._cursor(shown[0], is_back=True) if newer else "",
            older=self._cursor(shown[-1], is_back=False) if older else "",
        )

    def _ordered(self, rows, is_back=False):
        return rows.order_by(*(opposite(column) if is_back else column for column in self.order))

    def _beyond(self, model, values, is_back):
        """Rows on the far side of the one with these values: (a, b) > (x, y), spelt out for any direction."""
        far = []
        for depth, column in enumerate(self.order):
            same = {name_of(one): values[place] for place, one in enumerate(self.order[:depth])}
            sign = "lt" if column.startswith("-") != is_back else "gt"
            far.append(Q(**same, **{f"{name_of(column)}__{sign}": values[depth]}))
        first = self.order[0]
        sign = "lte" if first.startswith("-") != is_back else "gte"
        return Q(**{f"{name_of(first)}__{sign}": values[0]}) & reduce(Q.__or__, far)  # the first lets an index begin

    # The cursor ---------------------------------------------------------------------------------------

    @property
    def _signer(self):
        return signing.Signer(salt=f"openweb.keyset.{self.name}")

    def _cursor(self, row, is_back):
        fields = [row._meta.get_field(name_of(column)) for column in self.order]
        return self._signer.sign_object([int(is_back), *(field.value_to_string(row) for field in fields)])

    def _read(self, cursor):
        """(is_back, values as text), or None."""
        try:
            is_back, *values = self._signer.unsign_object(cursor) if cursor else ()
        except (signing.BadSignature, ValueError):
            return None
        return (bool(is_back), values) if len(values) == len(self.order) else None


def name_of(column):
    return column.removeprefix("-")


def opposite(column):
    return name_of(column) if column.startswith("-") else f"-{column}"
