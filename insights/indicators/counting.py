"""Counting: one query a source, whatever the number of rows; its grains are added up to places here."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Sum
from django.utils import timezone

from .definitions import MEAN, SUM
from .sources import COMMUNITY

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
    for source in dict.fromkeys(indicator.source for indicator in indicators):
        mine = [indicator for indicator in indicators if indicator.source is source]
        splits = bool(split) and source.splits_by(split)
        if not splits or split in source.many:
            _add(tallies, mine, source, ground, None, wholes=True)
        if splits:
            _add(tallies, mine, source, ground, split, wholes=split not in source.many)
    return tallies


def _add(tallies, indicators, source, ground, split, wholes):
    for grain in _grains(indicators, source, ground, split):
        parts = [_plain(grain["part"])] if split else []
        if wholes:
            parts.append(WHOLE)
        who = _who(grain, source, ground)
        for node in ground.nodes(source, grain):
            for part in parts:
                for indicator in indicators:
                    _tell(tallies[indicator.key, node, part], grain, indicator, who)


def _grains(indicators, source, ground, split):
    sums = {}
    for indicator in indicators:
        sums |= _sums(indicator, ground.scope)
    grouping = source.grouping(split, ground.by_cohort and not source.knows_cohort)
    return source.rows(ground.scope).order_by().values(**grouping).annotate(**sums)


def _sums(indicator, scope):
    counted = indicator.condition(scope) or None  # no condition at all is not an empty one
    found = {f"{indicator.key}_rows": Count("pk", filter=counted)}
    if indicator.kind == SUM:
        for column in indicator.adds:
            found[f"{indicator.key}_{column}"] = Sum(column, filter=counted)
    if indicator.kind == MEAN:
        found[f"{indicator.key}_of"] = Count(indicator.each, distinct=True)
    elif indicator.of is not None:
        found[f"{indicator.key}_of"] = Count("pk", filter=indicator.base(scope) or None)
    return found


def _tell(tally, grain, indicator, who):
    rows, of = grain[f"{indicator.key}_rows"], grain.get(f"{indicator.key}_of", 0)
    if indicator.source.counts_people:  # at one of her schools or at two of them: one person
        rows, of = int(rows > 0 and not who & tally.people), int(of > 0 and not who & tally.people_of)
    if indicator.kind == SUM:
        tally.counted += sum(grain[f"{indicator.key}_{column}"] or 0 for column in indicator.adds)
    else:
        tally.counted += rows
    tally.of += of
    if rows or not indicator.source.person_path:
        tally.people |= who
    if of:
        tally.people_of |= who
    if rows and indicator.source.value_path:
        tally.moments += [grain["stood"]] * rows


def _who(grain, source, ground):
    if source.person_path:
        return {grain["who"]}
    if source.unit == COMMUNITY:
        return ground.members[grain["unit"]]
    return ground.members_of_school[grain["unit"]]


def _plain(value):
    """Months as the date of their first day, what was not entered as None."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return None if value == "" else value
