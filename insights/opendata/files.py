"""The files: CSV, counted anew once a day, and the dictionary as CSV on the Web metadata."""

import csv
import hashlib
import json
from io import StringIO

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openweb.pages import generation
from schools.rosters.mending import harmless

from ..indicators import VERSION
from .tables import LANGUAGES, TABLES, said

A_DAY = 24 * 3600
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def csv_of(table):
    """(bytes, tag): UTF-8 with the mark that spreadsheets look for.

    Kept in this worker's memory for the day, or until something public is taken back.
    """
    memory, key = caches["public_pages"], f"open-data:{table.name}:{VERSION}:{timezone.localdate()}:{generation()}"
    kept = memory.get(key)
    if kept is None:
        content = written(table)
        kept = content, hashlib.sha256(content).hexdigest()[:32]
        memory.set(key, kept, A_DAY)
    return kept


def written(table):
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    for cells in table.rows():
        writer.writerow("" if cell is None else harmless(cell) if isinstance(cell, str) else cell for cell in cells)
    return text.getvalue().encode("utf-8-sig")


def metadata():
    """CSVW: what stands in each file and column, in three languages."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": in_languages(_("Open data of the programme “Auyldyq mektep shamy”")),
        "dc:license": {"@id": LICENCE},
        "dc:creator": "Auyldyq mektep shamy",
        "dc:source": settings.SITE_URL,
        "dc:modified": {"@value": timezone.localdate().isoformat(), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ","},
        "tables": [
            {
                "url": table.file,
                "dc:title": in_languages(table.title),
                "dc:description": in_languages(table.about),
                "tableSchema": {"columns": [described(column) for column in table.columns]},
            }
            for table in TABLES.values()
        ],
    }


def described(column):
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": in_languages(column.about),
        "datatype": column.datatype,
        "null": "",
    }


def in_languages(words):
    return [{"@value": text, "@language": code} for code, text in zip(LANGUAGES, said(words), strict=True) if text]


def metadata_json():
    return json.dumps(metadata(), ensure_ascii=False, indent=1).encode()
