"""What will happen with each row of a roster: new, change, same, likely duplicate, or an error in words."""

from dataclasses import dataclass, field

from django.db import transaction

from schools.models import RosterKind, RosterRow, SchoolKind, TeachingLanguage, Verdict

from . import people, school_rows
from .known import KnownSchools, People, exact, name_key, one_letter_apart
from .matching import NEAR_KINDS, Places, Schools, folded, read_school_name, same_words
from .names import read_full

PIECE = 250  # rows between two words about the progress


class Overtaken(Exception):
    """The reading was begun anew, or the list discarded, while it was read here."""


@dataclass
class Judgement:
    verdict: str
    match_id: str = ""
    twin: int | None = None
    changes: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)


COLUMNS_OF_JUDGEMENT = ("verdict", "match_id", "twin", "changes", "problems", "notes")


def error(code, **params):
    return Judgement(Verdict.ERROR, problems=[[code, params]])


def read_on(roster, tell=lambda done: None):
    """Judges the rows from where the last piece ended. tell(number of rows done) after each piece may raise."""
    reader = Reader(roster)
    rows, done = roster.rows.filter(number__gt=roster.read_to), roster.rows_read
    while piece := list(rows.filter(number__gt=roster.read_to)[:PIECE]):
        for row in piece:
            reader.judge(row)
        with transaction.atomic():
            _step_to(roster, piece[-1].number)
            _keep(piece)
        done += len(piece)
        tell(done)


def _step_to(roster, number):
    here = type(roster).objects.filter(pk=roster.pk, status=roster.status, read_to=roster.read_to)
    if not here.update(read_to=number):
        raise Overtaken
    roster.read_to = number


def _keep(rows):
    """One upsert: many times quicker than bulk_update, which compares every row with every case."""
    RosterRow.objects.bulk_create(
        rows,
        batch_size=PIECE,
        update_conflicts=True,
        unique_fields=["roster", "number"],
        update_fields=["data", *COLUMNS_OF_JUDGEMENT],
    )


class Reader:
    """Judges the rows of one roster in their order, with all that the portal and the earlier rows say."""

    def __init__(self, roster):
        self.roster = roster
        self.columns = {int(index): name for index, name in roster.columns.items()}
        self.judging = JUDGES[roster.kind](roster)
        self.headings = roster.rows.filter(number=roster.header_row).values_list("cells", flat=True).first()
        for row in roster.rows.judged().filter(number__lte=roster.read_to):
            self.judging.remember(row)

    def judge(self, row):
        """Sets what will happen on the row; titles, totals and repeated headings have no verdict."""
        if people.is_total(row.cells) or row.cells == self.headings:
            return
        reading = self._read(row.cells)
        row.data = reading.data
        judged = (
            Judgement(Verdict.ERROR, problems=reading.problems)
            if reading.problems
            else self.judging.judge(reading.data)
        )
        for name in COLUMNS_OF_JUDGEMENT:
            setattr(row, name, getattr(judged, name))
        row.notes = [*judged.notes, *reading.notes]
        self.judging.remember(row)

    def _read(self, cells):
        texts = dict(self.roster.fallback)
        texts |= {name: cells[index] for index, name in self.columns.items() if index < len(cells) and cells[index]}
        return self.judging.read(texts)


