"""Promises that hold on every page: proven by walking the portal as each role."""

import re
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, reverse

from accounts import trail

from .canaries import plant, text_of
from .crawl import address_of, crawl
from .test_access import parameters_of, rows
from .world import ROLES, make_world

pytestmark = pytest.mark.django_db
START = "/kk/my/"
BOOKKEEPING = re.compile(r"django_session|usersessions_usersession|portal_cache|SAVEPOINT")
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.I)
CANARY = '<script>canary("{}")</script>'


def enter(client, world, role):
    if world.roles[role] is not None:
        client.force_login(world.roles[role])
        return START
    return "/kk/"


@dataclass
class Walk:
    """What one walk of a role has found: both tests below read it, for a walk is dear."""

    is_signed_in: bool
    pages: int = 0
    with_canary: int = 0
    faults: list = field(default_factory=list)  # in words
    written: list = field(default_factory=list)  # SQL
    seen: set = field(default_factory=set)  # names of addresses

    def saw(self, url):
        with suppress(Resolver404):
            self.seen.add(address_of(url))

    def look(self, url, response, page, marks):
        self.pages += 1
        policy = response.headers.get("Content-Security-Policy", "")
        if response.status_code >= 500:
            self.faults.append(f"{url} answers {response.status_code}")
        if "script-src 'self'" not in policy and "sandbox" not in policy:
            self.faults.append(f"{url} has no policy")
        if page and page.inline and not url.startswith("/admin/"):
            self.faults.append(f"{url} has {page.inline}")
        if wrong := cached_wrongly(response, self.is_signed_in):
            self.faults.append(f"{url} {wrong}")
        if response.status_code == 200:
            self.read(url, text_of(response), marks, is_page=page is not None)

    def read(self, url, text, marks, is_page):
        self.faults += [f"{url} shows {mark}" for mark in marks if mark in text]
        self.with_canary += "canary(" in text
        if is_page and "<script>canary" in text:
            self.faults.append(f"{url} runs a canary")


def cached_wrongly(response, is_signed_in):
    """Why a cache that several people share might keep an answer that is somebody's (promise D7), or ""."""
    said = {word.strip() for word in response.get("Cache-Control", "").split(",")}
    if is_signed_in:
        return "" if {"private", "no-store"} <= said else f"may be kept: {said}"
    if "private" in said:
        return ""
    if "public" not in said:
        return f"does not say who may keep it: {said}"
    return "is public and gives a cookie" if response.cookies else ""


walks = {}


def walk_of(role, client):
    if role not in walks:
        walks[role] = take_walk(role, client)
    return walks[role]


def take_walk(role, client):
    walk, world = Walk(is_signed_in=role != "visitor"), make_world()
    fill_every_text(CANARY)
    marks = [word for word, readers in plant(world).items() if role not in readers]
    start = enter(client, world, role)
    with CaptureQueriesContext(connection) as queries:
        for url, response, page in crawl(client, start, each=2):
            walk.look(url, response, page, marks)
            walk.saw(url)
        for url in addresses_for(role, world, walk.seen):
            walk.look(url, client.get(url), None, marks)
    walk.written = [sql["sql"] for sql in queries if WRITES.match(sql["sql"]) and not BOOKKEEPING.search(sql["sql"])]
    return walk


BY_SECRET = {"communities:calendar_feed"}  # whoever has the address may read it, so the circle says nothing here


def addresses_for(role, world, seen):
    """Those of the access table that may answer this role and to which no link led: files, exports, new ones."""
    for name, method, cells in rows():
        if method == "GET" and cells[role] != "no" and name not in seen | BY_SECRET and ":*" not in name:
            for circle in (world.own, world.other):
                yield reverse(name, kwargs={kwarg: circle.ids[kwarg] for kwarg in parameters_of(name)})


each_role = pytest.mark.parametrize("role", [pytest.param(role, marks=pytest.mark.xdist_group(role)) for role in ROLES])


@each_role
def test_opening_links_changes_nothing_and_keeps_the_strict_policy(role, client):
    walk = walk_of(role, client)

    assert walk.pages > 5
    assert walk.faults == []
    assert walk.written == []


@each_role
def test_text_of_other_people_never_runs(role, client):
    walk = walk_of(role, client)

    assert walk.with_canary or role == "observer"
    assert walk.faults == []


def fill_every_text(pattern):
    """Writes a canary into every free text of every row, whoever may write it."""
    for model in apps.get_models():
        if model._meta.app_label not in settings.INSTALLED_APPS or not model._meta.managed:
            continue
        texts = [column for column in model._meta.concrete_fields if is_free_text(column)]
        if texts:
            overwrite(model, {text.name: pattern.format(text.name)[: text.max_length] for text in texts})


def overwrite(model, texts):
    """Tables that the database keeps as they are (snapshots) stay so; the audit trail is opened for it."""
    try:
        with trail.opened("a test"):
            model._base_manager.update(**texts)
    except DatabaseError as error:
        if not re.search("never changes", str(error)):
            raise


def is_free_text(column):
    """Text that people write: neither a choice, nor an id, nor made by the portal."""
    return (
        isinstance(column, models.CharField | models.TextField)
        and not isinstance(column, models.EmailField | models.URLField | models.SlugField)
        and not column.choices
        and not column.unique
        and (column.max_length or 999) >= 80
        and column.name
        not in ("password", "search_text", "sort_key", "phone", "content_type", "file", "small", "label")
        and column.model._meta.app_label not in ("sessions", "contenttypes", "auth", "mfa", "account", "usersessions")
    )
