"""What a signed list says: rules, rubric, and line by line which reading led to what.

No name stands in it, so that a person can be erased and the fingerprint still holds: each line has the fingerprint of
the portfolio's frozen version, and that version holds the author's name for as long as it may be kept.
"""

from datetime import timedelta

from django.utils import timezone

from certification.models import CriterionMark


def appeal_until(signed_at, rules):
    """The last day for an appeal, until its end in Kazakhstan."""
    return timezone.localdate(signed_at) + timedelta(days=rules.appeal_days)


def content_of(decision_list, lines, by, signed_at, rules, until):
    cohort = decision_list.cohort
    levels = levels_of(lines)
    return {
        "list": decision_list.pk,
        "number": decision_list.number,
        "cohort": {"id": cohort.pk, "kk": cohort.name_kk, "ru": cohort.name_ru, "en": cohort.name_en},
        "signed_by": by.pk,
        "signed_at": signed_at.isoformat(),
        "rules": {
            "version": rules.version,
            "moderation_percent": rules.moderation_percent,
            "appeal_days": rules.appeal_days,
            "appeal_until": until.isoformat(),
        },
        "lines": [line_content(line, levels) for line in lines],
    }


def line_content(line, levels):
    version, moderation = line.review.version_read, line.moderation
    readings = [moderation.first, moderation.second] if moderation else [line.review]
    return {
        "decision": line.pk,
        "portfolio": line.portfolio_id,
        "version": version.number,
        "version_sha256": version.sha256,
        "rubric": line.review.rubric.number,
        "outcome": line.outcome,
        "readings": [reading_content(review, levels) for review in readings if review],
        "moderation": moderation
        and {"why": moderation.why, "outcome": moderation.outcome, "settled_by": moderation.settled_by_id},
    }


def reading_content(review, levels):
    return {
        "reading": review.reading,
        "by": review.reviewer_id,
        "outcome": review.outcome,
        "decided_at": review.decided_at.isoformat(),
        "levels": levels.get(review.pk, {}),
    }


def levels_of(lines):
    """review id -> {number of the criterion: number of the level}. One query."""
    reviews = {line.review_id for line in lines}
    for line in lines:
        if line.moderation:
            reviews |= {line.moderation.first_id, line.moderation.second_id}
    marks = CriterionMark.objects.filter(review__in=reviews - {None}).exclude(level=None).order_by()
    found = {}
    for review, criterion, level in marks.values_list("review", "criterion__number", "level__number"):
        found.setdefault(review, {})[str(criterion)] = level
    return found
