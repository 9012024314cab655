"""The confirmed rows of a roster, saved in one transaction.

All thinking is done before it: the transaction only looks whether the tables are still as they were, and writes. So
nobody else waits for a long list.
"""

import hashlib
from collections import Counter

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.names import proposed_latin_name
from safekeeping.states import TransitionError
from schools.models import Headship, RosterKind, RosterRow, RosterStatus, RowChoice, School, Teacher, Verdict

from .known import name_key
from .preview import COLUMNS_OF_JUDGEMENT, DEFAULTS, JUDGES

BATCH = 500
ATTEMPTS = 3


class Undecided(Exception):
    """Some likely duplicates still wait for a choice."""


class Stale(Exception):
    """The portal has changed since the preview: some rows would now do something else than was shown."""


class Moved(Exception):
    """Somebody wrote to the tables while the rows were judged."""


def confirm(roster, by, tell=lambda done: None):
    """Saves all rows or none. Raises Undecided, Stale, or TransitionError when it was saved or discarded already.

    tell(number of rows judged) may raise: until the transaction nothing is written.
    """
    for _attempt in range(ATTEMPTS):
        try:
            return _save_as_judged(roster, by, tell)
        except Moved:
            continue
    raise Stale


def _save_as_judged(roster, by, tell):
    if not roster.can_move_to(RosterStatus.CONFIRMED):
        raise TransitionError(f"{roster.status} → {RosterStatus.CONFIRMED}")
    before = _state_of(roster)
    if roster.rows.undecided().exists():
        raise Undecided
    rows = list(roster.rows.judged())
    if not _still_stand(roster, rows, tell):
        raise Stale
    saver = SAVERS[roster.kind](by)
    saver.prepare(rows)
    with transaction.atomic():
        roster._move_to(RosterStatus.CONFIRMED, confirmed_at=timezone.now())
        if _state_of(roster) != before:
            roster.status = RosterStatus.PREVIEWED  # as the row is again, once this is undone
            raise Moved
        saver.write()
        _keep_made([row for row in rows if row.made_id])
        counts = Counter(row.verdict for row in rows)
        AuditEntry.objects.record(by, "roster saved", roster, kind=roster.kind, **counts)


def _keep_made(rows):
    """One upsert: many times quicker than bulk_update."""
    RosterRow.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["roster", "number"], update_fields=["made_id"]
    )


STATE = {  # all that judging reads: people, schools, who works where; and what was chosen for this roster
    User: ("pk", "surname", "given_name", "patronymic", "phone", "email", "sex", "language", "claimed_at"),
    Teacher: ("pk", "person_id", "school_id", "teaches", "until"),
    Headship: ("pk", "person_id", "school_id", "until"),
    School: ("pk", "name_kk", "name_ru", "name_en", "kind", "teaching_language", "girls", "boys", "latitude",
             "longitude", "district_id", "settlement_id", "is_active"),
}  # fmt: skip


def _state_of(roster):
    """Changes with anything that could change a judgement; a tenth of a second for ten thousand people."""
    state = hashlib.sha256()
    for model, columns in STATE.items():
        for line in model.objects.order_by("pk").values_list(*columns).iterator(chunk_size=5000):
            state.update(repr(line).encode())
    for line in roster.rows.exclude(choice="").order_by("number").values_list("number", "choice"):
        state.update(repr(line).encode())
    return state.digest()


def _still_stand(roster, rows, tell):
    """Judges every row once more, from what was understood, against the tables as they are now."""
    judging = JUDGES[roster.kind](roster)
    for number, row in enumerate(rows, start=1):
        if number % BATCH == 0:
            tell(number)
        if row.verdict == Verdict.ERROR:
            continue
        if roster.kind == RosterKind.PEOPLE and row.data["school"] not in judging.schools.names:
            return False
        now = judging.judge(row.data)
        if any(
            getattr(now, name) != getattr(row, name)
            for name in COLUMNS_OF_JUDGEMENT
            if name not in ("problems", "notes")
        ):
            return False
        judging.remember(row)
    return True


def _makes_new(row):
    return row.verdict == Verdict.NEW or (row.verdict == Verdict.DUPLICATE and row.choice == RowChoice.DIFFERENT)


def _changes_known(row):
    return row.verdict == Verdict.CHANGE or (row.verdict == Verdict.DUPLICATE and row.choice == RowChoice.SAME)


