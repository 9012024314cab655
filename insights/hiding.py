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
    sums = [(whole, *parts) for whole, parts in sums]
    small = {cell for cell, count in people.items() if 0 < count < FEWEST} - fixed
    hidden = small | secret | already
    while more := _more(people, sums, hidden, small, fixed, first):
        hidden |= more
    return hidden - secret


def solved(sums, hidden):
    """The hidden cells that follow from the shown ones. sums: (whole, *parts)."""
    rows = {}  # pivot cell -> {cell: coefficient}, the pivot's own coefficient being 1
    for whole, *parts in sums:
        row = defaultdict(int, {part: 1 for part in parts if part in hidden})
        if whole in hidden:
            row[whole] -= 1
        _reduce_into(rows, {cell: factor % PRIME for cell, factor in row.items() if factor})
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _reduce_into(rows, row):
    """Adds a row to a system in reduced form and keeps it reduced."""
    for cell in [cell for cell in row if cell in rows]:
        row = _minus(row, row[cell], rows[cell])
    if not row:
        return
    pivot = min(row, key=str)
    inverse = pow(row[pivot], -1, PRIME)
    row = {cell: factor * inverse % PRIME for cell, factor in row.items()}
    for other, its_row in rows.items():
        if pivot in its_row:
            rows[other] = _minus(its_row, its_row[pivot], row)
    rows[pivot] = row


def _minus(row, times, other):
    result = dict(row)
    for cell, factor in other.items():
        value = (result.get(cell, 0) - times * factor) % PRIME
        if value:
            result[cell] = value
        else:
            result.pop(cell, None)
    return result


def _more(people, sums, hidden, small, fixed, first):
    """Cells whose hiding keeps what is told now from being told; empty when nothing is, or nothing helps."""
    told = sorted((set(cells) for cells in sums if _has_small_rest(people, cells, hidden)), key=len)
    told += [{cell} for cell in sorted(solved(sums, hidden) & (small | _few(people, hidden)), key=str)]
    more, helped = set(), set()
    for cells in told:  # the narrowest sum first: what is hidden there often helps the wider ones
        if helped.isdisjoint(cells):
            free, around = _nearest_free(cells, sums, hidden | fixed)
            if free:
                more.add(min(free, key=lambda cell: (people[cell] == 0, cell not in first, people[cell], str(cell))))
            helped |= hidden & around
    return more


def _nearest_free(cells, sums, taken):
    """(cells that can still be hidden, all looked at): among these, else in the sums around them, and so on."""
    around, wider = set(), set(cells)
    while wider != around:
        around = wider
        if free := around - taken:
            return free, around
        wider = around.union(*(other for other in sums if not around.isdisjoint(other)))
    return set(), around


def _few(people, cells):
    return {cell for cell in cells if 0 < people[cell] < FEWEST}


def _has_small_rest(people, cells, hidden):
    """The whole is shown and its hidden parts together are one to four people."""
    whole, *parts = cells
    return whole not in hidden and 0 < sum(people[part] for part in parts if part in hidden) < FEWEST
