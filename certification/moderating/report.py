"""How far the two readers of a cohort's sample agree: over outcomes, and by criterion."""

from dataclasses import dataclass

from certification.models import CriterionMark, Moderation, Outcome

from .agreement import Agreement, agreement


@dataclass(frozen=True)
class Line:
    label: str
    found: Agreement


@dataclass(frozen=True)
class Report:
    outcomes: Line
    criteria: list  # of Line, in the order of the rubric; of each version of the rubric its own


def report_for(cohort, label):
    """Every pair of readings counts as the readers gave it, whoever settled it later. Two queries.

    label: what the line over outcomes is called.
    """
    moderations = Moderation.objects.of_cohort(cohort).settled() | Moderation.objects.of_cohort(cohort).differing()
    pairs = list(moderations.exclude(second=None).values_list("first", "second", "first__outcome", "second__outcome"))
    outcomes = agreement((Outcome(first), Outcome(second)) for _a, _b, first, second in pairs)
    return Report(Line(label, outcomes), by_criterion([(first, second) for first, second, _a, _b in pairs]))


def by_criterion(pairs):
    """[Line]: of each criterion the pairs of levels, where both readers gave one."""
    levels, criteria = levels_of({review for pair in pairs for review in pair})
    versions = {criterion.rubric.number for criterion in criteria.values()}
    lines = []
    for key in sorted(criteria, key=lambda pk: (criteria[pk].rubric.number, criteria[pk].number)):
        both = [(levels.get((first, key)), levels.get((second, key))) for first, second in pairs]
        found = agreement(pair for pair in both if None not in pair)
        lines.append(Line(name_of(criteria[key], len(versions) > 1), found))
    return lines


def levels_of(reviews):
    """({(review id, criterion id): number of the level}, {criterion id: Criterion})"""
    marks = CriterionMark.objects.filter(review__in=reviews).exclude(level=None)
    levels, criteria = {}, {}
    for mark in marks.select_related("criterion__rubric", "level"):
        levels[mark.review_id, mark.criterion_id] = mark.level.number
        criteria[mark.criterion_id] = mark.criterion
    return levels, criteria


def name_of(criterion, with_version):
    return f"{criterion} ({criterion.rubric.number})" if with_version else str(criterion)
