"""The access table against the portal: an address without a row fails, and so does a cell that is not true."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from .world import ROLES, make_world

TABLE = Path(__file__).resolve().parent.parent / "docs/access.md"
ANSWERS = {"all": (True, True), "own": (True, False), "other": (False, True), "no": (False, False)}


def rows():
    """(address, method, {role: cell}) of every table row."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == len(ROLES) + 2 and re.fullmatch(r"`[\w:*-]+`", cells[0]):
            yield cells[0].strip("`"), cells[1], dict(zip(ROLES, cells[2:], strict=True))


def addresses(patterns=None, namespace=""):
    """Names of all addresses, the admin's folded into `admin:*`."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif pattern.namespace == "admin":
            yield "admin:*"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)


@cache
def parameters_of(name):
    resolver, _colon, local = name.rpartition(":")
    urls = get_resolver()
    for part in filter(None, resolver.split(":")):
        urls = urls.namespace_dict[part][1]
    return urls.reverse_dict.getlist(local)[0][0][0][1]


def test_every_address_has_a_row():
    missing = sorted(set(addresses()) - {name for name, _method, _cells in rows()})

    assert missing == []


def test_every_row_has_an_address():
    assert sorted({name for name, _method, _cells in rows()} - set(addresses())) == []


def test_every_cell_says_one_of_the_known_words():
    assert [row for row in rows() if not set(row[2].values()) <= set(ANSWERS)] == []


def is_let_in(response):
    """Anything but "no such thing", "not you" and "sign in first". A method not offered is not an answer."""
    if response.status_code in (301, 302):
        return "/login/" not in response["Location"]
    return response.status_code not in (401, 403, 404, 405)


def answers(client, method, address, world):
    """(in the own circle, in the other): an address that names nothing is the same in both."""
    if not parameters_of(address):
        return (answer(client, method, address, world.own),) * 2
    return answer(client, method, address, world.own), answer(client, method, address, world.other)


def answer(client, method, address, circle):
    kwargs = {kwarg: circle.ids[kwarg] for kwarg in parameters_of(address)}
    with transaction.atomic():
        response = client.generic(method, reverse(address, kwargs=kwargs))
        transaction.set_rollback(True)
    return is_let_in(response)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_the_portal_answers_as_the_table_says(role, client, unrendered):
    world = make_world()
    if world.roles[role] is not None:
        client.force_login(world.roles[role])

    wrong = []
    for name, method, cells in rows():
        address = "admin:index" if name == "admin:*" else name
        found = answers(client, method, address, world)
        if found != ANSWERS[cells[role]]:
            word = next(word for word, pair in ANSWERS.items() if pair == found)
            wrong.append(f"{method} {name}: table says {cells[role]}, portal says {word}")

    assert wrong == []
