"""The pack as a PDF, whole or one part of it, and as a ZIP. In the reader's language; her own words stay in hers."""

import io
import zipfile
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from certification import reading
from certification.checking.shown import issued_on
from certification.checking.statements import check_url, check_word, form_url, page_url
from certification.issuing.files import called, paper_of
from certification.printing.paper import paper_png
from communities.record import on_paper, record_pdf
from documents import pdf

TEMPLATE = Path(__file__).resolve().parent / "typst/pack.typ"
PIXELS_AN_INCH = 120
PARTS = ("cover", "certificates", "index", "vignette", "record", "links")
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # in the ZIP: the same pack gives the same bytes


def pack_pdf(pack, parts=PARTS):
    """The PDF's bytes. Some 300 ms: it draws the certificates. Call it outside transactions."""
    pictures = {}
    data = {"title": _("Documents for attestation"), "author": pack.person.full_name, "footer": footer(pack)}
    makers = {
        "cover": cover,
        "certificates": certificates,
        "index": index,
        "vignette": vignette,
        "record": record,
        "links": links,
    }
    for part in PARTS:
        data[part] = makers[part](pack, pictures) if part in parts else None
    return pdf.render(TEMPLATE, data, get_language(), pictures)


def footer(pack):
    made_on = _("made on %(date)s") % {"date": date_format(timezone.localdate(), "DATE_FORMAT")}
    return " · ".join((pack.person.full_name, _("Auyldyq mektep shamy"), made_on))


def cover(pack, _pictures):
    project = pack.project
    return {
        "name": pack.person.full_name,
        "facts": filled(
            [_("School"), str(project.school.name)],
            [_("Professional community"), project.community.name],
            [_("Cohort"), str(project.community.cohort)],
            [_("Development project"), project.title],
        ),
        "words": str(pack.words),
        "words_language": getattr(pack.words, "lang", ""),
        "contents_title": _("What is here"),
        "contents": contents(pack),
    }


def contents(pack):
    """Titles, as the page and the cover list them."""
    found = [_("Certificate %(code)s") % {"code": one.code} for one in pack.certificates]
    if pack.version:
        found.append(_("Contents of the portfolio"))
    if pack.vignette:
        found.append(_("Vignette"))
    found.append(_("Record of Participation"))
    found += [document.title for document in pack.further]
    return [*found, _("How to check all this")]


def certificates(pack, pictures):
    shown = []
    for certificate in pack.certificates:
        name = f"{certificate.code}.png"
        pictures[name] = paper_png(certificate.printed, check_url(certificate), PIXELS_AN_INCH)
        shown.append({"title": _("Certificate %(code)s") % {"code": certificate.code}, **as_words(certificate, name)})
    return shown


def as_words(certificate, picture):
    return {
        "picture": picture,
        "alt": _("The certificate as it was printed. The same in words stands below."),
        "facts": filled(
            [_("Kind"), str(certificate.kind.name)],
            [_("Name"), " · ".join(dict.fromkeys(certificate.names_on_paper))],
            [_("Date of issue"), date_format(issued_on(certificate.printed), "DATE_FORMAT")],
            [_("Issued by"), certificate.printed["issuer"][certificate.main_language]],
        ),
    }


def index(pack, _pictures):
    """Which parts the frozen portfolio has, what evidence, and the fingerprint by which a copy is known again."""
    if pack.version is None:
        return None
    version, sections = pack.version, reading.sections(pack.version.content)
    return {
        "title": _("Contents of the portfolio"),
        "facts": filled(
            [_("Title"), version.content.get("title", "")],
            [_("Version"), str(version.number)],
            [_("Submitted"), date_format(timezone.localdate(version.frozen_at), "DATE_FORMAT")],
            [_("State"), str(version.portfolio.get_status_display())],
            [_("Fingerprint (SHA-256)"), version.sha256],
        ),
        "rows": [
            [f"{one.number}. {one.title}" if one.number else one.title, amount(one)]
            for one in sections
            if not one.is_empty
        ],
        "evidence_title": _("Evidence"),
        "evidence": [item.title for one in sections if one.key == "evidence" for item in one.items]
        or [row["title"] for row in version.content.get("evidence", ())],
    }


def amount(section):
    if section.items:
        number = len(section.items)
        return ngettext("%(number)d entry", "%(number)d entries", number) % {"number": number}
    return _("written")


def vignette(pack, _pictures):
    if not pack.vignette:
        return None
    return {"title": _("Vignette"), "text": pack.vignette, "language": pack.version.content.get("language", "kk")}


def record(pack, _pictures):
    return on_paper(pack.record)


def links(pack, _pictures):
    return {
        "title": _("How to check all this"),
        "text": _("Open the address, or go to %(address)s and type the number and the check letters.")
        % {"address": form_url()},
        "head": [_("Number"), _("Check letters"), _("Address")],
        "rows": [[one.code, check_word(one), page_url(one)] for one in pack.certificates],
        "empty": _("No certificate has been issued yet."),
    }


def filled(*rows):
    return [row for row in rows if row[1]]


# The ZIP ----------------------------------------------------------------------------------------------------


def pack_zip(pack):
    """The ZIP's bytes: the PDF of everything, then each part by itself, certificates byte for byte as issued."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in files_of(pack):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), made, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def files_of(pack):
    """(name, bytes), numbered in the order in which they are read."""
    for number, (name, made) in enumerate(documents_of(pack)):
        yield f"{number:02} {name}", made
    yield _("Addresses to check") + ".txt", links_text(pack).encode()


def documents_of(pack):
    yield _("Documents for attestation") + ".pdf", pack_pdf(pack)
    for certificate in pack.certificates:
        paper = paper_of(certificate)
        if paper is not None:
            with paper.open("rb") as stored:
                yield called(certificate), stored.read()
    if pack.version:
        yield _("Contents of the portfolio") + ".pdf", pack_pdf(pack, ("index",))
    if pack.vignette:
        yield _("Vignette") + ".pdf", pack_pdf(pack, ("vignette",))
    yield _("Record of Participation") + ".pdf", record_pdf(pack.record)
    for document in pack.further:
        yield document.name, document.make()


def links_text(pack):
    told = links(pack, {})
    lines = [told["title"], "", *("   ".join(row) for row in told["rows"]), "", told["text"]]
    return "\r\n".join([*lines, *(["", str(pack.words)] if pack.words else []), ""])
