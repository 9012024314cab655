"""The upload table: what may be sent. One source for the checks, the words beside a file field, and the tests."""

from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_PIXELS = 40_000_000
MOST_UNPACKED_BYTES = 50 * MEGABYTE
MOST_PARTS = 1000
MAIN_SIDE = 1600  # pixels of the longer side
SMALL_SIDE = 480
WEBP_QUALITY = 80
LONGEST_NAME = 120


@dataclass(frozen=True)
class FileType:
    name: str
    extensions: tuple
    content_type: str
    first_bytes: bytes


JPEG = FileType("JPEG", ("jpg", "jpeg"), "image/jpeg", b"\xff\xd8\xff")
PNG = FileType("PNG", ("png",), "image/png", b"\x89PNG\r\n\x1a\n")
WEBP = FileType("WebP", ("webp",), "image/webp", b"RIFF")
PDF = FileType("PDF", ("pdf",), "application/pdf", b"%PDF-")
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = FileType("Word (DOCX)", ("docx",), OFFICE + "wordprocessingml.document", b"PK\x03\x04")
XLSX = FileType("Excel (XLSX)", ("xlsx",), OFFICE + "spreadsheetml.sheet", b"PK\x03\x04")
PPTX = FileType("PowerPoint (PPTX)", ("pptx",), OFFICE + "presentationml.presentation", b"PK\x03\x04")

PICTURES = (JPEG, PNG, WEBP)
DOCUMENTS = (PDF, DOCX, XLSX, PPTX)
EVERYTHING = PICTURES + DOCUMENTS


def type_named(filename, types=EVERYTHING):
    """The type that the name's ending claims, or None."""
    extension = filename.rpartition(".")[2].lower()
    return next((kind for kind in types if extension in kind.extensions), None)


def accept(types):
    """For `<input accept>`: the phone then offers only what can be sent."""
    return ",".join(f".{extension}" for kind in types for extension in kind.extensions)


def _hint(types):
    """What may be sent, in a sentence or two."""
    names = {"megabytes": MOST_BYTES // MEGABYTE, "megapixels": MOST_PIXELS // 1_000_000}
    pictures = ", ".join(kind.name for kind in types if kind in PICTURES)
    documents = ", ".join(kind.name for kind in types if kind in DOCUMENTS)
    sentences = []
    if pictures:
        sentences.append(_("Pictures: %(types)s, up to %(megapixels)s megapixels.") % {"types": pictures, **names})
    if documents:
        sentences.append(_("Documents: %(types)s.") % {"types": documents})
    sentences.append(_("At most %(megabytes)s MB a file.") % names)
    if pictures:
        sentences.append(_("We remove the place and the camera's data from pictures."))
    return " ".join(sentences)


hint = lazy(_hint, str)
