"""A PostgreSQL of our own that is gone afterwards. As a program: runs a command with DATABASE_URL set to it."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import environment
from environment import APART, end, find_program, stop

SPEED = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100"]
START_SECONDS = 30


@contextmanager
def throwaway():
    """URL of an empty database cluster, reachable only through a socket in a private folder."""
    home = Path(tempfile.mkdtemp(prefix="portal-pg-", dir="/tmp" if os.path.isdir("/tmp") else None))
    owner = servant()
    if owner:
        os.chown(home, owner.pw_uid, owner.pw_gid)
    who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    name = owner.pw_name if owner else pwd.getpwuid(os.geteuid()).pw_name
    server = None
    try:
        initdb(home, who)
        server = start(home, who)
        yield f"postgres://{name}@{quote(str(home), safe='')}/postgres"
    finally:
        if server:
            end(server)
        shutil.rmtree(home, ignore_errors=True)


def servant():
    """PostgreSQL refuses to run as root: then it runs as its own user, or as nobody."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return stop("PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.")


def initdb(home, who):
    command = [find_program("initdb"), "-D", str(home / "data"), "--auth=trust", "--encoding=UTF8"]
    options = ["--locale=C.UTF-8", "--no-sync"]
    done = subprocess.run([*command, *options], cwd=home, capture_output=True, text=True, **who)
    if done.returncode != 0:
        stop(f"PostgreSQL could not be set up: {done.stderr.strip()}")


def start(home, who):
    command = [find_program("postgres"), "-D", str(home / "data"), "-k", str(home), "-c", "listen_addresses="]
    for setting in SPEED:
        command += ["-c", setting]
    with open(home / "log", "w") as log:
        server = subprocess.Popen(command, cwd=home, stdout=log, stderr=log, **who, **APART)
    until = time.monotonic() + START_SECONDS
    while subprocess.call([find_program("pg_isready"), "-q", "-h", str(home)]) != 0:
        if server.poll() is not None or time.monotonic() > until:
            end(server)
            stop(f"PostgreSQL did not start: {(home / 'log').read_text().strip()[-500:]}")
        time.sleep(0.1)
    return server


def main():
    environment.end_on_signals()
    with throwaway() as url:
        return subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main())
