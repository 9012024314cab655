"""Addresses in long lists: reverse() looks through all patterns for each row, and finds the same one."""

from functools import cache

from django.urls import reverse
from django.utils.translation import get_language


def address(name, *ids):
    """reverse(name, args=ids) for parts that are ids of letters and digits: the pattern is found once a language."""
    pieces = _pieces(name, len(ids), get_language())
    return "".join(piece for pair in zip(pieces, (*map(str, ids), ""), strict=True) for piece in pair)


@cache
def _pieces(name, count, language):
    """What stands before, between and after the ids."""
    path, pieces = reverse(name, args=[f"PART{place}PART" for place in range(count)]), []
    for place in range(count):
        before, _mark, path = path.partition(f"PART{place}PART")
        pieces.append(before)
    return [*pieces, path]
