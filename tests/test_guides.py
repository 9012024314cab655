"""The guides say what stands on the screen, the same in each language; the page of promises names tests that exist."""

import re
from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings

from languages import catalogues

GUIDE = Path(settings.BASE_DIR) / "docs" / "guide"
GUIDES = sorted(path.name for path in (GUIDE / "kk").glob("*.md"))
BOLD = re.compile(r"\*\*(.+?)\*\*")
PROVEN = re.compile(r"`([\w/]+\.py)::(\w+)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")


@cache
def messages():
    """{language: {what people read: the English messages behind it}}; two of them may read alike."""
    found = {"en": {}}
    for path in catalogues.po_paths():
        language = found.setdefault(path.parent.parent.name, {})
        for entry in polib.pofile(str(path)):
            found["en"].setdefault(entry.msgid, {entry.msgid})
            language.setdefault(entry.msgstr, set()).add(entry.msgid)
    return found


def words(language, guide):
    return BOLD.findall((GUIDE / language / guide).read_text(encoding="utf-8"))


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_bold_words_are_the_words_of_the_portal(language, guide):
    known = messages()[language]

    assert [word for word in words(language, guide) if word not in known] == []


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_language_names_the_same_buttons(language, guide):
    english, meant = words("en", guide), [messages()[language].get(word, ()) for word in words(language, guide)]

    assert len(english) == len(meant)
    assert {word for word in english if not any(word in ids for ids in meant)} == set()


def test_all_guides_are_there_in_each_language_and_in_the_index():
    index = LINK.findall((GUIDE / "README.md").read_text(encoding="utf-8"))

    for language in ("kk", "ru", "en"):
        assert sorted(path.name for path in (GUIDE / language).glob("*.md")) == GUIDES
        assert {f"{language}/{guide}" for guide in GUIDES} <= set(index)


@pytest.mark.parametrize("page", sorted(GUIDE.rglob("*.md")), ids=lambda page: str(page.relative_to(GUIDE)))
def test_links_of_the_guides_lead_somewhere(page):
    assert [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()] == []


def test_the_tests_that_prove_a_promise_exist():
    named = PROVEN.findall((GUIDE.parent / "promises.md").read_text(encoding="utf-8"))
    source = {path: (GUIDE.parents[1] / path).read_text(encoding="utf-8") for path, _test in named}

    assert len(named) > 100
    assert [f"{path}::{test}" for path, test in named if f"def {test}(" not in source[path]] == []
