"""Names of people as rosters write them: capitals, any order of words, letters of the wrong script."""

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from languages.alphabet import fold, mend_script

LONGEST = 80
OWN_PATRONYMIC = re.compile(r"(қызы|кызы|ұлы|улы|kyzy|qyzy|uly|ūly)$", re.IGNORECASE)  # may be a surname as well
FOREIGN_PATRONYMIC = re.compile(r"(вна|чна|вич|ьич|ович|evich|ovich|ovna|evna)$", re.IGNORECASE)
SURNAME_ENDING = re.compile(
    r"(ова|ева|ёва|ина|ына|ская|цкая|ов|ев|ёв|ин|ын|ский|цкий|енко|дзе|ян|тегі|ova|eva|ov|ev|skaya|sky|iyeva|iyev)$",
    re.IGNORECASE,
)
INITIAL = re.compile(r"^\w\.?$|^\w\.(?:\s?-?\w\.?){1,2}$")
BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
NOT_IN_NAMES = re.compile(r"[\d@/\\<>_=+*#№%$]")
APOSTROPHES = str.maketrans("`´‘’ʼ", "'''''")


@dataclass
class PersonName:
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    order: str = ""  # "surname" or "given" where the words themselves tell which came first


@cache
def _lists():
    given, surnames = {}, set()
    with (Path(__file__).parents[1] / "data" / "names.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "given":
                given[fold(row["name"])] = row["sex"]
            else:
                surnames.add(fold(row["name"]))
    return given, surnames


def in_case(word):
    """НҰРҒАЛИҚЫЗЫ and нұрғалиқызы become Нұрғалиқызы, each part of Абдул-Кадыр too; МакДональд stays."""
    if not (word.isupper() or word.islower()):
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0][:1].upper() + part[0][1:].lower(), word)


def tidy(text):
    return mend_script(text).translate(APOSTROPHES).strip(" .,;:-–—\"«»'")


def read_full(text, order="each", usual="surname"):
    """PersonName of a full name in one cell.

    order: "surname" or "given" says which comes first; "each" looks at the words, and where they do not tell, takes
    the order `usual` in the file.
    """
    name = PersonName()
    left_out = BRACKETS.findall(text)
    plain = tidy(BRACKETS.sub(" ", text).replace(",", " "))
    if left_out:
        name.notes.append(["brackets_dropped", {"text": " ".join(left_out)}])
    if not plain:
        name.problems.append(["no_name", {}])
        return name
    if NOT_IN_NAMES.search(plain):
        name.problems.append(["not_a_name", {"text": text}])
        return name
    words = _joined([in_case(word) for word in re.sub(r"\.(?=\w{2})", ". ", plain).split()])
    if len(words) > 5:
        name.problems.append(["not_a_name", {"text": text}])
        return name
    return _arranged(name, words, text, order, usual)


def read_parts(surname, given_name, patronymic):
    """PersonName of separate columns; a patronymic written behind the given name is found there."""
    name = PersonName()
    words = _joined([in_case(word) for word in tidy(given_name).split()])
    father = " ".join(_joined([in_case(word) for word in tidy(patronymic).split()]))
    if len(words) > 1 and not father and _is_patronymic(words[-1]):
        father = words.pop()
    name.surname = " ".join(in_case(word) for word in tidy(BRACKETS.sub(" ", surname)).split())
    name.given_name, name.patronymic = " ".join(words), father
    text = " ".join(filter(None, (surname, given_name, patronymic)))
    if NOT_IN_NAMES.search(text):
        name.problems.append(["not_a_name", {"text": text}])
    return _checked(name, text)


def _joined(words):
    """`Нұрлан қызы` is one word."""
    joined = []
    for word in words:
        if joined and OWN_PATRONYMIC.fullmatch(word):
            joined[-1] += word.lower()
        else:
            joined.append(word)
    return joined


def _is_patronymic(word):
    return bool(OWN_PATRONYMIC.search(word) or FOREIGN_PATRONYMIC.search(word))


def _arranged(name, words, text, order, usual):
    initials = [word for word in words if INITIAL.fullmatch(word)]
    if initials:
        name.problems.append(["initials", {"text": text}])
        return name
    if len(words) == 1:
        name.problems.append(["no_surname", {"text": text}])
        return name
    father, rest = _take_patronymic(words)
    if len(rest) == 1:  # given name and patronymic only
        if OWN_PATRONYMIC.search(father):
            name.surname, name.given_name = father, rest[0]  # Серікқызы Айгүл: it serves as the surname
            return _checked(name, text)
        name.problems.append(["no_surname", {"text": text}])
        return name
    told = _order_of(words, rest, father)
    name.order = told
    chosen = order if order != "each" else told or usual
    if not told and order == "each":
        name.notes.append(["order_guessed", {}])
    name.patronymic = father
    if chosen == "surname":
        name.surname, name.given_name = rest[0], " ".join(rest[1:])
    else:
        name.surname, name.given_name = rest[-1], " ".join(rest[:-1])
    return _checked(name, text)


def _take_patronymic(words):
    """(patronymic or "", the other words). A last word in a patronymic's form counts first."""
    for at in range(len(words) - 1, 0, -1):
        if _is_patronymic(words[at]):
            return words[at], words[:at] + words[at + 1 :]
    if len(words) == 2 and OWN_PATRONYMIC.search(words[0]):
        return words[0], words[1:]
    return "", words


def _order_of(words, rest, father):
    """ "surname", "given", or "" where the words do not tell."""
    if father and words[1] == father:  # Айгүл Нұрланқызы Сейітова
        return "given"
    first, last = _likeness(rest[0]), _likeness(rest[-1])
    if first != last:
        return "surname" if first > last else "given"
    if father and words[-1] == father and len(words) == 3:  # a patronymic at the end follows the given name
        return "surname"
    return ""


def _likeness(word):
    """How much a word looks like a surname rather than a given name."""
    given, surnames = _lists()
    folded = fold(word)
    score = 2 * bool(SURNAME_ENDING.search(word)) + (folded in surnames)
    return score - 2 * (folded in given)


def _checked(name, text):
    if not name.problems:
        if not name.surname:
            name.problems.append(["no_surname" if name.given_name else "no_name", {"text": text}])
        elif not name.given_name:
            name.problems.append(["no_given_name", {"text": text}])
        elif INITIAL.fullmatch(name.given_name):
            name.problems.append(["initials", {"text": text}])
        elif max(map(len, (name.surname, name.given_name, name.patronymic))) > LONGEST:
            name.problems.append(["long_name", {"text": text[:60]}])
    return name


def sex_of(name):
    """ "f" or "m" where the patronymic says it, else ""."""
    ending = name.patronymic or (name.surname if OWN_PATRONYMIC.search(name.surname) else "")
    if re.search(r"(қызы|кызы|вна|чна|qyzy|kyzy|vna)$", ending, re.IGNORECASE):
        return "f"
    if re.search(r"(ұлы|улы|вич|ьич|uly|ūly|vich)$", ending, re.IGNORECASE):
        return "m"
    return ""
