"""Which records are a person's: every room names its own, and her file holds them word for word (promise D5).

    hold(StageEntry, "project__lead")
    hold(Review, "version_read__portfolio__project__lead", leave_out=("private_note",))

accounts/tests/test_holdings.py fails when a model that leads to a person is neither held here nor excused there.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import FileField

_HOLDINGS = []
MACHINERY = {"client_uuid", "payload_hash", "search_text", "sort_key"}  # made by the portal from what is told anyway


@dataclass(frozen=True)
class Holding:
    model: type
    path: str  # lookup from the model to the person
    leave_out: tuple  # columns that are secrets, or other people's
    among: object = None  # () -> queryset of what she may be told now; None: all


def hold(model, path, leave_out=(), among=None):
    """Registered in AppConfig.ready."""
    _HOLDINGS.append(Holding(model, path, tuple(leave_out), among))


def holdings():
    return tuple(_HOLDINGS)


def records_of(person):
    """[(title, [{label: value}, …]), …], one a holding that has any."""
    for holding in _HOLDINGS:
        rows = rows_of(holding, person)
        if rows:
            yield str(holding.model._meta.verbose_name_plural), [as_read(row, holding) for row in rows]


def rows_of(holding, person):
    """A list: each record once, whatever the joins on its path."""
    rows = holding.among() if holding.among else holding.model._base_manager.all()
    found = rows.filter(**{holding.path: person.pk}).order_by().values("pk")
    single = [field.name for field in holding.model._meta.concrete_fields if field.many_to_one or field.one_to_one]
    return list(holding.model._base_manager.filter(pk__in=found).select_related(*single).order_by("pk"))


def as_read(row, holding):
    """{label: value} of a row, in the reader's language where the column knows it."""
    columns = [field for field in row._meta.concrete_fields if field.name not in MACHINERY.union(holding.leave_out)]
    told = {label_of(field): value_of(row, field) for field in columns}
    for many in row._meta.many_to_many:
        if many.related_model is not get_user_model() and many.name not in holding.leave_out:
            told[label_of(many)] = [str(one) for one in getattr(row, many.name).all()]
    return told


def label_of(field):
    """As people call it; two columns of one name (the three of a translated text) keep their own."""
    language = getattr(field, "language", "")
    return f"{field.verbose_name} ({language})" if language else str(field.verbose_name)


def value_of(row, field):
    if field.many_to_one or field.one_to_one:
        related = getattr(row, field.name)
        return None if related is None else str(related)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(field, FileField):
        return str(getattr(row, field.name))
    return getattr(row, field.attname)


def files_of(person):
    """(name, open file) of each file among her records; one that is gone from the disk is left out."""
    for holding in _HOLDINGS:
        columns = [field for field in holding.model._meta.concrete_fields if isinstance(field, FileField)]
        for row in rows_of(holding, person) if columns else ():
            for column in columns:
                stored = getattr(row, column.name)
                if stored and column.name not in holding.leave_out and stored.storage.exists(stored.name):
                    yield called(row, stored), stored.open("rb")


def called(row, stored):
    """The name that she gave the file, else its own."""
    own = getattr(row, "result_called", "") or getattr(row, "name", "")
    return str(own) or stored.name.rpartition("/")[2]
