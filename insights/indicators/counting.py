"""Counting: grains are added up to places here."""

from collections import defaultdict
from dataclasses import dataclass, field

from .definitions import SUM
from .grains import grains
from .sources import part_of

WHOLE = ()  # the part of a cell that is not split


@dataclass
class Tally:
    """What is known of one cell. people: ids of those behind the counted rows; people_of: behind what it is of."""

    counted: int = 0
    of: int = 0
    people: set = field(default_factory=set)
    people_of: set = field(default_factory=set)
    moments: list = field(default_factory=list)


def count(indicators, ground, split=None):
    """{(indicator key, node, part): Tally}; part WHOLE is not split, the others are values of the split."""
    tallies = defaultdict(Tally)
    for branch, grain in grains(indicators, ground, split):
        parts = [part_of(split, grain["part"])] if branch.is_split else []
        if branch.is_whole:
            parts.append(WHOLE)
        who = ground.people(branch.source, grain)
        for node in ground.nodes(branch.source, grain):
            for part in parts:
                for indicator in branch.indicators:
                    _tell(tallies[indicator.key, node, part], grain, indicator, who)
    return tallies


def _tell(tally, grain, indicator, who):
    rows, of = grain[f"{indicator.key}_rows"], grain.get(f"{indicator.key}_of", 0)
    if indicator.source.counts_people:  # at one of her schools or at two of them: one person
        rows, of = int(rows > 0 and not who & tally.people), int(of > 0 and not who & tally.people_of)
    if indicator.kind == SUM:
        tally.counted += sum(grain[f"{indicator.key}_{column}"] for column in indicator.adds)
    else:
        tally.counted += rows
    tally.of += of
    if rows or not indicator.source.person_path:
        tally.people |= who
    if of:
        tally.people_of |= who
    if rows and indicator.source.value_path:
        tally.moments += [grain["stood"]] * rows
