"""What a column of an export is made of. Only the named paths are read from the database, nothing else of a row."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language

from languages.fields import CODES

CHUNK = 2000


@dataclass(frozen=True)
class Column:
    """say(*values of the paths) -> cell; without it the one value is the cell."""

    heading: str
    paths: tuple
    say: Callable | None = None


def column(heading, *paths, say=None):
    return Column(heading, paths, say)


def name_of(heading, path):
    """A text of three columns, in the reader's language or the first that is there."""
    order = [get_language(), *CODES]

    def first(*names):
        known = dict(zip(CODES, names, strict=True))
        return next((known[code] for code in order if known.get(code)), "")

    return Column(heading, tuple(f"{path}_{code}" for code in CODES), first)


def word_of(heading, path, choices):
    """The word of a closed set of states or kinds."""
    words = {value: str(label) for value, label in choices.choices}
    return Column(heading, (path,), lambda value: words.get(value, value))


def full_name(heading, path=""):
    prefix = f"{path}__" if path else ""
    names = tuple(f"{prefix}{part}" for part in ("surname", "given_name", "patronymic"))
    return Column(heading, names, lambda *parts: " ".join(filter(None, parts)))


def lines(rows, columns):
    """Yields a list of cells for each row of the queryset, a chunk at a time: memory does not grow with it."""
    paths = list(dict.fromkeys(path for one in columns for path in one.paths))
    place = {path: number for number, path in enumerate(paths)}
    plan = [([place[path] for path in one.paths], one.say) for one in columns]
    for row in rows.values_list(*paths).iterator(chunk_size=CHUNK):
        yield [say(*(row[n] for n in numbers)) if say else row[numbers[0]] for numbers, say in plan]