class JudgePeople:
    def __init__(self, roster):
        self.places, self.schools = Places(), Schools()
        self.people = People(self.schools.district_of)
        self.order, self.usual = roster.name_order, _usual_order(roster)
        self._by_id = {person.id: person for found in self.people.by_name.values() for person in found if person.id}
        self._by_row = {}

    def read(self, texts):
        return people.read(texts, self.places, self.schools, self.order, self.usual)

    def remember(self, row):
        if row.verdict == Verdict.NEW:
            self.people.add_row(row.number, row.data)
        elif row.verdict in (Verdict.CHANGE, Verdict.SAME) and row.match_id in self._by_id:
            self.people.learn(self._by_id[row.match_id], row.data)

    def judge(self, data):
        owner, problem = self._owner_of_contacts(data)
        if problem:
            return problem
        head = self.people.principals.get(data["school"])
        if (
            data["principal"]
            and head
            and head.row
            and head is not owner
            and name_key(head.surname, head.given_name) != name_key(data["surname"], data["given_name"])
        ):
            return error("second_principal", row=head.row)
        match, is_certain = (owner, _alike(owner, data) == "same") if owner else self._by_name(data)
        if match is None:
            notes = [["replaces_principal", {"who": head.label}]] if data["principal"] and head else []
            return Judgement(Verdict.NEW, notes=notes)
        return self._against(match, is_certain, data)

    def _owner_of_contacts(self, data):
        """(KnownPerson or None, Judgement that says whose the phone or e-mail is, or None)."""
        owners = [
            (kind, table[data[kind]])
            for kind, table in (("phone", self.people.by_phone), ("email", self.people.by_email))
            if data[kind] in table
        ]
        if not owners:
            return None, None
        if len(owners) == 2 and owners[0][1] is not owners[1][1]:
            return None, error("two_people_contacts", first=owners[0][1].label, second=owners[1][1].label)
        kind, owner = owners[0]
        if _alike(owner, data) == "other":
            code, params = (f"{kind}_in_row", {"row": owner.row}) if owner.row else (f"{kind}_taken", {})
            return None, error(code, who=owner.label, **params)
        return owner, None

    def _by_name(self, data):
        """(KnownPerson or None, whether it is surely the same person)."""
        likely = None
        for person in self.people.by_name.get(name_key(data["surname"], data["given_name"]), ()):
            fathers = _fathers(person, data)
            if fathers == "differ":
                continue
            is_colleague = data["school"] in person.places
            clash = any(data[kind] and getattr(person, kind) not in ("", data[kind]) for kind in ("phone", "email"))
            if is_colleague and (fathers == "same" or not clash):
                return person, True
            nearby = self.people.district_of.get(data["school"])
            is_near = any(self.people.district_of.get(school) == nearby for school in person.places)
            if is_colleague or fathers == "same" or is_near:
                likely = likely or person
        return likely or self._one_letter_apart(data), False

    def _one_letter_apart(self, data):
        name = folded(f"{data['surname']} {data['given_name']}")
        for person in self.people.by_school.get(data["school"], ()):
            if one_letter_apart(name, person.folded) and _fathers(person, data) != "differ":
                return person
        return None

    def _against(self, person, is_certain, data):
        changes, notes = self._changes(person, data)
        if not is_certain:
            return Judgement(Verdict.DUPLICATE, person.id, person.row, changes, notes=notes)
        if person.row and not changes:
            return Judgement(Verdict.SAME, twin=person.row, notes=[["repeats_row", {"row": person.row}]])
        if person.row:
            return Judgement(Verdict.DUPLICATE, twin=person.row, changes=changes, notes=notes)
        return Judgement(Verdict.CHANGE if changes else Verdict.SAME, person.id, changes=changes, notes=notes)

    def _changes(self, person, data):
        changes, notes = {}, []
        for name in ("patronymic", "sex"):
            if data[name] and not getattr(person, name):
                changes[name] = ["", data[name]]
        for name in ("phone", "email", "language"):
            if data[name] and data[name] != getattr(person, name) and (not person.row or name != "language"):
                if person.is_claimed:
                    notes.append(["contacts_kept", {}]) if not notes else None
                else:
                    changes[name] = [getattr(person, name), data[name]]
        if data["principal"] and data["school"] not in person.heads:
            head = self.people.principals.get(data["school"])
            changes["principal"] = [head.label if head else "", person.label]
        teaches_here = data["school"] in person.schools
        if not teaches_here and (data["teaches"] or not data["principal"]) and data["school"] not in person.heads:
            before = "; ".join(sorted(self.schools.names[school] for school in person.schools))
            changes["school"] = [before, "; ".join(filter(None, (before, data["school_name"])))]
        if data["teaches"] and data["teaches"] != person.schools.get(data["school"], ""):
            changes["teaches"] = [person.schools.get(data["school"], ""), data["teaches"]]
        return changes, notes


def _alike(person, data):
    """ "same" person by name, "part" of the name agrees, or "other"."""
    if name_key(person.surname, person.given_name) == name_key(data["surname"], data["given_name"]):
        return "same" if _fathers(person, data) != "differ" else "part"
    words = set(name_key(person.surname, person.given_name)) & set(name_key(data["surname"], data["given_name"]))
    near = one_letter_apart(person.folded, folded(f"{data['surname']} {data['given_name']}"))
    return "part" if near or folded(data["given_name"]) in words else "other"


