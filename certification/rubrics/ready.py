"""What a draft of a rubric still lacks before it can be put in use. No database: give it a rubric with_criteria()."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.models import Criterion
from languages.fields import CODES

FEWEST_LEVELS = 2


class Missing(NamedTuple):
    what: str
    criterion: Criterion | None


def what_is_missing(rubric):
    """[Missing], in order of the criteria; empty when it can be put in use."""
    if not rubric.criteria_in_order:
        return [Missing(_("There is no criterion yet."), None)]
    return [Missing(what, one) for one in rubric.criteria_in_order for what in missing_in(one)]


def missing_in(criterion):
    """Sentences about one criterion with its `scale`."""
    untranslated = lacks_a_language(criterion, "name", "hint")
    untranslated += sum(lacks_a_language(level, "name", "description") for level in criterion.scale)
    if untranslated:
        yield ngettext(
            "%(number)d text is not yet in all three languages.",
            "%(number)d texts are not yet in all three languages.",
            untranslated,
        ) % {"number": untranslated}
    yield from missing_in_scale(criterion.scale)


def lacks_a_language(row, always, if_any):
    """How many of the two texts are there in some language and not in all. The first must be there."""
    names = {bool(getattr(row, f"{always}_{code}")) for code in CODES}
    others = {bool(getattr(row, f"{if_any}_{code}")) for code in CODES}
    return (names != {True}) + (others == {True, False})


def missing_in_scale(scale):
    """The rule of a scale, in words: at least two levels; from some level on it is enough, below it is not."""
    enough = [level.is_enough for level in scale]
    if len(scale) < FEWEST_LEVELS:
        yield _("A criterion needs at least two levels.")
    elif not any(enough) or all(enough):
        yield _("Say from which level on it is enough: not for none of them, and not for all.")
    elif enough != sorted(enough):
        yield _("A level above one that is enough must be enough too.")
