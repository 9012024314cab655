"""Which row has the headings and what each column means, guessed in three languages; the coordinator corrects it."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from accounts.names import normal_phone
from languages.alphabet import fold
from schools.models import RosterKind

ROWS_SEARCHED = 30  # for the headings
ROWS_SAMPLED = 40  # for telling a column by what is in it
EXACT = 1000
LONGEST_HEADING = 80
CONTACTS = {"phone", "email"}

PEOPLE = {
    "full_name": _("Full name in one column"),
    "surname": _("Surname"),
    "given_name": _("Given name"),
    "patronymic": _("Patronymic"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "school": _("School"),
    "district": _("District"),
    "region": _("Region"),
    "role": _("Post"),
    "teaches": _("Subject"),
    "sex": _("Sex"),
    "language": _("Language of letters"),
}
SCHOOLS = {
    "name": _("Name of the school"),
    "name_kk": _("Name in Kazakh"),
    "name_ru": _("Name in Russian"),
    "name_en": _("Name in English"),
    "region": _("Region"),
    "district": _("District"),
    "settlement": _("Village or town"),
    "kato": _("KATO code"),
    "kind": _("Kind of school"),
    "teaching_language": _("Language of instruction"),
    "girls": _("Girls"),
    "boys": _("Boys"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
}
FIELDS = {RosterKind.PEOPLE: PEOPLE, RosterKind.SCHOOLS: SCHOOLS}  # name -> label
NEEDED = {
    RosterKind.PEOPLE: [("full_name", "surname")],
    RosterKind.SCHOOLS: [("name", "name_kk", "name_ru", "name_en")],
}
NOT_READ = "not read: "  # headings of columns that are left out on purpose: id_number, community, principal, other


@dataclass
class Guess:
    header_row: int = 0  # number of the row in the file; 0: there are no headings
    columns: dict = field(default_factory=dict)  # index -> name of a field


@cache
def _headings():
    """(kind, field) -> folded headings in three languages, from data/headings.csv."""
    table = defaultdict(list)
    with (Path(__file__).parents[1] / "data" / "headings.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            table[row["kind"], row["field"]].append(fold(row["heading"]))
    return table


@cache
def _meanings(kind):
    """[(folded heading, field or None)] of a kind of roster."""
    found = [(text, name) for name in FIELDS[kind] for text in _headings()[kind, name]]
    for (group, name), texts in _headings().items():
        if group == "any" and not (kind == RosterKind.PEOPLE and name.endswith("principal")):
            found += [(text, None) for text in texts]
    return found


def _folded_heading(text):
    return fold(text.replace("_", " "))


def meaning(text, kind):
    """(field or None, strength) of a heading; strength 0 where it says nothing."""
    heading = _folded_heading(text)
    best = (None, 0)
    if not heading or len(heading) > LONGEST_HEADING:
        return best
    for known, name in _meanings(kind):
        if heading == known:
            return name, EXACT
        if _stands_in(known, heading):
            strength = len(known) + (3 if heading.startswith(known) else 0)
            if strength > best[1]:
                best = (name, strength)
    return best


def _stands_in(known, heading):
    """As whole words; longer ones with a case ending too: мектептің, мұғалімнің."""
    end = "" if len(known) > 5 and " " not in known else r"\b"
    return len(known) > 2 and re.search(rf"\b{re.escape(known)}{end}", heading) is not None


def reason_not_read(text):
    """ "id_number", "community", "principal", "other", or "" for a heading that is not known."""
    heading = _folded_heading(text)
    for (group, name), texts in _headings().items():
        if group == "any" and any(heading == known or _stands_in(known, heading) for known in texts):
            return name.removeprefix(NOT_READ)
    return ""


def guess(rows, kind):
    """Guess of a table's rows [(number, cells)]. A row of headings names at least two columns, or is one heading."""
    best, best_score = Guess(), 0
    for place, (_number, cells) in enumerate(rows[:ROWS_SEARCHED]):
        read = _read_headings(cells, kind)
        score = sum(2 if strength == EXACT else 1 for _name, strength in read.values())
        alone = len(read) == 1 and score == 2 and sum(map(bool, cells)) <= 2
        if (len(read) > 1 or alone) and score > best_score:
            best, best_score = _with_neighbours(rows, place, read, kind), score
    body = [cells for number, cells in rows if number > best.header_row][:ROWS_SAMPLED]
    _add_by_content(best.columns, body, kind, with_names=not best.header_row)
    _settle_names(best.columns, kind)
    return best


