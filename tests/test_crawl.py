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
SEE_ALL = ("coordinator", "chief", "organiser")  # their work spans the circles


def enter(client, world, role):
    if world.roles[role] is not None:
        client.force_login(world.roles[role])
        return START
    return "/kk/"


@pytest.mark.parametrize("role", ROLES)
def test_opening_links_changes_nothing_and_keeps_the_strict_policy(role, client):
    world = make_world()
    start = enter(client, world, role)
    marks = [] if role in SEE_ALL else mark_private_words(world.other)

    count = 0
    with CaptureQueriesContext(connection) as queries:
        for url, response, page in crawl(client, start, each=2):
            count += 1
            policy = response.headers.get("Content-Security-Policy", "")
            assert response.status_code < 500, url
            assert "script-src 'self'" in policy or "sandbox" in policy, url
            if page and not url.startswith("/admin/"):
                assert page.inline == [], url
            if page:
                text = response.content.decode()
                assert [mark for mark in marks if mark in text] == [], f"{url} shows another circle's words"

    written = [sql["sql"] for sql in queries if WRITES.match(sql["sql"]) and not BOOKKEEPING.search(sql["sql"])]
    assert count > 5
    assert written == []


@pytest.mark.parametrize("role", ROLES)
def test_text_of_other_people_never_runs(role, client):
    world = make_world()
    fill_every_text(CANARY)

    seen = 0
    for url, response, page in crawl(client, enter(client, world, role), each=1):
        if page:
            text = response.content.decode()
            seen += "canary(" in text
            assert "<script>canary" not in text, url

    assert seen or role == "observer"


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
