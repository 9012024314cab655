"""Words of the libraries: none that a page can show lacks its Kazakh."""

import re
from pathlib import Path

import django
import polib
import pytest
from django.conf import settings

from languages import borrowed

HOME = Path(django.__file__).parent
CATALOGUES = ("conf/locale", "contrib/admin/locale", "contrib/auth/locale", "contrib/contenttypes/locale")
# Files whose words the portal never shows: names of languages, Django's own pages for developers and passwords.
NEVER_SHOWN = (
    "conf/global_settings.py",
    "contrib/messages/apps.py",
    "contrib/sitemaps/apps.py",
    "contrib/staticfiles/apps.py",
    "contrib/syndication/apps.py",
    "views/",
    "forms/formsets.py:",
    "contrib/admin/templates/registration/",
    "contrib/admin/templates/admin/auth/",
    "contrib/admin/templates/admin/invalid_setup.html",
    "contrib/auth/admin.py",
    "contrib/auth/hashers.py",
    "contrib/auth/forms.py",
    "contrib/auth/models.py",
    "contrib/auth/templates/",
    "contrib/auth/views.py",
    "contrib/contenttypes/views.py",
    "contrib/auth/validators.py",
)
ALIKE = {"IPv4", "IPv6", ":?.!", ":"}  # the same in every language
DESCRIPTIONS = "db/models/fields/"  # also holds names of field types, seen in Django's admindocs only


def shown(entry):
    return any(not file.startswith(NEVER_SHOWN) for file, _line in entry.occurrences)


def lacking():
    ours = {
        (e.msgctxt, e.msgid)
        for e in polib.pofile(settings.BASE_DIR / "locale/kk/LC_MESSAGES/django.po")
        if e.msgstr or e.msgstr_plural
    }
    for name in CATALOGUES:
        theirs = {(e.msgctxt, e.msgid): e for e in polib.pofile(HOME / name / "kk/LC_MESSAGES/django.po")}
        for entry in polib.pofile(HOME / name / "en/LC_MESSAGES/django.po"):
            key = (entry.msgctxt, entry.msgid)
            there = key in theirs and theirs[key].translated() and not theirs[key].fuzzy
            if shown(entry) and not there and key not in ours and entry.msgid not in ALIKE:
                yield entry


def test_no_words_of_django_that_we_show_lack_their_kazakh():
    missing = [e.msgid for e in lacking() if not all(f.startswith(DESCRIPTIONS) for f, _line in e.occurrences)]

    assert missing == []


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_borrowed_words_keep_their_places(code):
    catalogue = {e.msgid: e for e in polib.pofile(settings.BASE_DIR / f"locale/{code}/LC_MESSAGES/django.po")}
    places = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}")
    wrong = [
        text
        for text in (*borrowed.DJANGO, *borrowed.ALLAUTH)
        if sorted(places.findall(text)) != sorted(places.findall(catalogue[text].msgstr))
    ]

    assert wrong == []