def guess_at(rows, number, kind):
    """The same when somebody has said which row has the headings (0: none)."""
    place = next((place for place, (at, _cells) in enumerate(rows) if at == number), None)
    found = Guess(number)
    if place is not None:
        found.columns = {index: name for index, (name, _strength) in _read_headings(rows[place][1], kind).items()}
    body = [cells for at, cells in rows if at > number][:ROWS_SAMPLED]
    _add_by_content(found.columns, body, kind, with_names=place is None)
    _settle_names(found.columns, kind)
    return found


def _read_headings(cells, kind):
    """index -> (field, strength); a field that two headings name goes to the stronger one."""
    strongest = {}
    for index, text in enumerate(cells):
        name, strength = meaning(text, kind)
        if name and strength > strongest.get(name, (0, 0))[0]:
            strongest[name] = (strength, index)
    return {index: (name, strength) for name, (strength, index) in strongest.items()}


def _with_neighbours(rows, place, read, kind):
    """Headings on two lines: `Байланыс` above `телефон` and `пошта`."""
    found = Guess(rows[place][0], {index: name for index, (name, _strength) in read.items()})
    cells = rows[place][1]
    for other in (place - 1, place + 1):
        if not 0 <= other < min(len(rows), ROWS_SEARCHED):
            continue
        for index, (name, strength) in _read_headings(rows[other][1], kind).items():
            here = cells[index] if index < len(cells) else ""
            under_one = index and not here or index in found.columns and name in CONTACTS
            if strength == EXACT and under_one and name not in (set(found.columns.values()) - CONTACTS):
                found.columns = {i: n for i, n in found.columns.items() if n != name} | {index: name}
                found.header_row = max(found.header_row, rows[other][0])
    return found


def _add_by_content(columns, body, kind, with_names):
    """Columns without a heading that tell themselves: phones, e-mails, schools, and names where no row has headings."""
    width = max(map(len, body), default=0)
    for index in range(width):
        texts = [cells[index] for cells in body if index < len(cells) and cells[index]]
        if index in columns or not texts:
            continue
        for name, test in _tests(kind, with_names):
            if name not in columns.values() and sum(map(test, texts)) >= 0.6 * len(texts):
                columns[index] = name
                break


SCHOOL_WORD = re.compile(r"мекте[бп]|гимнази|лицей|школа|school|\b(ом|жббм|кмм|кгу|сш|осш)\b", re.IGNORECASE)


def _tests(kind, with_names):
    if kind == RosterKind.SCHOOLS:
        return [("name", SCHOOL_WORD.search)] if with_names else []
    tests = [("email", lambda text: "@" in text), ("phone", _is_phone)]
    if with_names:
        tests += [("school", SCHOOL_WORD.search), ("full_name", _is_full_name)]
    return [(name, lambda text, test=test: bool(test(text))) for name, test in tests]


def _is_phone(text):
    return len(re.sub(r"\D", "", text)) in (10, 11) and bool(normal_phone(text))


def _is_full_name(text):
    return 2 <= len(text.split()) <= 4 and not re.search(r"\d", text)


def _settle_names(columns, kind):
    """`Аты` or `Имя` without a surname beside it holds the whole name."""
    if kind == RosterKind.PEOPLE and "surname" not in columns.values() and "full_name" not in columns.values():
        for index, name in columns.items():
            if name == "given_name":
                columns[index] = "full_name"
                return
    if kind == RosterKind.PEOPLE and {"surname", "full_name"} <= set(columns.values()):
        drop = "full_name" if "given_name" in columns.values() else "surname"
        columns.pop(next(index for index, name in columns.items() if name == drop))


def lacking(columns, kind):
    """The alternatives of which at least one column is needed and none is there: a list of tuples of fields."""
    return [names for names in NEEDED[kind] if not set(names) & set(columns.values())]
