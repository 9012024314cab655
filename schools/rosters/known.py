"""What the portal holds already, laid out for asking row by row. One read of the tables for a whole piece of a file."""

from collections import defaultdict
from dataclasses import dataclass, field

from accounts.models import User
from schools.models import Headship, School, Teacher

from .matching import QUOTES, folded, read_school_name


@dataclass
class KnownPerson:
    surname: str
    given_name: str
    patronymic: str = ""
    phone: str = ""
    email: str = ""
    sex: str = ""
    language: str = ""
    is_claimed: bool = False
    id: str = ""  # "" for a person of an earlier row of the same file
    row: int | None = None
    schools: dict = field(default_factory=dict)  # school id -> what she teaches there
    heads: set = field(default_factory=set)
    folded: str = ""  # surname and given name, for comparing letters

    @property
    def label(self):
        return " ".join(filter(None, (self.surname, self.given_name, self.patronymic)))

    @property
    def places(self):
        return self.schools.keys() | self.heads


class People:
    """The people of the portal and of the rows read so far."""

    def __init__(self, district_of):
        self.district_of = district_of  # school id -> district id
        self.by_phone, self.by_email, self.principals = {}, {}, {}
        self.by_name, self.by_school = defaultdict(list), defaultdict(list)
        teaching, heads = defaultdict(dict), defaultdict(set)
        for person, school, teaches in Teacher.objects.current().values_list("person_id", "school_id", "teaches"):
            teaching[person][school] = teaches
        for person, school in Headship.objects.current().values_list("person_id", "school_id"):
            heads[person].add(school)
        columns = ("id", "surname", "given_name", "patronymic", "phone", "email", "sex", "language", "claimed_at")
        for pk, surname, given, father, phone, email, sex, language, claimed in User.objects.values_list(*columns):
            person = KnownPerson(surname, given, father, phone or "", email or "", sex, language, bool(claimed), pk)
            person.schools, person.heads = teaching.get(pk, {}), heads.get(pk, set())
            self.add(person)

    def add(self, person):
        if person.phone:
            self.by_phone.setdefault(person.phone, person)
        if person.email:
            self.by_email.setdefault(person.email, person)
        self.by_name[name_key(person.surname, person.given_name)].append(person)
        person.folded = folded(f"{person.surname} {person.given_name}")
        for school in person.places:
            self.by_school[school].append(person)
        for school in person.heads:
            self.principals[school] = person

    def add_row(self, number, data):
        """A new person of the file, met again by later rows."""
        person = KnownPerson(
            data["surname"],
            data["given_name"],
            data["patronymic"],
            data["phone"],
            data["email"],
            data["sex"],
            row=number,
        )
        self.learn(person, data)
        self.add(person)

    def learn(self, person, data):
        """What a row adds to somebody known, so that later rows are compared with the whole."""
        for kind, table in (("phone", self.by_phone), ("email", self.by_email)):
            if data[kind] and not person.is_claimed:
                table.setdefault(data[kind], person)
        if data["principal"]:
            person.heads = person.heads | {data["school"]}
            self.principals[data["school"]] = person
        if data["teaches"] or not data["principal"]:
            person.schools = person.schools | {
                data["school"]: data["teaches"] or person.schools.get(data["school"], "")
            }


def name_key(surname, given_name):
    """The same for either order of the two."""
    return tuple(sorted((folded(surname), folded(given_name))))


def one_letter_apart(one, other):
    """One letter changed, added or left out."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] if len(short) < len(long) else short[at + 1 :] == long[at + 1 :]


@dataclass
class KnownSchool:
    label: str
    forms: list
    exact: set
    values: dict
    id: str = ""
    row: int | None = None


class KnownSchools:
    """Schools of the portal and of the rows read so far, by district."""

    def __init__(self):
        self.by_district = defaultdict(list)
        self.used = set()  # ids that an earlier row of the file was found to be
        columns = (
            "name_kk",
            "name_ru",
            "name_en",
            "kind",
            "teaching_language",
            "girls",
            "boys",
            "latitude",
            "longitude",
        )
        for row in School.objects.values("pk", "district_id", "settlement_id", "settlement__name_kk", *columns):
            values = {name: row[name] for name in columns} | {"settlement": row["settlement_id"] or ""}
            values["settlement_name"] = row["settlement__name_kk"] or ""
            for name in ("latitude", "longitude"):
                values[name] = f"{row[name]:.5f}" if row[name] is not None else ""
            self._add(row["district_id"], values, id=row["pk"])

    def add_row(self, number, data):
        self._add(data["district"], dict(data), row=number)

    def _add(self, district, values, **key):
        names = [values[f"name_{code}"] for code in ("kk", "ru", "en") if values[f"name_{code}"]]
        known = KnownSchool(names[0], [read_school_name(x) for x in names], {exact(x) for x in names}, values, **key)
        self.by_district[district].append(known)


def exact(name):
    return folded(QUOTES.sub(" ", name))