class SavePeople:
    def __init__(self, by):
        self.by, self.today = by, timezone.localdate()
        self.new, self.known, self.made, self.twice = {}, {}, {}, {}
        self.teaching, self.principals, self.changed = {}, {}, []

    def prepare(self, rows):
        self.known = User.objects.in_bulk([row.match_id for row in rows if row.match_id and _changes_known(row)])
        self.taken = self._contacts_in_use(rows)
        for row in rows:
            if _makes_new(row):
                self._make(row)
            elif _changes_known(row):
                self._change(row)

    def _contacts_in_use(self, rows):
        """Phones and e-mails that rows name and somebody already has."""
        named = {row.data[kind] for row in rows if row.verdict == Verdict.DUPLICATE for kind in ("phone", "email")} - {
            ""
        }
        found = User.objects.filter(phone__in=named).values_list("phone", flat=True)
        return set(found) | set(User.objects.filter(email__in=named).values_list("email", flat=True))

    def _make(self, row):
        data = row.data
        key = (name_key(data["surname"], data["given_name"]), data["patronymic"], data["school"], data["phone"])
        person = self.twice.get(key) if row.choice else None
        if person is None:
            person = User(
                **{name: data[name] for name in ("surname", "given_name", "patronymic", "sex")},
                language=data["language"] or "kk",
                phone=self._free(data["phone"]),
                email=self._free(data["email"]),
                password=make_password(None),
                latin_name=proposed_latin_name(data["surname"], data["given_name"])[:160],
            )
            person.make_searchable()
            self.new[person.pk] = person
            self.twice[key] = person
        row.made_id = self.made[row.number] = person.pk
        self._place(person, data)

    def _free(self, contact):
        if not contact or contact in self.taken:
            return None
        self.taken.add(contact)
        return contact

    def _change(self, row):
        pk = row.match_id or self.made.get(row.twin)
        person = self.known.get(pk) or self.new.get(pk)
        if person is None:  # the row that it repeats was left out
            self._make(row)
            return
        self.made[row.number] = pk
        for name, (_before, after) in row.changes.items():
            if name in ("patronymic", "sex", "language", "phone", "email"):
                setattr(person, name, after)
        person.make_searchable()
        self._place(person, row.data, row.changes)
        if pk in self.known:
            self.changed.append((person, row.changes))

    def _place(self, person, data, changes=None):
        if data["principal"]:
            self.principals[data["school"]] = person.pk
        if (
            changes is None
            and (data["teaches"] or not data["principal"])
            or changes
            and {"school", "teaches"} & set(changes)
        ):
            self.teaching[person.pk, data["school"]] = data["teaches"]

    def write(self):
        User.objects.bulk_create(self.new.values(), batch_size=BATCH)
        columns = ["patronymic", "sex", "language", "phone", "email", "search_text", "sort_key"]
        User.objects.bulk_update(self.known.values(), columns, batch_size=100)
        present = {
            (teacher.person_id, teacher.school_id): teacher
            for teacher in Teacher.objects.filter(person__in=self.known, until=None)
        }
        changed = [present[key] for key in self.teaching if key in present]
        for teacher in changed:
            teacher.teaches = self.teaching[teacher.person_id, teacher.school_id]
        Teacher.objects.bulk_update(changed, ["teaches"], batch_size=BATCH)
        Teacher.objects.bulk_create(
            [
                Teacher(person_id=person, school_id=school, teaches=teaches, since=self.today)
                for (person, school), teaches in self.teaching.items()
                if (person, school) not in present
            ],
            batch_size=BATCH,
        )
        AuditEntry.objects.record_many(self.by, "changed by a roster", self.changed)
        self._name_principals()

    def _name_principals(self):
        """The former one leaves on this day; relations are never overwritten."""
        sitting = {h.school_id: h for h in Headship.objects.filter(school__in=self.principals, until=None)}
        schools = School.objects.in_bulk(self.principals)
        people = {**self.known, **self.new}
        for school, pk in self.principals.items():
            before = sitting.get(school)
            if before and before.person_id == pk:
                continue
            if before:
                before.end(self.today)
            after = Headship.objects.create(school_id=school, person_id=pk, since=self.today)
            names = [str(before.person) if before else "", str(people.get(pk) or after.person)]
            AuditEntry.objects.record(self.by, "principal named", schools[school], principal=names)


class SaveSchools:
    def __init__(self, by):
        self.by, self.new, self.known, self.made, self.changed = by, {}, {}, {}, []

    def prepare(self, rows):
        self.known = School.objects.in_bulk([row.match_id for row in rows if row.match_id and _changes_known(row)])
        for row in rows:
            if _makes_new(row):
                self._make(row)
            elif _changes_known(row):
                self._change(row)

    def write(self):
        School.objects.bulk_create(self.new.values(), batch_size=BATCH)
        for school in self.known.values():
            school.save()
        AuditEntry.objects.record_many(self.by, "changed by a roster", self.changed)

    def _make(self, row):
        data = row.data
        school = School(
            **{name: data[name] for name in ("name_kk", "name_ru", "name_en", "girls", "boys")},
            **{name: data[name] or default for name, default in DEFAULTS.items()},
            **{name: data[name] or None for name in ("latitude", "longitude")},
            district_id=data["district"],
            settlement_id=data["settlement"] or None,
        )
        school.make_searchable()
        self.new[school.pk] = school
        row.made_id = self.made[row.number] = school.pk

    def _change(self, row):
        pk = row.match_id or self.made.get(row.twin)
        school = self.known.get(pk) or self.new.get(pk)
        if school is None:
            self._make(row)
            return
        self.made[row.number] = pk
        for name in row.changes:
            value = row.data[name]
            setattr(school, f"{name}_id" if name == "settlement" else name, value if value != "" else None)
        school.make_searchable()
        if pk in self.known:
            self.changed.append((school, row.changes))


SAVERS = {RosterKind.PEOPLE: SavePeople, RosterKind.SCHOOLS: SaveSchools}
