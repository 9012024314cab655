"""Which figures of few people stay hidden, so that nothing shown gives them away. Pure: no database."""

from collections import defaultdict

FEWEST = 5
PRIME = (1 << 61) - 1  # sums are solved in whole numbers modulo a prime: exact, and quick


def hidden_cells(people, sums, secret=frozenset(), fixed=frozenset(), already=frozenset(), first=frozenset()):
    """The cells to hide.

    people: cell -> how many people stand behind it.
    sums: (whole, parts): whoever reads knows that the parts add up to the whole.
    secret: cells that no page shows, such as the difference of two shown ones; they are not in the answer.
    fixed: cells that are shown elsewhere and cannot be hidden any more; already: those that are hidden elsewhere.
    first: cells to hide rather than others, where hiding them is enough.

    Hidden are the cells of one to four people, and as many more as it takes that none of those, and no rest of a sum
    that is one to four people, follows from the cells shown. Cells of nobody tell of nobody.
    """
    names = sorted(people, key=str)
    number = {name: place for place, name in enumerate(names)}

    def numbers(cells):
        return {number[cell] for cell in cells if cell in number}

    table = _Table(
        [people[name] for name in names],
        sorted((number[whole], *sorted(number[part] for part in parts)) for whole, parts in sums),
        fixed=numbers(fixed),
        first=numbers(first),
        hidden=numbers(secret) | numbers(already),
    )
    return {names[place] for place in table.hide()} - secret


class _Table:
    """The same with cells as numbers, in the order of their names."""

    def __init__(self, people, sums, fixed, first, hidden):
        self.people, self.sums, self.fixed, self.first = people, sums, fixed, first
        self.few = {cell for cell, count in enumerate(people) if 0 < count < FEWEST}
        self.hidden = hidden | self.few - fixed
        self.sums_of = defaultdict(list)
        for cells in sums:
            for cell in cells:
                self.sums_of[cell].append(cells)

    def hide(self):
        while more := self._more():
            self.hidden |= more
        return self.hidden

    def _more(self):
        """Cells whose hiding keeps what is told now from being told; empty when nothing is, or nothing helps."""
        rests = sorted((cells for cells in self.sums if self._has_small_rest(cells)), key=len)
        return (
            self._one_of_each((self._free(cells), set(cells)) for cells in rests)
            or self._one_of_each(self._nearest_free(cell) for cell in sorted(self._found(found_one_by_one)))
            or self._one_of_each(self._nearest_free(cell) for cell in sorted(self._found(solved)))
        )

    def _found(self, search):
        return search(self.sums, self.hidden) & self.few

    def _free(self, cells):
        return set(cells) - self.hidden - self.fixed

    def _one_of_each(self, choices):
        """choices: (cells that may be hidden, cells around them). What is hidden for one often helps the next."""
        more, helped = set(), set()
        for free, around in choices:
            if free and helped.isdisjoint(around):
                more.add(min(free, key=self._worth))
                helped |= self.hidden & around
        return more

    def _worth(self, cell):
        """What is lost least by hiding: cells to hide first, then those of fewest people; of nobody, it helps least."""
        return self.people[cell] == 0, cell not in self.first, self.people[cell], cell

    def _has_small_rest(self, cells):
        """The whole is shown and its hidden parts together are one to four people."""
        whole, *parts = cells
        if whole in self.hidden:
            return False
        return 0 < sum(map(self.people.__getitem__, self.hidden.intersection(parts))) < FEWEST

    def _nearest_free(self, cell):
        """(cells that may be hidden, all looked at): in the sums around the cell, else in those around these, …"""
        around, wider = set(), {cell}
        while wider != around:
            new, around = wider - around, wider
            if free := self._free(around):
                return free, around
            wider = around.union(*(other for near in new for other in self.sums_of[near]))
        return set(), around


def found_one_by_one(sums, hidden):
    """The hidden cells that are the only unknown one of a sum, and those that then are: what anybody sees at once."""
    unknown = [rest for cells in sums if (rest := hidden.intersection(cells))]
    open_in = defaultdict(list)
    for cells in unknown:
        for cell in cells:
            open_in[cell].append(cells)
    found, to_tell = set(), [cells for cells in unknown if len(cells) == 1]
    while to_tell:
        cells = to_tell.pop()
        if len(cells) == 1:
            (cell,) = cells
            found.add(cell)
            for others in open_in[cell]:
                others.discard(cell)
                to_tell.append(others)
    return found


def solved(sums, hidden):
    """The hidden cells that follow from the shown ones. sums: (whole, *parts)."""
    rows = {}  # pivot cell -> {cell: coefficient}, the pivot's own coefficient being 1
    holds = defaultdict(set)  # cell -> pivots of the rows in which it stands
    for whole, *parts in sums:
        row = defaultdict(int, {part: 1 for part in parts if part in hidden})
        if whole in hidden:
            row[whole] -= 1
        _reduce_into(rows, holds, {cell: factor % PRIME for cell, factor in row.items() if factor})
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _reduce_into(rows, holds, row):
    """Adds a row to a system in reduced form and keeps it reduced."""
    for cell in [cell for cell in row if cell in rows]:
        row = _minus(row, row[cell], rows[cell])
    if not row:
        return
    pivot = min(row, key=lambda cell: len(holds[cell]))  # stands in fewest rows: little to mend
    inverse = pow(row[pivot], -1, PRIME)
    row = {cell: factor * inverse % PRIME for cell, factor in row.items()}
    for other in list(holds[pivot]):
        mended = _minus(rows[other], rows[other][pivot], row)
        _note(holds, other, rows[other], mended)
        rows[other] = mended
    rows[pivot] = row
    _note(holds, pivot, {}, row)


def _note(holds, pivot, before, after):
    for cell in before.keys() - after.keys():
        holds[cell].discard(pivot)
    for cell in after.keys() - before.keys():
        holds[cell].add(pivot)


def _minus(row, times, other):
    result = dict(row)
    for cell, factor in other.items():
        value = (result.get(cell, 0) - times * factor) % PRIME
        if value:
            result[cell] = value
        else:
            result.pop(cell, None)
    return result
