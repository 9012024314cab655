"""Two readings beside each other, criterion by criterion. Needs their marks."""

from dataclasses import dataclass

from certification.models import Criterion, CriterionMark


@dataclass(frozen=True)
class Row:
    criterion: Criterion
    first: CriterionMark | None
    second: CriterionMark | None

    @property
    def differs(self):
        """In the level; words are each reader's own."""
        return level_of(self.first) != level_of(self.second)


def level_of(mark):
    return mark.level_id if mark else None


def side_by_side(first, second):
    """[Row] of every criterion that one of them has marked, in order. second: None while it is not decided."""
    sides = [{mark.criterion_id: mark for mark in review.marks.all()} if review else {} for review in (first, second)]
    criteria = {mark.criterion_id: mark.criterion for side in sides for mark in side.values()}
    in_order = sorted(criteria.values(), key=lambda criterion: criterion.number)
    return [Row(criterion, *(side.get(criterion.pk) for side in sides)) for criterion in in_order]
