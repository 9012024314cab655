"""A real portal for the browser: its own database with the demo in it, the documented server, Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from ..databases import drop_postgresql_database, make_postgresql_database
from .steps import Album

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AS_SERVED = {"PORTAL_ENV": "development", "DJANGO_SETTINGS_MODULE": "auyl_portal.settings"}  # not those of the tests
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Portal:
    url: str
    environment: dict

    def manage(self, *arguments):
        """Runs a management command on the portal's database; returns what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, python):
        """What `python` prints in the portal's shell: for facts that no page shows, such as the number of rows."""
        return self.manage("shell", "--no-imports", "-c", python).strip()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    if running := os.environ.get("BROWSER_PORTAL"):  # a demo that runs already, for writing tests
        yield Portal(running, {**os.environ, **AS_SERVED, "VAR_DIR": os.environ["BROWSER_VAR_DIR"]})
        return
    var = tmp_path_factory.mktemp("portal")
    port = free_port()
    url = f"http://localhost:{port}"
    environment = {
        **os.environ,
        **AS_SERVED,
        "VAR_DIR": str(var),
        "SITE_URL": url,
        "PYTHONUNBUFFERED": "1",
    }
    database = os.environ.get("DATABASE_URL", "")
    made = make_postgresql_database(database) if database.startswith("postgres") else None
    environment["DATABASE_URL"] = made or f"sqlite:///{var / 'portal.sqlite3'}"
    portal = Portal(url, environment)
    portal.manage("migrate", "-v0")
    portal.manage("createcachetable")
    portal.manage("demo")
    gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "16"]
    log = (var / "server.log").open("w")
    server = subprocess.Popen([*gunicorn, "auyl_portal.wsgi"], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_until_up(f"{url}/healthz")
        yield portal
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)
        if made:
            drop_postgresql_database(database, made)


def wait_until_up(address, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{address} did not answer in {seconds} s")


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened_phone(chromium, portal, javascript=True, width=360):
    """A page of a fresh phone in Kazakh: nobody has signed in on it."""
    context = chromium.new_context(
        viewport={"width": width, "height": 740},
        locale="kk-KZ",
        base_url=portal.url,
        java_script_enabled=javascript,
    )
    context.set_default_timeout(15_000)
    try:
        yield context.new_page()
    finally:
        context.close()


@pytest.fixture
def phone(new_phone):
    return new_phone()


@pytest.fixture
def new_phone(chromium, portal):
    """Makes phones: new_phone(javascript=False, width=1280)."""
    with ExitStack() as phones:
        yield lambda **kind: phones.enter_context(opened_phone(chromium, portal, **kind))


@pytest.fixture(scope="session")
def album(tmp_path_factory):
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path_factory.mktemp("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return Album(folder)
