"""The house itself: what refuses to start, what the files at the top promise, what machines are told."""

import os
import re
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from languages import catalogues

from .makers import make_person

ROOT = Path(settings.BASE_DIR)
PRODUCTION = {
    "SECRET_KEY": "k7Jm2vQ9xR4tZ8pL1nW6yB3cF5hD0gSaUeIoTqXrMwNzVbKjHd",
    "SITE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "DATABASE_URL": "sqlite:////nowhere/portal.sqlite3",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
    "OUTBOX_DELIVERY_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}


def start(tmp_path, code="import auyl_portal.settings", **env):
    """Starts a Python of its own with this environment and nothing of ours."""
    surroundings = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **env}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=surroundings, capture_output=True, text=True)


# Production refuses ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PRODUCTION)
def test_a_server_refuses_to_start_while_a_setting_is_missing(tmp_path, name):
    env = {key: value for key, value in PRODUCTION.items() if key != name}

    answer = start(tmp_path, **env)

    assert answer.returncode == 1
    assert f"ImproperlyConfigured: Set {name} in the environment" in answer.stderr


def test_a_server_starts_with_all_of_them_and_without_debug_or_demo(tmp_path):
    code = (
        "from auyl_portal import settings as s; print(s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)"
    )

    answer = start(tmp_path, code, **PRODUCTION, DEBUG="1")

    assert answer.stdout.split() == ["False", "False", "True", "True"]


def test_the_demo_is_refused_with_production_settings(tmp_path):
    answer = start(tmp_path, **PRODUCTION, DEMO="1")

    assert answer.returncode == 1
    assert "DEMO is refused outside development" in answer.stderr


def test_make_run_is_refused_with_production_settings(tmp_path):
    answer = run_script(PORTAL_ENV="production")

    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "docs/deploy.md" in answer.stderr


# make run, before any work ------------------------------------------------------------------------------


def run_script(**env):
    surroundings = {"PATH": os.environ["PATH"], **env}
    return subprocess.run(
        [sys.executable, "scripts/run.py"], cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=20
    )


def test_a_port_in_use_is_told_in_one_line(live_port):
    answer = run_script(PORT=str(live_port))

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == (f"Port {live_port} is in use by another program. Choose another: PORT=9000 make run\n")


@pytest.mark.parametrize("port", ["eight", "0", "70000", "-1"])
def test_a_port_that_is_none_is_told_in_one_line(port):
    answer = run_script(PORT=port)

    assert answer.returncode == 1
    assert answer.stderr.startswith(f"PORT={port} is no port")
    assert answer.stderr.count("\n") == 1


@pytest.fixture
def live_port():
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_an_old_python_is_told_in_one_line(environment, monkeypatch):
    monkeypatch.setattr(environment.sys, "version_info", (3, 10, 1))
    monkeypatch.setattr(environment.shutil, "which", lambda name: None)

    with pytest.raises(SystemExit) as end:
        environment.need_python()

    assert "needs Python 3.11 or newer" in end.value.code


def test_a_missing_module_for_virtual_environments_is_told_in_one_line(environment, monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit) as end:
        environment.make_venv()

    assert "python3-venv" in end.value.code
    assert "\n" not in end.value.code


@pytest.fixture
def environment(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import environment

    return environment


def test_scripts_that_an_old_python_reads_hold_nothing_new():
    import ast

    for name in ("environment", "run", "tests", "lint", "lock", "postgres"):
        ast.parse((ROOT / "scripts" / f"{name}.py").read_text(), feature_version=(3, 6))


# Files at the top ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_locks_pin_every_package_with_hashes_and_name_no_host(lock):
    text = (ROOT / lock).read_text()
    packages = [block for block in re.split(r"\n(?=[^\s#])", text) if not block.startswith("#")]

    assert len(packages) > 20
    assert [package for package in packages if "==" not in package or "--hash=sha256:" not in package] == []
    assert not re.search(r"://|--index-url|--find-links", text)


def test_what_is_tested_is_what_is_served():
    def pins(lock):
        return dict(re.findall(r"^([\w.\-\[\]]+)==([\w.]+)", (ROOT / lock).read_text(), flags=re.MULTILINE))

    served, tested = pins("requirements.txt"), pins("requirements-dev.txt")

    assert {name: tested.get(name) for name in served} == served


def test_the_example_of_the_environment_lists_every_variable_and_no_other():
    reads = re.compile(r"""(?:env|env_flag|environ\.get)\(\s*["']([A-Z_]+)["']""")
    sources = [*(ROOT / "auyl_portal").glob("*.py"), ROOT / "deploy" / "gunicorn.conf.py"]
    read = {name for source in sources for name in reads.findall(source.read_text())} - {"DJANGO_SETTINGS_MODULE"}

    listed = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE))

    assert listed == read


