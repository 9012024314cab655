"""The stages of cohorts, read once for many: every page of a project shows them, and they hardly ever change."""

from languages.fields import columns_of
from openweb.pages import remembered

from .models import Question, Stage


def stages_of(cohort_id):
    """[Stage] in order, with number, part and title; as they were within the last half minute."""
    return stages_by_cohort([cohort_id])[cohort_id]


def stages_by_cohort(cohorts):
    """{id of the cohort: [Stage]}. cohorts: ids. One query at most."""
    wanted = sorted(set(cohorts))
    return remembered(f"stages.{'.'.join(map(str, wanted))}", lambda: _read(wanted)) if wanted else {}


def _read(cohorts):
    stages = Stage.objects.filter(cohort__in=cohorts).order_by("number")
    found = {cohort: [] for cohort in cohorts}
    for stage in stages.only("cohort", "number", "part", *columns_of("title")):
        found[stage.cohort_id].append(stage)
    return found


def stage_with_questions(cohort_id, number):
    """The whole Stage, or None; its questions are read."""
    if not any(stage.number == number for stage in stages_of(cohort_id)):
        return None
    whole = Stage.objects.filter(cohort=cohort_id, number=number).prefetch_related("questions")
    return remembered(f"stage.{cohort_id}.{number}", whole.first)


def needed_answers(cohort_id):
    """[(id of the stage, key of the question)] without which no portfolio is complete, in order."""
    questions = Question.objects.filter(stage__cohort=cohort_id, is_required=True)
    ordered = questions.order_by("stage__number", "order", "id").values_list("stage", "key")
    return remembered(f"needed-answers.{cohort_id}", lambda: list(ordered))
