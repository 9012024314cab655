"""The Kazakh alphabet: folding for search, keys for sorting, Latin spelling, letters of the wrong script.

Pure functions of text, no database. The 2021 Latin table is `data/language/latin_2021.csv` of the programme.
"""

import re
import unicodedata

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

# 1. Latin spelling, 2021 table; the letters that it leaves out get the nearest sound.
LATIN_2021 = dict(
    zip(
        "аәбвгғдежзийкқлмнңоөпрстуұүфхһшыі",
        "a ä b v g ğ d e j z i i k q l m n ñ o ö p r s t u ū ü f h h ş y ı".split(),
        strict=True,
    )
) | {"ё": "io", "ц": "ts", "ч": "ch", "щ": "ş", "ъ": "", "ь": "", "э": "e", "ю": "iu", "я": "ia"}


def to_latin(text):
    """Latin spelling of a Kazakh or Russian text; capitals follow the original, Ii as İ and Iı as I."""
    return "".join(_latin_letter(letter) for letter in text)


def _latin_letter(letter):
    lower = letter.lower()
    latin = LATIN_2021.get(lower)
    if latin is None:
        return letter
    if letter == lower:
        return latin
    if lower == "и" or lower == "й":
        return "İ"
    return latin[:1].upper() + latin[1:] if latin != "ı" else "I"


# 2. Words in which somebody typed a Latin letter that looks Cyrillic (or the other way round).
LOOKALIKES = dict(zip("AaBCcEeHIiKkMmOoPpTtXxYyË", "АаВСсЕеНІіКкМмОоРрТтХхУуЁ", strict=True))
CYRILLIC_LOOKALIKES = {cyrillic: latin for latin, cyrillic in LOOKALIKES.items()}
WORD = re.compile(r"[^\W\d_]+")


def mend_script(text):
    """`Mаңғыстаy` typed with Latin M and y becomes all Cyrillic. Words of one script stay as they are."""
    return WORD.sub(lambda match: _mend_word(match[0]), text)


def _mend_word(word):
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
    latin = sum(letter.isascii() for letter in word)
    if not cyrillic or not latin:
        return word
    table = LOOKALIKES if cyrillic >= latin else CYRILLIC_LOOKALIKES
    return "".join(table.get(letter, letter) for letter in word)


# 3. One skeleton for Айгүл Нұрғалиқызы, Айгуль Нургаликызы and Aigul Nurgaliqyzy.
SKELETON = dict(zip("аәбвгғдезийкқлмнңоөпрстуұүфхһыіэ", "aabvggdeziikklmnnooprstuuufhhiie", strict=True)) | {
    "ж": "j",
    "ё": "e",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ъ": "",
    "ь": "",
    "ю": "iu",
    "я": "ia",
    "ş": "sh",
    "ı": "i",
    "y": "i",
    "q": "k",
    "w": "u",
}
DIGRAPHS = (("zh", "j"), ("kh", "h"), ("gh", "g"))


def fold(text):
    """Text for searching: case, script and Kazakh/Russian spelling made one; words joined by one space."""
    text = unicodedata.normalize("NFC", mend_script(text)).lower()
    letters = "".join(SKELETON.get(letter, letter) for letter in text)
    letters = unicodedata.normalize("NFKD", letters)
    letters = "".join(SKELETON.get(x, x) for x in letters if not unicodedata.combining(x))
    for written, sound in DIGRAPHS:
        letters = letters.replace(written, sound)
    return " ".join(re.findall(r"\w+", letters))


MOST_WORDS = 12  # of one search: more narrow nothing, and a database gives up at some hundreds


def words_of(search):
    """The folded words that a search looks for."""
    return fold(search).split()[:MOST_WORDS]


# 4. Sorting by the Kazakh alphabet, the same on every database: two digits a letter.
_ORDER = {letter: f"{place:02}" for place, letter in enumerate(ALPHABET, start=20)}
_ORDER |= {digit: f"{place:02}" for place, digit in enumerate("0123456789", start=1)}
_ORDER |= {letter: f"{place:02}" for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz", start=65)}


def sort_key(text):
    """Digits that order any names by the Kazakh alphabet. Spaces sort first, other signs are left out."""
    text = unicodedata.normalize("NFC", text).lower().strip()
    return "".join("00" if letter.isspace() else _ORDER.get(letter, "") for letter in text)
