"""One row of a list of people -> what it says of a person."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.names import normal_phone
from languages.alphabet import CYRILLIC_LOOKALIKES, fold

from .matching import folded
from .names import read_full, read_parts, sex_of

SPREADSHEET_NUMBER = re.compile(r"^\d(?:[.,]\d+)?[eE]\+?\d+$")
SEXES = {"f": "ә әйел қыз ж жен женский женщина f female woman w", "m": "е ер ер адам м муж мужской мужчина m male man"}
SEX_OF = {fold(word): sex for sex, words in SEXES.items() for word in words.split()}
LANGUAGES = {"kk": "қаз каз kazakh kk kz", "ru": "орыс рус ru", "en": "ағылшын англ en"}
LANGUAGE_OF = {fold(stem): code for code, stems in LANGUAGES.items() for stem in stems.split()}
NOBODY = {fold(x) for x in ("барлығы", "жиыны", "жиынтығы", "қорытынды", "итого", "всего", "total", "вакансия", "бос")}


@dataclass
class Reading:
    """data: what was understood; problems stand in the way of saving, notes do not. [code, params] each."""

    data: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def is_total(cells):
    """Rows like `Барлығы: 25` below a list, and rows that only number themselves."""
    texts = [text for text in cells if text]
    words = [text for text in texts if not re.fullmatch(r"[\d\W]*", text)]
    if not words:
        return not any("@" in text or len(re.sub(r"\D", "", text)) >= 10 for text in texts)
    first = fold(words[0]).split()
    return bool(first) and first[0] in NOBODY and len(words) <= 2


def read(texts, places, schools, order="each", usual="surname"):
    """Reading of a row given as field -> text."""
    reading = Reading()
    _read_name(reading, texts, order, usual)
    _read_phone(reading, texts.get("phone", ""))
    _read_email(reading, texts.get("email", ""))
    _read_school(reading, texts, places, schools)
    _read_role(reading, texts.get("role", ""))
    reading.data["teaches"] = texts.get("teaches", "")[:120]
    language = fold(texts.get("language", ""))
    found = [code for stem, code in LANGUAGE_OF.items() if language.startswith(stem)]
    reading.data["language"] = found[0] if found else ""
    return reading


def _read_name(reading, texts, order, usual):
    if texts.get("full_name"):
        name = read_full(texts["full_name"], order, usual)
    else:
        name = read_parts(texts.get("surname", ""), texts.get("given_name", ""), texts.get("patronymic", ""))
    reading.problems += name.problems
    reading.notes += name.notes
    reading.data |= {"surname": name.surname, "given_name": name.given_name, "patronymic": name.patronymic}
    reading.data["sex"] = SEX_OF.get(folded(texts.get("sex", "")), "") or sex_of(name)


def _read_phone(reading, text):
    reading.data["phone"] = ""
    if not re.search(r"\d", text):
        return
    if SPREADSHEET_NUMBER.match(text):
        reading.problems.append(["broken_phone", {"text": text}])
        return
    numbers = [part for part in re.split(r"[;,/]|\bжәне\b|\bи\b|\n", text) if re.search(r"\d", part)]
    read = [normal_phone(re.sub(r"[^\d+]", "", part)) for part in numbers]
    whole = normal_phone(re.sub(r"[^\d+]", "", text))
    phone = next(filter(None, read), "") if len(numbers) > 1 else whole
    if len(numbers) > 1 and phone:
        reading.notes.append(["two_phones", {}])
    if not _is_real_phone(phone):
        reading.problems.append(["bad_phone", {"text": text}])
    else:
        reading.data["phone"] = phone


def _is_real_phone(phone):
    """Kazakhstan's numbers have ten digits after +7; others are taken as they are."""
    return bool(phone) and (not phone.startswith("+7") or len(phone) == 12)


def _read_email(reading, text):
    reading.data["email"] = ""
    if "@" not in text and (not text or not re.search(r"\w{3}", text)):
        return
    mended = "".join(CYRILLIC_LOOKALIKES.get(letter, letter) for letter in text)
    address = re.sub(r"^mailto:|\s|[<>;,]+$|^<", "", mended).lower()
    try:
        validate_email(address)
    except ValidationError:
        if "@" in text:
            reading.problems.append(["bad_email", {"text": text}])
        return
    reading.data["email"] = address


def _read_school(reading, texts, places, schools):
    districts, unclear = [], None
    reading.data["school"] = reading.data["school_name"] = ""
    if texts.get("district"):
        district, unclear = places.district(texts["district"], texts.get("region", ""))
        if unclear and unclear[0] != "which_district":
            reading.problems.append(unclear)
            return
        districts = [district] if district else places.namesakes(texts["district"])
    text = texts.get("school", "")
    school, problem = schools.find(text, districts)
    if problem:
        reading.problems.append(unclear or problem)
        return
    reading.data |= {"school": school, "school_name": schools.names[school]}
    if not schools.is_plainly(text, school):
        reading.notes.append(["school_read_as", {"name": f"«{schools.names[school]}»"}])


DEPUTY = ("orinbasar", "zamest", "zam", "deputi", "vice", "dho", "doj")
HEAD = ("direktor", "director", "principal", "mektep basshi", "headteacher", "head teacher", "head of school")
FACILITATOR = ("fasilitator", "facilitator")
TEACHER = (
    *("mugalim", "uchitel", "teacher", "pedagog", "ustaz", "oqitu", "okitu", "tarbieshi", "vospitatel", "psiholog"),
    *("metodist", "kitaphana", "bibliotek", "logoped", "defektolog", "tiutor", "tutor", "prepodavatel", "jetekshi"),
)


def _read_role(reading, text):
    role = folded(text)
    reading.data["principal"] = False
    if not role:
        return
    if any(word in role for word in FACILITATOR):
        reading.notes.append(["facilitator_later", {}])
    elif any(word in role for word in HEAD):
        reading.data["principal"] = not any(word.startswith(DEPUTY) for word in role.split())
    elif not any(word in role for word in (*TEACHER, *DEPUTY)):
        reading.notes.append(["unknown_role", {"text": text}])
