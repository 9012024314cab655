"""A version of a portfolio as one PDF, in the reader's language; the teacher's words stay in hers."""

from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents import pdf

from . import reading

TEMPLATE = Path(__file__).resolve().parent / "typst/portfolio.typ"


def portfolio_pdf(version, language):
    """The PDF's bytes. Reads the pictures from disk: call it outside transactions."""
    pictures = pictures_of(version)
    with override(language):
        return pdf.render(TEMPLATE, as_data(version, set(pictures)), language, pictures)


def pictures_of(version):
    """name in the PDF -> bytes, of the pictures still there. The small ones, or the PDF would weigh megabytes."""
    found = {}
    for upload in version.uploads.all():
        file = upload.small or upload.file
        if upload.is_picture and file and file.storage.exists(file.name):
            with file.open("rb") as stored:
                found[f"{upload.pk}.{file.name.rpartition('.')[2]}"] = stored.read()
    return found


def as_data(version, pictures):
    content, portfolio = version.content, version.portfolio
    by_upload = {name.partition(".")[0]: name for name in pictures}
    frozen_on = date_format(timezone.localdate(version.frozen_at), "DATE_FORMAT")
    submitted = _("Version %(number)d, submitted on %(date)s") % {"number": version.number, "date": frozen_on}
    return {
        "title": content.get("title") or portfolio.project.title or _("Portfolio"),
        "author": content.get("author", ""),
        "footer": f"{content.get('author', '')} · {submitted}",
        "submitted": submitted,
        "labels": {
            "portfolio": _("Portfolio"),
            "unanswered": _("Not answered."),
            "file": _("File"),
            "note": _("Note to the reviewer"),
        },
        "note": version.note,
        "sections": [section_data(section, by_upload) for section in reading.sections(content)],
    }


def section_data(section, by_upload):
    title = f"{section.number}. {section.title}" if section.number else section.title
    return {
        "title": title,
        "facts": section.facts,
        "texts": [texts_data(text) for text in section.texts],
        "items": [item_data(item, by_upload) for item in section.items],
        "empty": "" if section.items else section.empty,
    }


def texts_data(text):
    return {"label": text.label, "text": text.text}


def item_data(item, by_upload):
    picture = by_upload.get(item.upload, "") if item.is_picture else ""
    return {
        "title": item.title,
        "facts": item.facts,
        "texts": [texts_data(text) for text in item.texts],
        "picture": picture,
        "alt": item.alt or item.title,
        "file": item.name if item.upload and not picture else "",
    }
