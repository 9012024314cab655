"""A file that somebody sent becomes what may be stored, or an error in words for the place beside the field."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .documents import not_what_it_claims, read_document
from .limits import EVERYTHING, MEGABYTE, MOST_BYTES, PICTURES, WEBP, hint, type_named
from .names import safe_name
from .pictures import disguised, redraw


@dataclass
class Checked:
    """What is stored of a file: `main` and `small` bytes (a document has no small one), and what they are."""

    name: str
    extension: str
    content_type: str
    main: bytes
    small: bytes = b""
    width: int | None = None
    height: int | None = None

    @property
    def is_picture(self):
        return bool(self.small)


def look_at_outside(file, types=EVERYTHING):
    """The FileType that name, size and first bytes agree on; reads no more than those."""
    claimed = type_named(file.name, types)
    if claimed is None:
        raise wrong_type(file.name, types)
    if file.size > MOST_BYTES:
        raise too_big(file.size)
    if not file.size:
        raise ValidationError(_("This file is empty. Choose it again."), code="empty")
    file.seek(0)
    first = file.read(16)
    file.seek(0)
    if not begins_like(first, claimed):
        found = next((kind for kind in EVERYTHING if begins_like(first, kind)), None)
        raise not_what_it_claims(claimed) if claimed not in PICTURES else disguised(claimed, found)
    return claimed


def begins_like(first, kind):
    return first.startswith(kind.first_bytes) and (kind is not WEBP or first[8:12] == b"WEBP")


def fingerprint(file):
    """sha256 of the file as it came: a resend is known by it."""
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def check(file, types=EVERYTHING):
    """Checked, or ValidationError. Takes up to two seconds and reads the whole file: never inside a transaction."""
    claimed = look_at_outside(file, types)
    if claimed in PICTURES:
        picture = redraw(file, claimed)
        name = safe_name(file.name, "webp")
        return Checked(name, "webp", WEBP.content_type, picture.main, picture.small, picture.width, picture.height)
    data = file.read()
    read_document(data, claimed)
    extension = claimed.extensions[0]
    return Checked(safe_name(file.name, extension), extension, claimed.content_type, data)


def wrong_type(filename, types):
    ending = filename.rpartition(".")[2].lower() if "." in filename else ""
    if ending in ("heic", "heif"):
        text = _(
            "This portal cannot read HEIC pictures. Choose “Most compatible” in the camera's settings, or send JPEG."
        )
        return ValidationError(text, code="wrong_type")
    return ValidationError(
        _("This kind of file cannot be sent. %(hint)s") % {"hint": hint(types)},
        code="wrong_type",
    )


def too_big(size):
    text = _("This file has %(size)s MB; at most %(megabytes)s MB can be sent. Make it smaller and send it again.")
    shown = f"{size / MEGABYTE:.1f}".rstrip("0").rstrip(".")
    return ValidationError(text % {"size": shown, "megabytes": MOST_BYTES // MEGABYTE}, code="too_big")
