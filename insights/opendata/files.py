"""The files: CSV, counted anew once a day, and the dictionary as CSV on the Web metadata."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.sheets import csv_pieces
from openweb.pages import generation

from ..indicators import VERSION
from .tables import LANGUAGES, TABLES, said

A_DAY = 24 * 3600
FOLDER = "opendata"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def csv_of(table):
    """(bytes, tag): UTF-8 with the mark that spreadsheets look for.

    What was counted in the night, else counted now and kept in this worker's memory for the day, or until something
    public is taken back.
    """
    content = counted_in_the_night(table) or remembered(table)
    return content, hashlib.sha256(content).hexdigest()[:32]


def remembered(table):
    memory, key = caches["public_pages"], f"open-data:{table.name}:{VERSION}:{timezone.localdate()}:{generation()}"
    content = memory.get(key)
    if content is None:
        content = written(table)
        memory.set(key, content, A_DAY)
    return content


def counted_in_the_night(table):
    """None for a file that is always counted anew, and before the first night."""
    path = stored(table)
    return path.read_bytes() if table.is_slow and path.exists() else None


def count_for_the_day():
    """Called by `manage.py sweep`: counting the figures of a large programme takes seconds, and no visitor waits."""
    tables = [table for table in TABLES.values() if table.is_slow and not is_of_today(stored(table))]
    for table in tables:
        count_now(table)
    return f"{len(tables)} files of the open data counted"


def count_now(table):
    path = stored(table)
    path.parent.mkdir(parents=True, exist_ok=True)
    young = path.with_suffix(".new")
    young.write_bytes(written(table))
    young.replace(path)


def stored(table):
    return Path(default_storage.path(f"{FOLDER}/{table.file}"))


def modified(path):
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)


def is_of_today(path):
    return path.exists() and timezone.localdate(modified(path)) == timezone.localdate()


def written(table):
    return b"".join(csv_pieces([column.name for column in table.columns], table.rows(), delimiter=","))


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
