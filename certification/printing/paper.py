"""The paper: what is printed on a certificate as a PDF for the wall, and as a picture for the screen."""

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import segno
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents import pdf

from ..checking.statements import CHECK_LETTERS, check_url
from .pictures import for_paper

HERE = Path(__file__).resolve().parent / "typst"
TEMPLATE = HERE / "certificate.typ"
MODULE_MM = 0.42  # a phone reads 0.4 mm from an arm's length
LEAST_QR_MM = 27
QUIET_MODULES = 4
MASK = 4  # a statement looks random, so that any mask serves; choosing the best of eight costs 12 ms a code
LOGO, SIGNATURE = (400, 160), (640, 200)  # pixels at most: 10 mm and 14 mm high at some 350 to the inch


class TooLong(Exception):
    """The texts do not fit on the page, even in the smallest letters."""


def certificate_pdf(certificate):
    """The PDF's bytes: from `printed`, token and statement alone, so that the same certificate gives the same bytes.

    Some 60 ms. Reads pictures from disk: call it outside transactions. TooLong when the texts do not fit.
    """
    return paper_pdf(certificate.printed, check_url(certificate))


def paper_pdf(printed, address, specimen=""):
    """specimen: a word across the page, for a paper that certifies nothing."""
    noon = datetime.combine(date.fromisoformat(printed["issued_on"]), time(12), ZoneInfo("Asia/Almaty"))
    return rendered(pdf.render, printed, address, specimen, on=noon)


def paper_png(printed, address, pixels_an_inch=96):
    return rendered(pdf.render_png, printed, address, "", pixels_an_inch=pixels_an_inch)


def rendered(render, printed, address, specimen, **options):
    language = printed["languages"][0]
    with override(language):
        data, pictures = laid_out(printed, address)
    try:
        return render(TEMPLATE, data | {"specimen": specimen}, language, pictures, **options)
    except pdf.PdfProblem as problem:
        if "too long" in str(problem):
            raise TooLong from problem
        raise


def laid_out(printed, address):
    """(data for the template, its pictures)"""
    first = printed["languages"][0]
    pictures = {"ornament.svg": (HERE / "ornament.svg").read_bytes()}
    logos = [on_paper(pictures, logo["upload"], logo["name"][first], LOGO) for logo in printed["logos"]]
    data = {
        "title": f"{printed['heading'][first]} {printed['code']} · {printed['name'][first]}",
        "author": printed["issuer"][first],
        "date": dict(zip(("year", "month", "day"), map(int, printed["issued_on"].split("-")), strict=True)),
        "number": f"№ {printed['code']}",
        "title_of_work": printed["title"],
        "texts": [texts_in(printed, language, address) for language in printed["languages"]],
        "address": address,
        "signatories": [signatory(pictures, one, printed["languages"]) for one in printed["signatories"]],
        "logos": [logo for logo in logos if logo["picture"]],
        "qr": qr(pictures, address),
    }
    return data, pictures


def texts_in(printed, language, address):
    typed, word = typed_check(address)
    with override(language):
        on = date_format(date.fromisoformat(printed["issued_on"]), "DATE_FORMAT")
        place = printed["place"][language]
        fields = ("issuer", "heading", "subheading", "before_name", "name", "body")
        return {
            "language": language,
            **{field: printed[field][language] for field in fields},
            "issued": f"{on}, {place}" if place else on,
            "check": _("Check it by the QR code or at %(address)s, letters: %(word)s")
            % {"address": typed, "word": word},
        }


def typed_check(address):
    """Where the number is typed by hand, and the letters that are asked for with it."""
    page, _slash, token = address.partition("#")[0].rpartition("/")
    return f"{page.partition('//')[2]}/", token[-CHECK_LETTERS:]


def in_order(texts, languages):
    """[(language, text)], the main one first: PostgreSQL does not keep the order of keys."""
    return [(language, texts[language]) for language in languages if language in texts]


def signatory(pictures, one, languages):
    """Picture, name and post; a line in the second language only where it differs."""
    lines = [
        {"language": language, "text": text, "is_name": field == "name", "is_first": number == 0}
        for field in ("name", "post")
        for number, (language, text) in enumerate(in_order(one[field], languages))
    ]
    once = list({line["text"]: line for line in reversed(lines) if line["text"]}.values())[::-1]
    words = _("Signature: %(name)s") % {"name": once[0]["text"] if once else ""}
    return {"lines": once, **on_paper(pictures, one["signature"], words, SIGNATURE, True)}


def on_paper(pictures, upload_id, alt, most, is_ink=False):
    """{"picture": its name for the template or "", "alt": …}; adds the picture's bytes to `pictures`."""
    picture = for_paper(upload_id, most, is_ink) if upload_id else None
    if picture is None:
        return {"picture": "", "alt": alt}
    name = f"{upload_id}.{picture.extension}"
    pictures[name] = picture.content
    return {"picture": name, "alt": alt}


def qr(pictures, address):
    """Adds the code to `pictures`; its width and quiet zone in mm. The longer the address, the larger the code."""
    code = segno.make(address, error="m", micro=False, mask=MASK)
    modules = code.symbol_size(border=0)[0]
    width = max(LEAST_QR_MM, modules * MODULE_MM)
    drawn = code.svg_inline(border=0, dark="#000000", svgclass=None, lineclass=None, omitsize=True)
    pictures["qr.svg"] = drawn.encode()
    return {
        "alt": _("QR code: checks this certificate at %(address)s") % {"address": address.partition("#")[0]},
        "width": round(width, 2),
        "quiet": round(width / modules * QUIET_MODULES, 2),
    }
