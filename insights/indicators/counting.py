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
    heads: int = 0

    def close(self):
        """Only how many people there are is needed from here on."""
        self.heads, self.people, self.people_of = len(self.people), set(), set()


def count(indicators, ground, split=None):
    """{(indicator key, node, part): Tally}; part WHOLE is not split, the others are values of the split."""
    tallies = defaultdict(Tally)
    for branch, grain in grains(indicators, ground, split):
        wholes = [WHOLE] if branch.is_whole else []
        parts = [part_of(split, grain["part"]), *wholes] if branch.is_split else wholes
        who = ground.people(branch.source, grain)
        for node in ground.nodes(branch.source, grain):
            for part in parts if ground.tells_parts(node) else wholes:
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
