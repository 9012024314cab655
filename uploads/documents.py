"""Documents are read to the end before they are kept: a PDF or an Office file that is whole, holds no program, and
does not swell when unpacked."""

import io
import re
import xml.parsers.expat
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .limits import DOCX, MOST_PARTS, MOST_UNPACKED_BYTES, PDF, PPTX, XLSX

CHUNK = 256 * 1024

# Office ----------------------------------------------------------------------------------------------

MAIN_PARTS = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml", PPTX: "ppt/presentation.xml"}
MACROS = re.compile(r"vba(project|data)|activex/|\.(docm|xlsm|xlsb|pptm|dotm|xltm|exe|dll|js|vbs|ps1|bat|cmd)$")
MACRO_TYPES = re.compile(rb"macroEnabled|vnd\.ms-office\.(vbaProject|activeX)", re.IGNORECASE)
MACRO_SHEETS = re.compile(r"^xl/(macrosheets|dialogsheets)/")
HIDDEN_PROGRAMS = tuple(name.encode("utf-16-le") for name in ("Ole10Native", "_VBA_PROJECT"))
FAR_TEMPLATE = re.compile(rb'attachedTemplate"[^>]*Target="(https?:|\\\\|file:////)', re.IGNORECASE)


def read_document(data, claimed):
    """Nothing when the bytes are a harmless document of the claimed type, else ValidationError in words."""
    if claimed is PDF:
        read_pdf(data)
    else:
        read_office(data, claimed)


def read_office(data, claimed):
    if data.count(b"PK\x01\x02") > MOST_PARTS:  # before the list of parts is built in memory
        raise swells()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_at_parts(archive, claimed)
            _read_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise broken_document() from None
    except xml.parsers.expat.ExpatError:
        raise broken_document() from None


def _look_at_parts(archive, claimed):
    """What the list of parts tells before anything is unpacked."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise swells()
    if any(part.flag_bits & 1 for part in parts):
        raise locked()
    if any(MACROS.search(name.lower()) or MACRO_SHEETS.search(name.lower()) for name in names):
        raise has_program()
    if len(set(names)) < len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise broken_document()
    if "[Content_Types].xml" not in names or MAIN_PARTS[claimed] not in names:
        raise not_what_it_claims(claimed)


def _read_parts(archive):
    """Every part to its end, checksums and all; XML parts must be XML."""
    unpacked = 0
    for part in archive.infolist():
        look = b""
        parser = xml.parsers.expat.ParserCreate() if part.filename.lower().endswith((".xml", ".rels")) else None
        if parser:
            parser.StartDoctypeDeclHandler = _refuse_doctype
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED_BYTES:
                    raise swells()
                if parser:
                    parser.Parse(chunk)
                _look_for_programs(look + chunk)
                look = chunk[-512:]  # what is being looked for may lie across two chunks
        if parser:
            parser.Parse(b"", True)


def _refuse_doctype(*declaration):
    raise broken_document()


def _look_for_programs(data):
    if MACRO_TYPES.search(data) or FAR_TEMPLATE.search(data) or any(name in data for name in HIDDEN_PROGRAMS):
        raise has_program()


# PDF -------------------------------------------------------------------------------------------------

STREAM = re.compile(rb"\bstream\r?\n")
ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA|Movie|GoToE)(?![A-Za-z0-9])"
)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def read_pdf(data):
    """Looks at the skeleton (all that is not picture, font or page content), packed object lists included.

    Whole: header, trailer that points into the file, a catalogue, at least one page. Harmless: nothing that runs,
    opens or carries other files. Bounded: at most MOST_UNPACKED_BYTES are unpacked, each stream once.
    """
    end = data.rstrip(b"\0\r\n\t ")[-1024:]
    pointer = re.search(rb"startxref\s+(\d{1,10})", end)
    if b"%%EOF" not in end or not pointer or int(pointer[1]) >= len(data):
        raise broken_document()
    skeleton = ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), _pdf_skeleton(data))
    if re.search(rb"/Encrypt(?![A-Za-z0-9])", skeleton):
        raise locked()
    if ACTIVE.search(skeleton):
        raise has_program()
    if b"/Root" not in skeleton or not re.search(rb"/Type\s*/Page(?![A-Za-z])", skeleton):
        raise broken_document()


def _pdf_skeleton(data):
    """The file without its streams, and with its object streams unpacked."""
    kept, position, room = [], 0, MOST_UNPACKED_BYTES
    while match := STREAM.search(data, position):
        before = data[position : match.start()]
        kept.append(before)
        end = data.find(b"endstream", match.end())
        if end < 0:
            raise broken_document()
        head = ESCAPED.sub(lambda escaped: bytes([int(escaped[1], 16)]), before[before.rfind(b"obj") :])
        if b"ObjStm" in head:
            kept.append(_inflated(data[match.end() : end], head, room))
            room -= len(kept[-1])
        position = end
    kept.append(data[position:])
    return b"\n".join(kept)


def _inflated(packed, head, room):
    if b"/Filter" not in head:
        return packed
    if b"FlateDecode" not in head:
        raise broken_document()  # an object list packed in a way that no known program writes
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(packed, max(room, 0) + 1)
    except zlib.error:
        raise broken_document() from None
    if len(data) > room:
        raise swells()
    return data


# Verdicts --------------------------------------------------------------------------------------------


def broken_document():
    return ValidationError(
        _("This document is damaged or incomplete. Open it on your computer, save it again and send the new one."),
        code="broken",
    )


def not_what_it_claims(claimed):
    text = _("The name says %(claimed)s, but inside it is something else. Save it again as %(claimed)s.")
    return ValidationError(text % {"claimed": claimed.name}, code="disguised")


def swells():
    text = _("This document unpacks to more than we can take: at most %(megabytes)s MB in %(parts)s parts.")
    limits = {"megabytes": MOST_UNPACKED_BYTES // (1024 * 1024), "parts": MOST_PARTS}
    return ValidationError(text % limits, code="bomb")


def has_program():
    return ValidationError(
        _("This document holds a macro, a script or another file. Save it as PDF and send that."), code="active"
    )


def locked():
    return ValidationError(
        _("This document is locked with a password. Save it without the password and send it again."), code="locked"
    )