def test_the_readme_gives_each_demo_account_and_its_password_once():
    from insights.demo.accounts import ACCOUNTS, PASSWORD

    readme = (ROOT / "README.md").read_text()

    assert readme.count(PASSWORD) == 1
    assert re.findall(r"^\| ([a-z ]+) \| `(\S+@\S+)` \|", readme, flags=re.MULTILINE) == ACCOUNTS


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/deploy.md"])
def test_links_between_our_pages_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text())

    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


# Catalogues ------------------------------------------------------------------------------------------------


def po(text):
    return polib.pofile(f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n{text}')


@pytest.mark.parametrize(
    "message, fault",
    [
        ('msgid "Save"\nmsgstr "Сақтау"', None),
        ('msgid "Save"\nmsgstr ""', "not translated"),
        ('#, fuzzy\nmsgid "Save"\nmsgstr "Сақтау"', "fuzzy"),
        ('msgid "%(school)s joined"\nmsgstr "%(school)s қосылды"', None),
        ('msgid "%(school)s joined"\nmsgstr "%(shcool)s қосылды"', "placeholders differ"),
        ('msgid "%(school)s joined"\nmsgstr "қосылды"', "placeholders differ"),
        ('msgid "{name} joined"\nmsgstr "{аты} қосылды"', "placeholders differ"),
        ('msgid "40 % done"\nmsgstr "40 % дайын"', None),
        (
            'msgid "one school"\nmsgid_plural "%(n)s schools"\nmsgstr[0] "бір мектеп"\nmsgstr[1] "%(n)s мектеп"',
            None,
        ),
        (
            'msgid "one school"\nmsgid_plural "%(n)s schools"\nmsgstr[0] "%(n)s мектеп"\nmsgstr[1] "мектептер"',
            "placeholders differ",
        ),
        (
            'msgid "one school"\nmsgid_plural "%(n)s schools"\n'
            'msgstr[0] "одна школа"\nmsgstr[1] "%(n)s школы"\nmsgstr[2] "%(n)s школ"\nmsgstr[3] "%(n)s школы"',
            "placeholders differ",  # the first Russian form is for 21 too
        ),
    ],
)
def test_the_catalogue_check_finds_what_a_page_would_show_wrongly(message, fault):
    found = list(catalogues.faults(po(message)))

    assert [line.split(":")[0] for line in found] == ([fault] if fault else [])


def test_a_message_of_the_tree_that_the_catalogue_lacks_is_found():
    assert catalogues.missing(
        po('msgid "Save"\nmsgstr "Сақтау"'), po('msgid "Save"\nmsgstr ""\n\nmsgid "Send"\nmsgstr ""')
    ) == ["Send"]


@pytest.fixture
def small_catalogue(settings, tmp_path, monkeypatch):
    """A catalogue of one message for each language, in a tree that asks for no other."""
    monkeypatch.setattr("languages.management.commands.catalogues.messages_in_tree", lambda: None)
    settings.LOCALE_PATHS, settings.BASE_DIR = [tmp_path], tmp_path
    for path in catalogues.po_paths():
        path.parent.mkdir(parents=True)
        po('msgid "%(n)s lamps"\nmsgstr "%(n)s шам"').save(str(path))
    return catalogues.po_paths()


def test_a_broken_placeholder_fails_the_check(small_catalogue):
    call_command("catalogues", check=True, stdout=StringIO())
    small_catalogue[0].write_text(small_catalogue[0].read_text().replace('r "%(n)s', 'r "%(m)s'))

    with pytest.raises(CommandError, match="1 faults"):
        call_command("catalogues", check=True, stdout=StringIO())


def test_catalogues_are_made_when_missing_or_old_and_only_then(small_catalogue):
    made = [path.with_suffix(".mo") for path in small_catalogue]

    assert catalogues.compile_outdated() == made
    assert catalogues.compile_outdated() == []
    os.utime(small_catalogue[0], (time.time() + 5, time.time() + 5))
    assert catalogues.compile_outdated() == made[:1]


# What machines are told, and what goes with every answer --------------------------------------------------------


def test_healthz_needs_neither_host_nor_database(client):
    answer = client.get("/healthz", headers={"host": "10.0.0.7"})

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_is_well_on_a_new_database(client):
    answer = client.get("/readyz", headers={"host": "10.0.0.7"})

    assert answer.status_code == 200
    assert set(answer.json()) >= {"database", "migrations", "outbox", "disk"}
    assert all(answer.json().values())


@pytest.mark.django_db
def test_readyz_names_the_part_that_fails_within_two_seconds(client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", refuse)
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody"  # even a person's browser gets an answer
    began = time.monotonic()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["database"]) == (503, False)
    assert time.monotonic() - began < 2
    assert re.findall(r"\d+\.\d+", answer.content.decode()) == []  # no versions


def refuse(*args, **kwargs):
    raise OperationalError("the database is away")


@pytest.mark.django_db
def test_a_person_gets_a_kind_page_while_the_database_is_away(monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(make_person())
    monkeypatch.setattr(connection, "cursor", refuse)

    answer = client.get("/ru/accounts/login/")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Портал сейчас не может получить свои данные" in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not answer.cookies  # she stays signed in


@pytest.mark.django_db
def test_late_mail_is_not_well(client):
    from datetime import timedelta

    from django.utils import timezone

    from outbox.models import Message

    Message.objects.create(to="a@example.org", subject="x", body="x", created_at=timezone.now() - timedelta(hours=1))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["outbox"]) == (503, False)


@pytest.mark.django_db
def test_the_content_policy_goes_with_every_answer_errors_too(settings):
    client = Client(raise_request_exception=False)
    answers = {
        "page": client.get(reverse("insights:home")),
        "health": client.get("/healthz"),
        "readiness": client.get("/readyz"),
        "missing": client.get("/kk/no-such-page/"),
        "redirect": client.get("/"),
        "static": client.get("/static/css/portal.css"),
        "old page": Client(enforce_csrf_checks=True).post(reverse("account_login"), {}),
        "wrong method": client.get(reverse("safekeeping:switch_language", args=["ru"])),
        "bad host": client.get(reverse("insights:home"), headers={"host": "evil.example"}),
    }

    policies = {name: answer.headers.get("Content-Security-Policy", "none") for name, answer in answers.items()}

    assert [name for name, policy in policies.items() if "default-src 'none'" not in policy] == []
    assert not re.search(r"unsafe|\*|http", " ".join(policies.values()))
    assert answers["missing"].status_code == 404
    assert answers["bad host"].status_code == 400


@pytest.mark.django_db
def test_a_page_that_breaks_has_the_policy_and_says_so_kindly(monkeypatch):
    monkeypatch.setattr("django.template.loader.get_template", broken_once())

    answer = Client(raise_request_exception=False).get(reverse("insights:home"))

    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<h1>" in answer.content.decode()


def broken_once():
    from django.template import loader

    whole, calls = loader.get_template, []

    def get_template(*args, **kwargs):
        calls.append(args)
        if len(calls) == 1:
            raise RuntimeError("a mistake of ours")
        return whole(*args, **kwargs)

    return get_template


@pytest.mark.django_db
def test_a_page_travels_compressed(client):
    answer = client.get(reverse("insights:home"), headers={"accept-encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.django_db
def test_migrate_alone_makes_the_table_of_the_shared_cache():
    assert "portal_cache" in connection.introspection.table_names()

    cache.set("limit", 3)

    assert cache.get("limit") == 3


@pytest.mark.parametrize("address, kept", [("/kk/join/K7PM-2Q9X/", "/kk/join/…/"), ("/v/k7pm2q9x?a=1", "/v/…?a=1")])
def test_no_log_line_keeps_the_code_of_a_slip_or_whose_certificate_was_checked(address, kept):
    import logging
    import runpy

    conf = runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))
    line = '%(h)s "%(m)s %(U)s"'
    record = logging.LogRecord("x", 20, "", 0, line, ({"h": "1.2.3.4", "m": "GET", "U": address},), None)

    conf["WithoutSlipCodes"]().filter(record)

    assert record.getMessage() == f'1.2.3.4 "GET {kept}"'
