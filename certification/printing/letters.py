"""Which letters the paper's fonts have: Latin, Cyrillic with all of Kazakh, Greek, accents and punctuation."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HAVE = (
    "\u0020-\u007e\u00a0-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u0259\u0300-\u0304\u0306-\u030c"
    "\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0482\u048a-\u052f\u1e80-\u1e85\u1ea0-\u1ef9"
    "\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122"
)
LACKING = re.compile(f"[^{HAVE}]")
BLANKS = re.compile(r"[ \t\r\n]+")


def lacking(text):
    """The letters of the text that cannot be printed, each once; line ends and tabs are no letters."""
    return list(dict.fromkeys(LACKING.findall(in_one_line(text))))


def printable(text):
    """The text without them, blanks put in order: an emoji in a project's title must not stop a certificate."""
    return in_one_line(LACKING.sub("", in_one_line(text)))


def in_one_line(text):
    """One blank between words; those that must not break a line stay what they are."""
    return BLANKS.sub(" ", text).strip()


def refuse_lacking(text):
    """For forms: ValidationError that names the letters."""
    if letters := lacking(text):
        said = _("These signs cannot be printed: %(signs)s") % {"signs": " ".join(letters)}
        raise ValidationError(said, code="unprintable")
