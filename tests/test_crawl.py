"""Promises that hold on every page: proven by walking the portal as each role."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from .crawl import crawl
from .world import ROLES, make_world

pytestmark = pytest.mark.django_db
START = "/kk/my/"
BOOKKEEPING = re.compile(r"django_session|usersessions_usersession|portal_cache|SAVEPOINT")
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.I)
CANARY = '<script>canary("{}")</script>'
LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


def enter(client, world, role):
    if world.roles[role] is not None:
        client.force_login(world.roles[role])
        return START
    return "/kk/"


@pytest.mark.parametrize("role", ROLES)
def test_opening_links_never_changes_anything(role, client):
    world = make_world()
    start = enter(client, world, role)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        pages = [url for url, _response, _page in crawl(client, start)]

    written = [query["sql"] for query in queries if WRITES.match(query["sql"]) and not BOOKKEEPING.search(query["sql"])]
    assert len(pages) > 5
    assert written == []


@pytest.mark.parametrize("role", ROLES)
def test_every_page_opens_under_the_strict_policy(role, client):
    world = make_world()

    for url, response, page in crawl(client, enter(client, world, role)):
        assert response.status_code < 500, url
        assert (
            "script-src 'self'" in response["Content-Security-Policy"]
            or "sandbox" in response["Content-Security-Policy"]
        ), url
        if page and not url.startswith("/admin/"):
            assert page.inline == [], url


@pytest.mark.parametrize("role", ROLES)
def test_text_of_other_people_never_runs(role, client):
    world = make_world()
    fill_every_text(CANARY)
    client.raise_request_exception = True

    for url, response, page in crawl(client, enter(client, world, role)):
        if page:
            assert "<script>canary" not in response.content.decode(), url


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("coordinator", "chief", "organiser")])
def test_no_page_shows_the_words_of_another_circle(role, client):
    world = make_world()
    marks = mark_private_words(world.other)

    for url, response, page in crawl(client, enter(client, world, role)):
        if page:
            text = response.content.decode()
            assert [mark for mark in marks if mark in text] == [], url


def fill_every_text(pattern):
    """Writes a canary into every free text of every row, whoever may write it."""
    for model in apps.get_models():
        if model._meta.app_label not in settings.INSTALLED_APPS or not model._meta.managed:
            continue
        for column in model._meta.concrete_fields:
            if is_free_text(column):
                canary = pattern.format(column.name)[: column.max_length]
                model._base_manager.update(**{column.name: canary})


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


def mark_private_words(circle):
    """Puts marks into what only the circle may read; returns them."""
    from communities.models import Community, Session
    from projects.models import Project

    community = Community.objects.get(pk=circle.ids["community_id"])
    project = Project.objects.get(pk=circle.ids["project_id"])
    session = Session.objects.get(pk=circle.ids["session_id"])
    Community.objects.filter(pk=community.pk).update(norms="canary-norms")
    Session.objects.filter(pk=session.pk).update(topic="canary-topic", summary="canary-summary")
    Project.objects.filter(pk=project.pk).update(title="canary-title", concern="canary-concern")
    return ["canary-norms", "canary-topic", "canary-summary", "canary-title", "canary-concern"]
