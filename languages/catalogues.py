"""The message catalogues: .po files are written by people and kept, .mo files are made from them where needed."""

import os
import re
from pathlib import Path

import polib
from django.conf import settings

LANGUAGES = ("kk", "ru")  # the messages themselves are English
PLACES = re.compile(r"%\(\w+\)[a-z]|%[sd](?![\w])|\{\w*\}")


def po_paths():
    return [Path(folder) / code / "LC_MESSAGES" / "django.po" for folder in settings.LOCALE_PATHS for code in LANGUAGES]


def compile_outdated():
    """Writes each .mo that is missing or older than its .po; several processes may do so at once. Returns them."""
    written = []
    for po in filter(Path.exists, po_paths()):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        half = mo.with_suffix(f".{os.getpid()}.new")
        polib.pofile(str(po)).save_as_mofile(str(half))
        os.utime(half, ns=(po.stat().st_atime_ns, po.stat().st_mtime_ns))
        half.replace(mo)
        written.append(mo)
    return written


def faults(po):
    """What is wrong with a catalogue (polib.POFile), a line for each message."""
    for entry in po:
        if entry.obsolete:
            continue
        if entry.fuzzy:
            yield f"fuzzy: {entry.msgid!r}"
        elif not entry.translated():
            yield f"not translated: {entry.msgid!r}"
        elif broken := broken_places(entry):
            yield f"placeholders differ: {entry.msgid!r} → {broken!r}"


def broken_places(entry):
    """The first translation of an entry that has lost, or invented, a placeholder; None when all is well.

    Of two plural forms the first stands for exactly one, and may say so in words.
    """
    if not entry.msgid_plural:
        return None if places(entry.msgstr) == places(entry.msgid) else entry.msgstr
    forms = entry.msgstr_plural
    for index, text in forms.items():
        allowed = [places(entry.msgid_plural)]
        if index == 0 and len(forms) == 2:
            allowed.append(places(entry.msgid))
        if places(text) not in allowed:
            return text
    return None


def places(text):
    return sorted(PLACES.findall(text))


def missing(po, used):
    """Messages of the tree (`used`, a polib.POFile) that the catalogue does not have at all."""
    known = {(entry.msgctxt, entry.msgid) for entry in po if not entry.obsolete}
    return [entry.msgid for entry in used if entry.msgid and (entry.msgctxt, entry.msgid) not in known]
