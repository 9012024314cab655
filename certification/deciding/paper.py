"""A decision list on paper and as a table. Names are those of the frozen versions, as the teachers submitted them."""

from pathlib import Path

from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from certification.models import Outcome
from documents import pdf

TEMPLATE = Path(__file__).resolve().parent.parent / "typst/decisions.typ"


def lines_of(decision_list):
    """Decisions with `author`, `school` and `title` as frozen ("" once erased): one query."""
    of = "review__version_read__content"
    keys = {"author": "author", "school_then": "school", "title": "title"}
    frozen = {name: KeyTextTransform(key, of) for name, key in keys.items()}
    lines = decision_list.decisions.for_listing().annotate(**frozen)
    return list(lines.order_by("portfolio__project__lead__sort_key", "pk"))


def headings():
    return [
        _("No."),
        _("Teacher"),
        _("School"),
        _("Project"),
        _("Outcome"),
        _("Read by"),
        _("Read a second time by"),
        _("Second reading"),
    ]


def rows_of(decision_list):
    return [row(number, line) for number, line in enumerate(lines_of(decision_list), start=1)]


def row(number, line):
    project, moderation = line.portfolio.project, line.moderation
    first = moderation.first if moderation else line.review
    second = moderation.second.reviewer.full_name if moderation and moderation.second else ""
    return [
        number,
        line.author or project.lead.full_name,
        line.school_then or str(project.school),
        line.title or project.title,
        word_of(line.outcome),
        first.reviewer.full_name,
        second,
        how_settled(moderation),
    ]


def word_of(outcome):
    return pgettext("decision", "accepted") if outcome == Outcome.PASS else pgettext("decision", "not yet")


def how_settled(moderation):
    if moderation is None:
        return ""
    if moderation.settled_by is None:
        return _("both said the same")
    return _("settled by %(name)s") % {"name": moderation.settled_by.short_name}


def list_pdf(decision_list, language):
    """The PDF's bytes, A4 across."""
    with override(language):
        return pdf.render(TEMPLATE, as_data(decision_list), language)


def as_data(decision_list):
    cohort, title = decision_list.cohort, _("Decision list %(number)d") % {"number": decision_list.number}
    rows = rows_of(decision_list)
    return {
        "title": title,
        "cohort": str(cohort),
        "facts": facts(decision_list, rows),
        "headings": headings(),
        "rows": [[str(cell) for cell in one] for one in rows],
        "signed": signed_words(decision_list),
        "signature": _("Signature"),
        "sha256": decision_list.sha256,
        "fingerprint": _("Fingerprint (SHA-256)"),
        "footer": f"{title} · {cohort}",
    }


def facts(decision_list, rows):
    passed = sum(line == word_of(Outcome.PASS) for line in (one[4] for one in rows))
    found = [
        (_("Cohort"), str(decision_list.cohort)),
        (pgettext("decision", "Accepted"), str(passed)),
        (pgettext("decision", "Not yet"), str(len(rows) - passed)),
    ]
    if decision_list.is_signed:
        rules = decision_list.content["rules"]
        rubrics = sorted({line["rubric"] for line in decision_list.content["lines"]})
        found += [
            (_("Version of the rubric"), ", ".join(map(str, rubrics))),
            (_("Read a second time at random"), f"{rules['moderation_percent']} %"),
            (_("Appeals until"), day(decision_list.appeal_until)),
        ]
    return found


def signed_words(decision_list):
    if not decision_list.is_signed:
        return _("Not signed yet: a list being gathered.")
    return _("Signed on %(day)s by %(name)s, chief reviewer") % {
        "day": day(timezone.localtime(decision_list.signed_at)),
        "name": decision_list.signed_by.full_name,
    }


def day(value):
    return date_format(value, "DATE_FORMAT")
