"""One row of a list of schools -> what it says of a school."""

import re

from languages.alphabet import fold, mend_script
from schools.models import SchoolKind, TeachingLanguage

from .matching import KIND_OF, PLAIN, read_school_name
from .people import Reading

LONGEST = 250
RUSSIAN = re.compile(
    r"\b(школа|средняя|основная|начальная|имени|гимназия|лицей №|кгу|сош|сш|осш|частная|учреждение)\b", re.I
)
KAZAKH = re.compile(r"[әғқңөұүһі]|мектеп|мектебі|атындағы|\bом\b|жббм", re.I)
KINDS = {
    SchoolKind.SMALL: ("шағын", "шжм", "мк", "малокомплект", "small"),
    SchoolKind.HUB: ("тірек", "опорн", "ресурс", "hub"),
    SchoolKind.BOARDING: ("интернат", "boarding"),
    SchoolKind.ORDINARY: (
        "жалпы",
        "жай",
        "қарапайым",
        "обычн",
        "орта",
        "общеобр",
        "средн",
        "негізгі",
        "ordinary",
        "general",
        "жбб",
    ),
}
LANGUAGES = {
    TeachingLanguage.MIXED: ("аралас", "смеш", "қазақ орыс", "каз рус", "қаз рус", "mixed", "екі тіл"),
    TeachingLanguage.KAZAKH: ("қаз", "каз", "kaz", "kk"),
    TeachingLanguage.RUSSIAN: ("орыс", "рус", "rus", "ru"),
    TeachingLanguage.OTHER: ("ұйғыр", "уйгур", "өзбек", "узбек", "тәжік", "таджик", "ағылш", "англ", "other"),
}  # fmt: skip


ABBREVIATIONS = {fold(word) for word in ("ЖББМ", "ЖОББМ", "МКММ", "КМҚК", "МКҚК", "КГКП", "МДШО", "ШЖМ", "СОШ", "ОСШ")}


def read(texts, places):
    reading = Reading()
    _read_names(reading, texts)
    _read_place(reading, texts, places)
    _read_choices(reading, texts)
    for name in ("girls", "boys"):
        reading.data[name] = _count(reading, texts.get(name, ""))
    _read_point(reading, texts)
    return reading


def tidy_name(text):
    """One sort of quotation marks, one script a word, № without a gap; capitals made ordinary."""
    name = " ".join(mend_script(text).replace("_", " ").split())
    name = re.sub(r"(?:№|#|\bN(?=\s?\d))\s*(?=\d)", "№", name)
    name = re.sub(r"[“”„‟\"«»]|''", '"', name).strip(" ;,")
    if name.count('"') % 2:
        name = name.replace('"', "")
    name = re.sub(r'"\s*([^"]*?)\s*"', r"«\1»", name)
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) > 8 and all(letter.isupper() for letter in letters):
        name = " ".join(_small(word, first=not at) for at, word in enumerate(name.split()))
    return " ".join(name.split())


def _small(word, first):
    """A word of a name in capitals: the school's own words keep a capital, common ones lose it."""
    if fold(word) in ABBREVIATIONS or len(fold(word)) <= 3 or "." in word and len(word) <= 5:
        return word
    parts = re.split(r"([-.])", word)
    common = all(fold(part) in PLAIN or fold(part) in KIND_OF for part in parts if fold(part))
    if common:
        return word.lower() if not first else word[:1] + word[1:].lower()
    return "".join(re.sub(r"[^\W\d_]+", lambda m: m[0][:1].upper() + m[0][1:].lower(), part) for part in parts)


def _read_names(reading, texts):
    names = {code: tidy_name(texts.get(f"name_{code}", "")) for code in ("kk", "ru", "en")}
    if texts.get("name"):
        name = tidy_name(texts["name"])
        names[_language_of(name)] = names[_language_of(name)] or name
    reading.data |= {f"name_{code}": name for code, name in names.items()}
    if not any(names.values()):
        reading.problems.append(["no_school_name", {}])
    elif max(map(len, names.values())) > LONGEST:
        reading.problems.append(["long_school_name", {}])


def _language_of(name):
    if RUSSIAN.search(name) and not re.search("атындағы|мекте[бп]", name, re.I):
        return "ru"
    if re.search("[а-яё]", name, re.I) or KAZAKH.search(name):
        return "kk"
    return "en"


def _read_place(reading, texts, places):
    code = texts.get("kato", "")
    code = code if re.fullmatch(r"\d{9}", code) else ""
    district, problem = places.district(texts.get("district", ""), texts.get("region", ""), code)
    reading.data |= {"district": "", "settlement": ""}
    if problem:
        reading.problems.append(problem)
        return
    reading.data |= {"district": district.pk, "district_name": str(district.name_kk)}
    village = texts.get("settlement", "")
    found = places.settlement(village, district) if village else _village_in_name(reading, places, district)
    if found:
        reading.data |= {"settlement": found[0], "settlement_name": found[1]}
    elif village:
        reading.notes.append(["unknown_settlement", {"text": village}])


def _village_in_name(reading, places, district):
    """`Бұлақты ауылындағы бастауыш мектеп` says where it stands."""
    for code in ("kk", "ru"):
        name = reading.data.get(f"name_{code}", "")
        said = re.search(r"([\w-]+) ауыл(?:ы|ындағы|ының)\b", name) or re.search(r"\bсел[ао] ([\w-]+)", name)
        if said and (found := places.settlement(said[1], district)):
            return found
    return None


def _read_choices(reading, texts):
    kind, language = texts.get("kind", ""), texts.get("teaching_language", "")
    reading.data["kind"] = _choice(kind, KINDS)
    if kind and not reading.data["kind"] and not read_school_name(kind).kinds:
        reading.notes.append(["unknown_kind", {"text": kind}])
    if not kind:
        name = " ".join(reading.data[f"name_{code}"] for code in ("kk", "ru", "en"))
        reading.data["kind"] = SchoolKind.BOARDING.value if "boarding" in read_school_name(name).kinds else ""
    reading.data["teaching_language"] = _choice(language, LANGUAGES)
    if language and not reading.data["teaching_language"]:
        reading.notes.append(["unknown_language", {"text": language}])


def _choice(text, table):
    folded = fold(text)
    if not folded:
        return ""
    for value, stems in table.items():
        if any(fold(stem) in folded if len(stem) > 3 else re.search(rf"\b{fold(stem)}", folded) for stem in stems):
            return value.value
    return ""


def _count(reading, text):
    digits = text.replace(" ", "")
    if not digits or digits == "-":
        return None
    if not digits.isdigit() or int(digits) > 10_000:
        reading.notes.append(["bad_number", {"text": text}])
        return None
    return int(digits)


def _read_point(reading, texts):
    lat, lon = (_degrees(texts.get(name, "")) for name in ("latitude", "longitude"))
    reading.data |= {"latitude": "", "longitude": ""}
    if lat is None or lon is None:
        return
    if not (40 <= lat <= 56 and 46 <= lon <= 88):
        reading.notes.append(["bad_point", {}])
        return
    reading.data |= {"latitude": f"{lat:.5f}", "longitude": f"{lon:.5f}"}


def _degrees(text):
    try:
        return float(text.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None
