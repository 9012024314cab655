"""A frozen version as sections to be read: the one order for page, PDF and comparison. No database.

The teacher's words stay in her language; labels are in the reader's.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from programme.models import StagePart


@dataclass(frozen=True)
class Text:
    label: str
    text: str


@dataclass(frozen=True)
class Item:
    """A row of one of the project's lists. `key` tells rows apart where they have an id of their own, else ""."""

    title: str
    key: str = ""
    facts: tuple = ()  # (label, value)
    texts: tuple = ()
    upload: str = ""
    name: str = ""
    alt: str = ""
    is_picture: bool = False

    @property
    def all_words(self):
        values = [self.title, *(value for _label, value in self.facts), *(text.text for text in self.texts), self.name]
        return " ".join(filter(None, values))


@dataclass(frozen=True)
class Section:
    key: str  # also the anchor on the page
    title: str
    part: str = ""
    number: int | None = None  # of the stage
    facts: tuple = ()
    texts: tuple = ()
    items: tuple = ()
    empty: str = ""  # said where the list has no rows

    @property
    def is_empty(self):
        return not (self.facts or self.items or any(text.text for text in self.texts))


def sections(content):
    """The Sections of a frozen content (projects.snapshot.freeze), in order of reading.

    What a stage's part asks for follows its answers; a part that no stage has comes at the end, so nothing is hidden.
    """
    found = [_about(content)]
    parts = {part: make(content) for part, make in PARTS.items()}
    for stage in content.get("stages", ()):
        found.append(_stage(stage, parts.pop(stage["part"], None)))
    found += [part for part in parts.values() if not part.is_empty]
    return found


def day(iso):
    return date_format(date.fromisoformat(iso), "DATE_FORMAT") if iso else ""


def _about(content):
    rows = [
        (_("Teacher"), content.get("author")),
        (_("School"), content.get("school")),
        (_("Professional community"), content.get("community")),
        (_("Themes"), ", ".join(content.get("themes", ()))),
        (_("Subject"), content.get("subject")),
        (_("Grades"), content.get("grades")),
        (_("Research methods"), ", ".join(content.get("methods", ()))),
    ]
    return Section("about", _("About the project"), facts=_filled(rows))


def _stage(stage, part):
    answers = tuple(Text(answer["question"], answer["text"]) for answer in stage["answers"])
    section = Section(
        f"stage-{stage['number']}", stage["title"], part=stage["part"], number=stage["number"], texts=answers
    )
    if part is None:
        return section
    return replace(section, facts=part.facts, texts=answers + part.texts, items=part.items, empty=part.empty)


def _concern(content):
    return Section("concern", _("Concern"), texts=(Text(_("My concern"), content.get("concern", "")),))


def _consultations(content):
    items = tuple(
        Item(
            row["whom"],
            facts=_filled([(_("When"), day(row["on"]))]),
            texts=_said((_("What they said"), row["said"]), (_("What I changed after that"), row["changed"])),
        )
        for row in content.get("consultations", ())
    )
    return Section("consultations", _("Consultations"), items=items, empty=_("No consultation is written down."))


def _steps(content):
    items = tuple(
        Item(
            row["what"],
            facts=_filled(
                [
                    (_("With whom"), row["who"]),
                    (pgettext("day", "From"), day(row["starts_on"])),
                    (pgettext("day", "By"), day(row["due_on"])),
                    (_("How we shall see it"), row["hoped_evidence"]),
                    (_("Done on"), day(row["done_on"])),
                ]
            ),
        )
        for row in content.get("steps", ())
    )
    return Section("steps", _("Action plan"), items=items, empty=_("The action plan has no steps."))


def _log(content):
    items = tuple(Item(day(row["on"]), texts=_said(("", row["text"]))) for row in content.get("log", ()))
    return Section("log", _("Log of the work"), items=items, empty=_("The log has no entries."))


def _evidence(content):
    items = tuple(
        Item(
            row["title"],
            key=row["id"],
            facts=_filled([(_("When"), day(row["on"])), (_("Method"), row["method"])]),
            texts=_said((_("What I learnt from it"), row["said"])),
            upload=row["upload"] or "",
            name=row["name"],
            alt=row["alt"] or row["title"],
            is_picture=row["is_picture"],
        )
        for row in content.get("evidence", ())
    )
    return Section("evidence", _("Evidence"), items=items, empty=_("No evidence is attached."))


def _changes(content):
    changes = content.get("changes", {})
    counts = [(_("Girls reached"), changes.get("girls")), (_("Boys reached"), changes.get("boys"))]
    texts = (
        Text(_("What changed for pupils"), changes.get("pupils", "")),
        Text(_("What changed for colleagues"), changes.get("colleagues", "")),
        Text(_("What changed in the school"), changes.get("school", "")),
        Text(_("What changed in me"), changes.get("me", "")),
    )
    facts = tuple((label, str(count)) for label, count in counts if count is not None)
    return Section("changes", _("What changed"), facts=facts, texts=texts if any(text.text for text in texts) else ())


def _vignette(content):
    text = content.get("vignette", "")
    return Section("vignette", _("Vignette"), texts=(Text(_("Vignette"), text),))


PARTS = {
    StagePart.CONCERN: _concern,
    StagePart.CONSULTATIONS: _consultations,
    StagePart.ACTIONS: _steps,
    StagePart.LOG: _log,
    StagePart.EVIDENCE: _evidence,
    StagePart.CHANGES: _changes,
    StagePart.VIGNETTE: _vignette,
}


def _filled(rows):
    return tuple((label, value) for label, value in rows if value)


def _said(*rows):
    return tuple(Text(label, text) for label, text in rows if text)


def with_comments(found, comments):
    """[(Section, comments on its part)] and the comments that belong to no section of the version.

    comments: CriterionMark rows with their criterion.
    """
    return beside(found, comments, lambda comment: comment.criterion.part)


def with_criteria(found, rows):
    """[(Section, what the reader writes beside its part)] and what belongs to no section.

    rows: of review_form.Beside.
    """
    return beside(found, rows, lambda row: row.criterion.part)


def beside(found, rows, part_of):
    by_part = {}
    for row in rows:
        by_part.setdefault(part_of(row), []).append(row)
    general = by_part.pop("", [])
    pairs = [(section, by_part.pop(section.part, []) if section.part else []) for section in found]
    return pairs, general + [row for rest in by_part.values() for row in rest]
