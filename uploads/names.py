"""Names of files as people meet them again when they download: any letters, no tricks."""

import re
import unicodedata

from .limits import LONGEST_NAME

FORBIDDEN = re.compile(r'[<>:"|?*%;]')  # what file systems and headers stumble over
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # Windows' own


def safe_name(name, extension):
    """The name without path, invisible signs and direction tricks; `extension` is the one that was checked."""
    stem = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem = stem.rpartition(".")[0] if "." in stem else stem
    stem = "".join(" " if letter.isspace() else letter for letter in stem if letter.isspace() or _is_visible(letter))
    stem = " ".join(FORBIDDEN.sub("_", stem).split()).strip(". ")[: LONGEST_NAME - len(extension) - 1].rstrip(". ")
    if not stem or RESERVED.match(stem):
        stem = f"file-{stem}".rstrip("-")
    return f"{stem}.{extension}"


def _is_visible(letter):
    return not unicodedata.category(letter).startswith("C")  # control, direction, private, unassigned
