"""The portal's own messages as people read them: whole, for every number, one word for one thing."""

import re

import polib
import pytest
from django.utils import translation
from django.utils.translation import ngettext, npgettext

from languages import catalogues

PATHS = {path.parent.parent.name: path for path in catalogues.po_paths()}
NAMED = re.compile(r"%\((\w+)\)")
NUMBERS = (0, 1, 2, 5, 21)
RUSSIAN_FORMS = {0: 2, 1: 0, 2: 1, 5: 2, 21: 0}  # 21 школа, but 5 школ

# A case ending cannot follow a placeholder: 3-і but 6-сы, Айгүлді but Нұрланды. Nouns after a hyphen are no endings.
ATTACHED = re.compile(r"%\(\w+\)[sd](?:[-’]?)([а-яәғқңөұүһі]+)")
NOUNS = ("жол", "нұсқа", "кезең", "бет", "деңгей", "тізім", "шешімдер")

# Two words for one thing would confuse: (language, word to avoid, word to use)
ONE_WORD = [
    ("kk", r"\b[Аа]ғым", "лек"),
    ("kk", r"\b[Тт]оптама", "лек"),
    ("kk", r"\b[Сс]арапшы", "рецензент"),
    ("kk", r"\b[Тт]үйме", "батырма"),
    ("kk", r"\b[Жж]еке дерек", "дербес деректер"),
    ("kk", r"(?<!ысқа )\b[Бб]аян(?!да)", "жоба (жарияланған) немесе қысқа баян"),
    ("kk", r"(?<=[а-яә] )Сіз", "сіз"),
    ("ru", r"(?<=[а-я] )Вы\b", "вы"),
    ("ru", r"(?i)наводящ", "направляющие вопросы"),
    ("ru", r"(?i)опубликованн\w+ истори", "опубликованный проект"),
    ("ru", r"[“”„]", "«»"),
    ("ru", r" — ", "–"),
    ("kk", r" — ", "–"),
]


def messages(language):
    return [entry for entry in polib.pofile(str(PATHS[language])) if not entry.obsolete]


def texts(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.fixture(scope="module", autouse=True)
def made():
    catalogues.compile_outdated()


@pytest.mark.parametrize("language", PATHS)
def test_every_message_is_translated_and_keeps_its_placeholders(language):
    assert list(catalogues.faults(polib.pofile(str(PATHS[language])))) == []


def test_both_languages_have_the_same_messages():
    kazakh, russian = ({(entry.msgctxt, entry.msgid) for entry in messages(language)} for language in PATHS)

    assert kazakh ^ russian == set()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("language", PATHS)
def test_every_counted_message_reads_for_every_number(language, number):
    with translation.override(language):
        for entry in filter(lambda entry: entry.msgid_plural, messages(language)):
            text = said(entry, number)
            assert text in texts(entry), (entry.msgid, "falls back to English")
            filled = text % dict.fromkeys(NAMED.findall(text), number) if NAMED.search(text) else text
            assert "%(" not in filled


def said(entry, number):
    if entry.msgctxt:
        return npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, number)
    return ngettext(entry.msgid, entry.msgid_plural, number)


@pytest.mark.parametrize("number, form", RUSSIAN_FORMS.items())
def test_russian_takes_the_form_that_its_number_asks_for(number, form):
    with translation.override("ru"):
        wrong = [e.msgid for e in messages("ru") if e.msgid_plural and said(e, number) != e.msgstr_plural[form]]

    assert wrong == []


def test_no_kazakh_ending_hangs_on_a_placeholder():
    hanging = [
        text
        for entry in messages("kk")
        for text in texts(entry)
        for ending in ATTACHED.findall(text)
        if not ending.startswith(NOUNS)
    ]

    assert hanging == []


@pytest.mark.parametrize("language, avoided, used", ONE_WORD, ids=[word for _, _, word in ONE_WORD])
def test_one_thing_has_one_word(language, avoided, used):
    assert [text for entry in messages(language) for text in texts(entry) if re.search(avoided, text)] == []
