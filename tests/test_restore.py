"""`deploy/backup` and `deploy/restore` as an administrator runs them: into an empty place, and all is there (B10)."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.hashers import get_hasher
from django.db import connection

from accounts.erasing.acts import erase
from auyl_portal import settings as as_served
from projects.models import ProjectStatus

from . import makers
from .databases import drop_postgresql_database, make_postgresql_database, url_of_tests

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "a-lamp-in-the-steppe"
WHEN_ERASED = {"accounts_auditentry", "accounts_erasedperson", "accounts_user"}  # hold the moment of erasing

SIGN_IN = """
from django.test import Client
from uploads.models import Upload
phone = Client(headers={"host": "localhost"})
sent = phone.post("/kk/accounts/login/", {"login": "aigul@example.org", "password": "a-lamp-in-the-steppe"})
file = phone.get(Upload.objects.get(owner__email="aigul@example.org").get_absolute_url())
print(sent.status_code, file.status_code, len(b"".join(file.streaming_content)))
"""


@pytest.fixture
def old_place(settings, tmp_path):
    """Folder of the portal that will be lost."""
    folder = tmp_path / "old"
    settings.MEDIA_ROOT, settings.ERASED_LIST = folder / "media", folder / "erased.jsonl"
    settings.PASSWORD_HASHERS = as_served.PASSWORD_HASHERS
    folder.mkdir()
    return folder


@pytest.fixture
def empty_database(tmp_path):
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.sqlite3'}"
        return
    url = make_postgresql_database(url_of_tests())
    yield url
    drop_postgresql_database(url_of_tests(), url)


def run(*command, database, folder):
    env = {**os.environ, "DATABASE_URL": database, "VAR_DIR": str(folder), "PORTAL_ENV": "development"}
    env |= {"DJANGO_SETTINGS_MODULE": "auyl_portal.settings"}
    done = subprocess.run([*map(str, command)], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def contents(database):
    """{table: (number of rows, sum of all that stands in them)}."""
    with opened(database) as cursor:
        return {table: summed(cursor, table) for table in tables(cursor, database)}


def opened(database):
    if database.startswith("sqlite"):
        return sqlite3.connect(database.removeprefix("sqlite:///"))
    import psycopg2

    return psycopg2.connect(database).cursor()


def tables(cursor, database):
    question = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        if database.startswith("sqlite")
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    return sorted(name for (name,) in rows(cursor, question))


def rows(cursor, question):
    answer = cursor.execute(question)  # of SQLite; psycopg2 answers by the cursor
    return (answer or cursor).fetchall()


def summed(cursor, table):
    found = sorted(map(repr, rows(cursor, f'SELECT * FROM "{table}"')))
    return len(found), hashlib.sha256("\n".join(found).encode()).hexdigest()


@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_comes_back_whole_and_who_was_erased_since_stays_erased(old_place, empty_database, tmp_path):
    school = makers.make_school()
    community = makers.make_community(schools=[school])
    aigul = makers.make_member(community, person=makers.make_person(email="aigul@example.org"))
    aigul.password = get_hasher().encode(PASSWORD, get_hasher().salt())
    aigul.save()
    photo = makers.make_upload(aigul)
    gone = makers.make_member(community, person=makers.make_person(surname="Ұмытшақова"))
    makers.make_project(community, lead=gone, status=ProjectStatus.IN_PROGRESS)
    makers.make_upload(gone)
    old = url_of_tests()
    first = run("deploy/backup", tmp_path / "backups", database=old, folder=old_place)

    erase(gone)
    later = tmp_path / "backups" / "2099-01-01T000000Z"  # the next night's; of it the list of erased people is used
    later.mkdir()
    (later / "erased.jsonl").write_bytes((old_place / "erased.jsonl").read_bytes())
    expected = contents(old)
    new_place = tmp_path / "new"
    run("deploy/restore", first, database=empty_database, folder=new_place)
    restored = contents(empty_database)

    differing = {table for table in expected if restored.get(table) != expected[table]}
    assert {table: count for table, (count, _sum) in restored.items()} == {
        table: count for table, (count, _sum) in expected.items()
    }
    assert differing <= WHEN_ERASED
    said = run(
        sys.executable, "manage.py", "shell", "--no-imports", "-c", SIGN_IN, database=empty_database, folder=new_place
    )
    assert said == f"302 200 {photo.file.size}"
    assert names_in(empty_database, "Ұмытшақова") == []
    assert refused(first, empty_database, new_place) == "is not empty: nothing was changed."


def names_in(database, name):
    with opened(database) as cursor:
        return [table for table in tables(cursor, database) if name in repr(rows(cursor, f'SELECT * FROM "{table}"'))]


def refused(backup, database, folder):
    """What a second restore says, over what is there."""
    env = {**os.environ, "DATABASE_URL": database, "VAR_DIR": str(folder)}
    done = subprocess.run([ROOT / "deploy/restore", backup], env=env, capture_output=True, text=True)
    assert done.returncode == 1
    return done.stderr.strip().removeprefix(f"{folder}/media ")
