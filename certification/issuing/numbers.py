"""Numbers without gaps: one row a series, which everybody who issues at the same moment waits for."""

from django.db import connection
from django.db.models import F

from certification.models import Series


def series_for(kind, year):
    """The row; made before anybody counts in it. Call it outside the transaction that takes the number."""
    return Series.objects.get_or_create(kind=kind, year=year)[0]


def take_number(series):
    """The next number. It is taken by the transaction around: rolled back, it is free for the next one again."""
    if not connection.in_atomic_block:
        raise RuntimeError("A number is taken together with the certificate that bears it.")
    Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
    return Series.objects.values_list("last", flat=True).get(pk=series.pk)


def code_of(kind, year, number):
    """As printed: TL-2026-000017."""
    return f"{kind.prefix}-{year}-{number:06}"
