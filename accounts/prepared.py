"""Questions asked at every page, put into SQL once: building the same statement anew costs more than its answer."""

from copy import copy
from datetime import UTC, date, datetime
from itertools import count
from threading import RLock

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Count, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone


class Prepared:
    """A queryset that is always the same but for its ids, the day and the moment.

    `make(person, stage: int, on: date, today, now)` returns it: it takes ids, numbers and days under any names, and
    `today` and `now` where it needs them. `people: list` is as many ids as a page has rows. It is called once, with
    marks in their places: whatever it asks must come from these alone.
    """

    def __init__(self, make):
        self.make, self.compiler = make, None

    def rows(self, *things):
        """What the queryset gives, as a list. things: ids, or what has a pk, in the order of make()."""
        if self.compiler is None:
            with ONE_AT_A_TIME:
                self.write()
        queryset = self.queryset.all()
        queryset.query.get_compiler = lambda *args, **kwargs: self.filled(things)
        return list(queryset)

    def one(self, *things):
        """Its only row, or None."""
        return next(iter(self.rows(*things)), None)

    def write(self):
        if self.compiler is not None:  # meanwhile
            return
        marks = marks_of(self.make)
        self.queryset = self.make(**marks)
        self.names = [name for name in marks if name not in MOMENTS]
        self.name = f"portal_{next(NUMBERS)}"
        compiler = self.queryset.query.get_compiler(connection=connection)
        self.sql, values = compiler.as_sql()
        at = {adapted(one): place for name, mark in marks.items() for place, one in places(name, mark)}
        self.values = [(at.get(value) if is_plain(value) else None, value) for value in values]
        if any(name is None and is_moment(value) for name, value in self.values):
            raise ValueError(f"{self.make.__name__} would go on asking for the moment at which it was written.")
        self.compiler = compiler  # last: other threads look whether it is there

    def filled(self, things):
        """A compiler that has done its work already, for this thread's connection."""
        now = timezone.now()
        given = {"now": adapted(now), "today": adapted(timezone.localdate(now))}
        for name, thing in zip(self.names, things, strict=True):
            given |= {place: adapted(getattr(one, "pk", one)) for place, one in places(name, thing)}
        statement = self.planned(given) or (self.sql, [given.get(name, value) for name, value in self.values])
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *args, **kwargs: statement
        return compiler

    def planned(self, given):
        """The statement that PostgreSQL itself has prepared: planning takes longer than answering. None elsewhere.

        A connection that asks for the first time asks plainly: it may never ask again.
        """
        if connection.vendor != "postgresql":
            return None
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        uses = uses_of(connection)
        if self.name not in uses:
            uses[self.name] = "plain"
            return None
        if uses[self.name] == "plain":
            with connection.wrap_database_errors, connection.connection.cursor() as cursor:
                cursor.execute(f"PREPARE {self.name} AS {self.with_numbers(cursor)}")
            uses[self.name] = "prepared"  # once it has come about, a rollback does not undo it
        values = [given[name] for name, _value in self.values if name]
        return f"EXECUTE {self.name} ({', '.join(['%s'] * len(values))})" if values else f"EXECUTE {self.name}", values

    def with_numbers(self, cursor):
        """As PREPARE wants it: $1, $2 … for what is given anew each time; what stays the same is written out."""
        numbers = count(1)
        return self.sql % tuple(
            f"${next(numbers)}" if name else cursor.mogrify("%s", [value]).decode() for name, value in self.values
        )


A_LIST = 25
NUMBERS, ONE_AT_A_TIME = count(1), RLock()


def uses_of(connection):
    """{name of a statement: how it was asked last} of the connection that is open now; what it knows ends with it."""
    opened, uses = getattr(connection, "prepared_statements", (None, None))
    if opened is not connection.connection:
        uses = {}
        connection.prepared_statements = (connection.connection, uses)
    return uses


def marks_of(make):
    names = make.__code__.co_varnames[: make.__code__.co_argcount]
    return {name: MOMENTS.get(name) or mark(name, make, place) for place, name in enumerate(names)}


def mark(name, make, place):
    """What nobody asks for."""
    marks = {str: f"\0{name}", int: -2_000_000_000 - place, date: date(1, 2, 1 + place)}
    marks[list] = [f"\0{name}{number}" for number in range(A_LIST)]
    return marks[make.__annotations__.get(name, str)]


def places(name, thing):
    """(place among what is given, value) of it, or of each in a list; nobody has the id "" that fills it up."""
    if not isinstance(thing, list):
        return [(name, thing)]
    if len(thing) > A_LIST:
        raise ValueError(f"At most {A_LIST} at a time, not {len(thing)}.")
    return [(f"{name} {number}", one) for number, one in enumerate(thing + [""] * (A_LIST - len(thing)))]


MOMENTS = {"today": date(1, 1, 1), "now": datetime(1, 1, 2, tzinfo=UTC)}


def somebody(person, *groups):
    """For rules that ask who it is: a user of whom nothing is known but the id, or its mark, and her groups."""
    user = get_user_model()(pk=person)
    user._group_names = set(groups)
    user.is_somebody = True  # nothing can be asked about her yet: it has to be a part of the question
    return user


def number_of(rows):
    """A count as a column; by a constant, so that no rows is one group too."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def adapted(value):
    """As it stands among a statement's values on this database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def is_plain(value):
    return isinstance(value, (str, int, date))


def is_moment(value):
    """A day or a moment; on SQLite they are text."""
    return isinstance(value, date) or (isinstance(value, str) and value[4:5] == value[7:8] == "-")
