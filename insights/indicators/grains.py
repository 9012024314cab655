"""Grains: what the database adds up, for any number of sources in one query.

A grain is a community or a school, its person where rows have one, the value of the split, and sums. The sources are
the branches of one UNION ALL; all have the same columns, so what a source lacks is NULL or nought.
"""

from dataclasses import dataclass

from django.db.models import CharField, Count, DateTimeField, Sum, Value
from django.db.models.functions import Cast

from .definitions import MEAN, SUM

GROUPS = ("branch", "unit", "who", "led", "stood", "part")


@dataclass(frozen=True)
class Branch:
    """A source in the query. is_split: its grains are told apart by the split; is_whole: they make up the whole."""

    source: object
    indicators: tuple
    is_split: bool
    is_whole: bool


def branches_of(indicators, split):
    """A source whose rows may have several parts is counted twice: with its parts, and as a whole."""
    found = []
    for source in dict.fromkeys(indicator.source for indicator in indicators):
        mine = tuple(indicator for indicator in indicators if indicator.source is source)
        splits = bool(split) and source.splits_by(split)
        if splits:
            found.append(Branch(source, mine, is_split=True, is_whole=split not in source.many))
        if not splits or split in source.many:
            found.append(Branch(source, mine, is_split=False, is_whole=True))
    return found


def grains(indicators, ground, split):
    """(Branch, {name: value}) of all: the groups, and the sums of each indicator by `sum_names`. One query."""
    branches = branches_of(indicators, split)
    sums = [_sums(branch, ground.scope) for branch in branches]
    width = max(len(named) for named in sums)
    queries = [
        _query(number, branch, named, ground, split, width)
        for number, (branch, named) in enumerate(zip(branches, sums, strict=True))
    ]
    query = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    for row in query:
        number, *values = row
        names = [*GROUPS[1:], *sums[number]]
        yield branches[number], dict(zip(names, values, strict=False))


def _query(number, branch, named, ground, split, width):
    source = branch.source
    groups = {
        "branch": Value(number),
        "unit": _text(source.unit_path),
        "who": _text(source.person_path),
        "led": _text(source.cohort_path if ground.by_cohort and not source.knows_cohort else ""),
        "stood": Cast(source.value_path or Value(None), DateTimeField()),
        "part": _text(source.split(split) if branch.is_split else ""),
    }
    rows = source.rows(ground.scope).order_by().values(**groups)
    columns = list(named.values()) + [Value(0)] * (width - len(named))
    numbered = {f"sum_{place}": column for place, column in enumerate(columns)}
    return rows.annotate(**numbered).values_list(*GROUPS, *numbered)


def _text(expression):
    return Cast(expression or Value(None), CharField(max_length=40))


def _sums(branch, scope):
    """{name: aggregate}"""
    found = {}
    for indicator in branch.indicators:
        counted = indicator.condition(scope) or None  # no condition at all is not an empty one
        found[f"{indicator.key}_rows"] = Count("pk", filter=counted)
        if indicator.kind == SUM:
            for column in indicator.adds:
                found[f"{indicator.key}_{column}"] = Sum(column, filter=counted, default=0)
        if indicator.kind == MEAN:
            found[f"{indicator.key}_of"] = Count(indicator.each, distinct=True)
        elif indicator.of is not None:
            found[f"{indicator.key}_of"] = Count("pk", filter=indicator.base(scope) or None)
    return found
