"""Rows of a preview as a person reads them."""

from dataclasses import dataclass, field

from accounts.models import Sex, User
from accounts.names import readable_phone
from schools.models import RosterKind, RowChoice, School, SchoolKind, TeachingLanguage, Verdict

from .words import said, said_changes

TONES = {
    Verdict.NEW: "good",
    Verdict.CHANGE: "now",
    Verdict.SAME: "neutral",
    Verdict.DUPLICATE: "warn",
    Verdict.ERROR: "bad",
}
READABLE = {
    "sex": dict(Sex.choices),
    "kind": dict(SchoolKind.choices),
    "teaching_language": dict(TeachingLanguage.choices),
}


@dataclass
class Shown:
    row: object
    title: str  # empty where no name was understood: then the details are the row as it stands in the file
    details: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    other: str = ""  # whom or which school it resembles
    tone: str = "neutral"
    choices: list = field(default_factory=list)


def shown(roster, rows):
    """Shown for each of one page's rows, in three queries at most."""
    rows = list(rows)
    model = User if roster.kind == RosterKind.PEOPLE else School
    others = model.objects.in_bulk([row.match_id for row in rows if row.match_id])
    twins = {row.number: row for row in roster.rows.filter(number__in=[row.twin for row in rows if row.twin])}
    return [_shown(roster, row, others.get(row.match_id), twins.get(row.twin)) for row in rows]


def _shown(roster, row, other, twin):
    describe = _person if roster.kind == RosterKind.PEOPLE else _school
    title, details = describe(row.data)
    return Shown(
        row,
        title,
        details if title else list(filter(None, row.cells)),
        said(row.problems),
        said(row.notes),
        [(label, _readable(name, before), _readable(name, after)) for name, (label, before, after) in _changes(row)],
        _described(other, twin, describe),
        TONES.get(row.verdict, "neutral"),
        RowChoice.choices if row.verdict == Verdict.DUPLICATE else [],
    )


def _described(other, twin, describe):
    if twin:
        return f"{twin.number}. {describe(twin.data)[0]}"
    return str(other) if other else ""


def _changes(row):
    return zip(row.changes, said_changes(row.changes), strict=True)


def _readable(name, value):
    if name == "phone" and value:
        return readable_phone(value)
    return READABLE.get(name, {}).get(value, value)


def _person(data):
    name = " ".join(filter(None, (data.get("surname"), data.get("given_name"), data.get("patronymic"))))
    phone = readable_phone(data["phone"]) if data.get("phone") else ""
    return name, [text for text in (data.get("school_name"), data.get("teaches"), phone, data.get("email")) if text]


def _school(data):
    names = [data.get(f"name_{code}") for code in ("kk", "ru", "en") if data.get(f"name_{code}")]
    return (names[0] if names else ""), [
        text for text in (data.get("district_name"), data.get("settlement_name"), *names[1:]) if text
    ]
