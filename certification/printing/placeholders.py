"""What the texts of a kind may hold in braces, and what each certificate prints instead."""

from django.utils.translation import gettext_lazy as _

from .content import PLACEHOLDERS

MEANINGS = {
    "project": _("title of the project; where no text holds it, the title stands in a line of its own"),
    "school": _("name of the school"),
    "cohort": _("name of the cohort"),
    "conference": _("name of the conference"),
    "sessions": _("how many sessions she attended or held"),
}
WORDS = [(f"{{{name}}}", MEANINGS[name]) for name in PLACEHOLDERS]