def _fathers(person, data):
    """ "same", "differ", or "unknown" where one is not written."""
    if not person.patronymic or not data["patronymic"]:
        return "unknown"
    return "same" if folded(person.patronymic) == folded(data["patronymic"]) else "differ"


def _usual_order(roster):
    """The order of names that most rows of the file show."""
    index = next((int(i) for i, name in roster.columns.items() if name == "full_name"), None)
    if index is None:
        return "surname"
    told = [
        read_full(cells[index]).order
        for cells in roster.rows.filter(number__gt=roster.header_row).values_list("cells", flat=True)[:200]
        if index < len(cells) and cells[index]
    ]
    return "given" if told.count("given") > told.count("surname") else "surname"


class JudgeSchools:
    FILLED = ("name_kk", "name_ru", "name_en", "settlement")  # only filled in where empty
    STATED = ("kind", "teaching_language", "girls", "boys", "latitude", "longitude")

    def __init__(self, roster):
        self.places, self.known = Places(), KnownSchools()

    def read(self, texts):
        return school_rows.read(texts, self.places)

    def remember(self, row):
        if row.verdict == Verdict.NEW:
            self.known.add_row(row.number, row.data)
        elif row.match_id and row.verdict in (Verdict.CHANGE, Verdict.SAME):
            self.known.used.add(row.match_id)

    def judge(self, data):
        match, is_certain = self._find(data)
        if match is None:
            return Judgement(Verdict.NEW)
        changes = self._changes(match, data)
        if not is_certain:
            return Judgement(Verdict.DUPLICATE, match.id, match.row, changes)
        if match.row and not changes:
            return Judgement(Verdict.SAME, twin=match.row, notes=[["repeats_row", {"row": match.row}]])
        if match.row:
            return Judgement(Verdict.DUPLICATE, twin=match.row, changes=changes)
        return Judgement(Verdict.CHANGE if changes else Verdict.SAME, match.id, changes=changes)

    def _find(self, data):
        """(KnownSchool or None, whether it is surely the same)."""
        schools = self.known.by_district[data["district"]]
        names = [data[f"name_{code}"] for code in ("kk", "ru", "en") if data[f"name_{code}"]]
        exactly = {exact(name) for name in names}
        forms = [read_school_name(name) for name in names]
        same = [school for school in schools if school.exact & exactly]
        if same:  # one not yet met in this file comes first: two schools may bear one name
            return min(same, key=lambda school: school.id in self.known.used), True
        near = [(school, kinds) for school in schools if (kinds := _nearness(school.forms, forms)) is not None]
        if not near:
            return None, False
        school, kinds = min(near, key=lambda pair: len(pair[1]))
        return school, not kinds and len([1 for _school, other in near if not other]) == 1 and not school.row

    def _changes(self, school, data):
        changes = {}
        for name in self.FILLED:
            if data[name] and not school.values[name]:
                changes[name] = ["", data.get("settlement_name", "") if name == "settlement" else data[name]]
        for name in self.STATED:
            before, after = school.values[name], data[name]
            if after not in ("", None) and after != before and not (school.row and not before):
                changes[name] = [before if before is not None else "", after]
            elif after not in ("", None) and school.row and not before:
                changes[name] = ["", after]
        if school.row and data["settlement"] and school.values["settlement"] not in ("", data["settlement"]):
            changes["settlement"] = [school.values.get("settlement_name", ""), data.get("settlement_name", "")]
        return changes


def _nearness(forms, others):
    """The kinds in which two schools' names differ (none: the same name in other words), or None: another school."""
    for form in forms:
        for other in others:
            if not form.says_something or form.number != other.number or not same_words(form.words, other.words):
                continue
            differ = form.kinds ^ other.kinds
            if not differ or (form.words and differ <= NEAR_KINDS):
                return differ
    return None


JUDGES = {RosterKind.PEOPLE: JudgePeople, RosterKind.SCHOOLS: JudgeSchools}

DEFAULTS = {"kind": SchoolKind.ORDINARY.value, "teaching_language": TeachingLanguage.KAZAKH.value}
