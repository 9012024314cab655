"""The criteria as a teacher sees them: beside her checklist and where she submits. The preview shows the very same."""

from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from certification.criteria import criteria_of
from openweb.pages import remembered

TEMPLATE = "certification/rubrics/_for_teacher.html"


def for_teacher(criteria, language):
    """HTML. criteria: with their `scale`."""
    with override(language):
        return render_to_string(TEMPLATE, {"criteria": criteria})


def beside_checklist(project):
    """HTML of the criteria of her cohort: the same for everybody in it, so it is remembered for half a minute."""
    cohort, language = project.community.cohort, get_language()
    return remembered(f"criteria.{cohort.pk}.{language}", lambda: for_teacher(criteria_of(cohort), language))
