"""Which criteria count: the rubric in use in a cohort, what a cohort without one begins with, copies of a rubric."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from languages.fields import columns_of

from .default_rubric import CRITERIA, LEVEL_NAMES
from .models import Criterion, Level, Rubric, RubricStatus

OF_CRITERION = ("part", *columns_of("name", "hint"))
OF_LEVEL = ("number", "is_enough", *columns_of("name", "description"))


def rubric_of(cohort):
    """The rubric in use with its criteria, or None."""
    return Rubric.objects.in_use().filter(cohort=cohort).with_criteria().first()


def criteria_of(cohort):
    """The criteria by which this cohort is judged, each with its `scale`, in order. Reads only.

    Before the university has put a rubric in use these are unsaved copies of those with which it would begin.
    """
    rubric = rubric_of(cohort)
    return rubric.criteria_in_order if rubric else copies(source_for(cohort))


def source_for(cohort):
    """What a cohort begins with: the rubric that the university put in use last, or None for the portal's own."""
    others = Rubric.objects.in_use().exclude(cohort=cohort).order_by("-in_use_since")
    return others.with_criteria().first()


def copies(source=None):
    """Unsaved criteria, each with its `scale`, copied from a rubric read with_criteria(), or the portal's own."""
    if source is None:
        return default_criteria()
    return [copy_of(criterion) for criterion in source.criteria_in_order]


def copy_of(criterion):
    copied = Criterion(number=criterion.number, **columns(criterion, OF_CRITERION))
    copied.scale = [Level(**columns(level, OF_LEVEL)) for level in criterion.scale]
    return copied


def columns(row, names):
    return {name: getattr(row, name) for name in names}


def default_criteria():
    made = []
    for number, texts in enumerate(CRITERIA, start=1):
        descriptions = texts["levels"]
        criterion = Criterion(number=number, **{name: text for name, text in texts.items() if name != "levels"})
        criterion.scale = [default_level(n, descriptions[n]) for n in range(len(LEVEL_NAMES))]
        made.append(criterion)
    return made


def default_level(number, texts):
    descriptions = dict(zip(columns_of("description"), texts, strict=True))
    return Level(number=number, **LEVEL_NAMES[number], **descriptions)


def fill(rubric, criteria):
    """Saves unsaved criteria and their levels as those of this rubric, a draft."""
    for criterion in criteria:
        criterion.rubric = rubric
    Criterion.objects.bulk_create(criteria)
    levels = [level for criterion in criteria for level in of_criterion(criterion)]
    Level.objects.bulk_create(levels)


def of_criterion(criterion):
    for level in criterion.scale:
        level.criterion = criterion
    return criterion.scale


def make_rubric(cohort):
    """The rubric in use; where a cohort has none, the one that it begins with, in use at once."""
    found = cohort.rubrics.in_use().first()
    if found is None:
        try:
            found = begin_with(cohort, copies(source_for(cohort)))
        except IntegrityError:  # another hand at the same moment
            found = cohort.rubrics.in_use().get()
    return found


@transaction.atomic
def begin_with(cohort, criteria):
    rubric = Rubric.objects.create(cohort=cohort, number=next_number(cohort))
    fill(rubric, criteria)
    rubric._move_to(RubricStatus.IN_USE, in_use_since=timezone.now())
    return rubric


def next_number(cohort):
    last = cohort.rubrics.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def make_criteria(cohort):
    """The criteria of the rubric in use, in order."""
    return list(make_rubric(cohort).criteria.order_by("number"))
