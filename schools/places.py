"""The classifier's regions, districts and settlements, as the portal ships them (data/README.md)."""

import csv
import gzip
from pathlib import Path

from django.db import transaction

from .models import District, Region, Settlement

DATA = Path(__file__).parent / "data"
NAMES = ["name_kk", "name_ru", "name_en"]
POINT = ["latitude", "longitude"]


@transaction.atomic
def load():
    """Adds what is missing and corrects what differs; places that people added stay. Returns the three counts.

    Takes about a second for some ten thousand rows; run again it changes nothing.
    """
    return (
        _store(Region, rows_of("regions.csv"), ["iso", *NAMES, *POINT]),
        _store(District, rows_of("districts.csv", region="region_id"), ["region_id", *NAMES, *POINT]),
        _store(Settlement, rows_of("settlements.csv.gz", district="district_id"), ["district_id", *NAMES, "is_rural"]),
    )


def rows_of(name, **columns):
    """Rows of a shipped table as dictionaries; columns: name in the file -> name in the model."""
    opened = gzip.open if name.endswith(".gz") else open
    with opened(DATA / name, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield {columns.get(key, key): value for key, value in row.items()}


def _store(model, rows, columns):
    known = {place.pk: place for place in model.objects.all()}
    missing, changed = [], []
    for row in rows:
        place = known.get(row["kato"])
        if place is None:
            missing.append(_fill(model(), row))
        elif any(_differs(getattr(place, name), row[name]) for name in columns if name in row):
            changed.append(_fill(place, row))
    model.objects.bulk_create(missing, batch_size=2000)
    if changed:
        written = [name.removesuffix("_id") for name in columns]
        model.objects.bulk_update(changed, [*written, "search_text", "sort_key"], batch_size=500)
    return len(known) + len(missing)


def _fill(place, row):
    for name, value in row.items():
        setattr(place, name, _typed(name, value))
    place.make_searchable()
    return place


def _typed(name, value):
    if name == "is_rural":
        return value == "1"
    return (value or None) if name in POINT else value


def _differs(stored, shipped):
    if stored is None or isinstance(stored, bool | str):
        return stored != (shipped == "1" if isinstance(stored, bool) else shipped or (None if stored is None else ""))
    return float(stored) != float(shipped)
