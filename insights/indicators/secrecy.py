"""Which cells of the figures readers must not see who may not learn about fewer than five people.

Always worked out for all cohorts and places at once: what is hidden does not depend on the page that is asked for.
"""

from collections import defaultdict

from ..hiding import hidden_cells
from .counting import WHOLE
from .definitions import INDICATORS, SHARE, SUM
from .ground import EVERYWHERE

REST = "rest"


def hidden_of(indicators, tallies, ground, split):
    """{(indicator key, node, part)} to hide. indicators come with the wholes that they are part of."""
    tree = _tree(tallies, ground)
    hidden = set()
    for family in _families(indicators):
        hidden |= _in_places(family, tallies, tree)
        if split:
            hidden |= _in_parts(family, tallies, tree, hidden)
    return hidden


def _tree(tallies, ground):
    """node -> the nodes right beneath it, of all that occur."""
    tree = defaultdict(set)
    for node in {node for _key, node, _part in tallies}:
        while above := ground.node_above(node):
            tree[above].add(node)
            node = above
    return tree


def _sums(tree):
    """(whole, parts) of nodes: each against its parts on every level beneath it."""
    for node in sorted(tree):
        parts = sorted(tree[node])
        while parts:
            yield node, tuple(parts)
            parts = sorted(child for part in parts for child in tree.get(part, ()))


def _families(indicators):
    """Indicators that are parts of one another, together; wholes come first."""
    families = defaultdict(list)
    for indicator in indicators:
        top = indicator
        while top.within:
            top = INDICATORS[top.within]
        families[top.key].append(indicator)
    return families.values()


def _in_places(family, tallies, tree):
    """Cells that are not split, over the tree of cohorts and places."""
    nodes = {EVERYWHERE}.union(*tree.values())
    cells = [(one.key, node, WHOLE) for one in family for node in sorted(nodes)]
    sums = [
        ((one.key, whole, WHOLE), [(one.key, part, WHOLE) for part in parts])
        for one in family
        for whole, parts in _sums(tree)
    ]
    return _hide(family, tallies, cells, sums)


def _in_parts(family, tallies, tree, hidden):
    """Cells of the split: of all cohorts, of each and of its regions."""
    tree = {node: children for node, children in tree.items() if not node[1]}
    nodes = sorted({EVERYWHERE}.union(*tree.values()))
    parts = sorted({part for _key, _node, part in tallies if part != WHOLE}, key=str)
    keys = [indicator.key for indicator in family]
    cells = [(key, node, part) for key in keys for node in nodes for part in parts]
    wholes = {(key, node, WHOLE) for key in keys for node in nodes}
    sums = [
        ((key, whole, part), [(key, node, part) for node in beneath])
        for key in keys
        for part in parts
        for whole, beneath in _sums(tree)
    ]
    sums += [((key, node, WHOLE), [(key, node, part) for part in parts]) for key in keys for node in nodes]
    already = {(key, node, part) for key, node, part in cells if (key, node, WHOLE) in hidden} | wholes & hidden
    return _hide(family, tallies, [*cells, *wholes], sums, already=already, fixed=wholes - hidden)


def _hide(family, tallies, cells, sums, already=frozenset(), fixed=frozenset()):
    by_key = {indicator.key: indicator for indicator in family}
    people = {cell: _people(by_key[cell[0]], tallies.get(cell)) for cell in cells}
    secret, sums = set(), list(sums)
    for cell in cells:
        if whole := _whole(by_key, cell):
            rest = (REST, *cell)
            people[rest] = _rest(by_key[cell[0]], tallies.get(cell), tallies.get(whole))
            secret.add(rest)
            sums.append((whole, [cell, rest]))
    shown = {cell for cell in cells if by_key[cell[0]].is_open}
    all_cohorts = {cell for cell in cells if cell[1] == EVERYWHERE}
    hidden = hidden_cells(people, sums, secret=secret, fixed=fixed | shown, already=already - shown, first=all_cohorts)
    for cell in cells:  # those of wholes come first: a part of what is hidden is hidden
        if cell not in shown and _whole(by_key, cell) in hidden:
            hidden.add(cell)
    return hidden


def _whole(by_key, cell):
    """The cell that this one is a part of; None also where that is open to everyone: nothing to keep there."""
    key, node, part = cell
    within = by_key[key].within
    return (within, node, part) if within and not by_key[within].is_open else None


def _people(indicator, tally):
    if tally is None:
        return 0
    return tally.counted if indicator.kind == SUM else len(tally.people)


def _rest(indicator, tally, whole):
    """How many people the whole has beside this part of it."""
    if whole is None:
        return 0
    if indicator.kind == SUM:
        return max(0, whole.counted - (tally.counted if tally else 0))
    if tally is None:
        return len(whole.people)
    return len((tally.people_of if indicator.kind == SHARE else whole.people) - tally.people)
