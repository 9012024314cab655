"""The portal as docs/deploy.md installs it, on this machine for as long as something is measured on it."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from environment import APART, PYTHON, ROOT, end, stop

HOST = "127.0.0.1"
START_SECONDS = 60
PORTAL = "auyl_portal.wsgi:application"
OF_THE_MACHINE = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")


class Installation:
    """The portal with production settings in a folder of its own; `more` goes over what .env.example asks for."""

    def __init__(self, folder, database_url=None, **more):
        self.var, self.static = folder, folder / "static"
        self.var.mkdir(parents=True, exist_ok=True)
        self.url = database_url or f"sqlite:///{self.var / 'portal.sqlite3'}"
        self.secret, self.more = secrets.token_urlsafe(50), more

    def environment(self):
        """A server's; nothing that the caller has set."""
        return {
            **{name: os.environ[name] for name in OF_THE_MACHINE if name in os.environ},
            "SECRET_KEY": self.secret,
            "SITE_URL": "https://portal.example.org",
            "ALLOWED_HOSTS": "portal.example.org",
            "DATABASE_URL": self.url,
            "DEFAULT_FROM_EMAIL": "portal@example.org",
            "OUTBOX_DELIVERY_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
            "HELP_PHONE": "+7 700 000 00 00",
            "VAR_DIR": str(self.var),
            "STATIC_ROOT": str(self.static),
            "TRUSTED_PROXY_COUNT": "1",
            "ACCESS_LOG": str(self.var / "access.log"),
            **self.more,
        }

    def fill(self, *command):
        """Migrated and filled by a command that production's settings refuse: its people have public passwords."""
        for one in (["catalogues"], ["migrate", "--verbosity=0"], command):
            self.python("manage.py", *one, PORTAL_ENV="development", DEMO="1")

    def collect(self):
        self.python("manage.py", "collectstatic", "--no-input", "--verbosity=0")

    def python(self, *command, **more):
        """What it prints; the end of everything when it fails."""
        env = {**self.environment(), **more}
        done = subprocess.run([str(PYTHON), *command], cwd=ROOT, env=env, capture_output=True, text=True, **APART)
        if done.returncode != 0:
            stop(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
        sys.stderr.write(done.stderr)
        return done.stdout


class served:
    """A server of docs/deploy.md's command on a free port; ended afterwards."""

    def __init__(self, installation, application=PORTAL, **more):
        self.installation, self.application, self.more = installation, application, more
        self.port = free_port()

    def __enter__(self):
        env = {**self.installation.environment(), "BIND": f"{HOST}:{self.port}", **self.more}
        command = [str(PYTHON), "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--log-level", "warning"]
        self.process = subprocess.Popen([*command, self.application], cwd=ROOT, env=env, **APART)
        wait_until_it_answers(self.process, self.port)
        return self

    def __exit__(self, *error):
        end(self.process)

    def largest_worker_mb(self):
        """Resident memory of the worker that holds most; what it shares with the other is counted in both."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return max(map(resident_mb, children), default=0)


def resident_mb(pid):
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:  # replaced in this moment
        return 0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS:")), 0)


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_until_it_answers(server, port):
    until = time.monotonic() + START_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < until and server.poll() is None:
        try:
            return opener.open(f"http://{HOST}:{port}/healthz", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return stop("The server did not start (see above).")
