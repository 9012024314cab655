"""Which decisions are read a second time: a share at random, every borderline case, and what the chief asks for."""

import secrets
from contextlib import contextmanager

from certification.models import AssessmentRules, ModerationReason, Outcome

DICE = secrets.SystemRandom()  # nobody can foresee what it draws
_dice = DICE


@contextmanager
def rolled_by(dice):
    """Inside, this draws instead: for tests, and for a demo that is the same each time. Needs randrange()."""
    global _dice
    before, _dice = _dice, dice
    try:
        yield
    finally:
        _dice = before


def rules_of(cohort):
    """The rules of assessment of a cohort: its own, else the defaults (not stored)."""
    return AssessmentRules.objects.filter(cohort=cohort).first() or AssessmentRules(cohort=cohort)


def why_read_twice(review, outcome):
    """A ModerationReason, or None when the decision is told at once. Call it before the review is closed."""
    portfolio = review.version_read.portfolio
    if portfolio.read_twice:
        return ModerationReason.ASKED
    if is_borderline(review, outcome):
        return ModerationReason.BORDERLINE
    if _dice.randrange(100) < rules_of(portfolio.project.community.cohort).moderation_percent:
        return ModerationReason.RANDOM
    return None


def is_borderline(review, outcome):
    """Exactly one criterion is below "enough", or the outcome contradicts the levels.

    It contradicts them when it accepts with any criterion below, or says "not yet" though every criterion of the rubric
    has a level that is enough. Criteria without a level say nothing.
    """
    enough = list(review.marks.exclude(level=None).values_list("level__is_enough", flat=True))
    below = enough.count(False)
    if below == 1 or (below and outcome == Outcome.PASS):
        return True
    all_enough = len(enough) == review.rubric.criteria.count() and not below
    return bool(enough) and all_enough and outcome == Outcome.NOT_YET
