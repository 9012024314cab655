"""`make run`: from a bare Python to the portal with its demo programme on this machine; Ctrl-C ends all of it."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import environment
from environment import APART, PYTHON, ROOT, end, stop

HOST = "127.0.0.1"
START_SECONDS = 60
BESIDE = (("send_mail", "--forever"), ("run_jobs",))  # mail, and work that takes longer than a second
NOT_OURS = ("var", "staticfiles", "node_modules", "__pycache__")


def main():
    environment.need_python()
    if os.environ.get("PORTAL_ENV", "development") != "development":
        stop("make run is the demo for one machine, not a server: docs/deploy.md says how to install one.")
    port = chosen_port()
    need_free(port)
    environment.end_on_signals()
    children = []
    try:
        environment.install("requirements.txt")
        os.environ.update(PORTAL_ENV="development", COLLECTED_STATIC="1", ACCESS_LOG="")
        os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")
        accounts = prepare()
        serve(port, accounts, children)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
    finally:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        for child in reversed(children):
            end(child)


def chosen_port():
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        stop(f"PORT={text} is no port: choose a number from 1 to 65535, as in PORT=9000 make run")
    return int(text)


def need_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            stop(f"Port {port} needs more rights than you have. Choose another: PORT=9000 make run")
        except OSError:
            stop(f"Port {port} is in use by another program. Choose another: PORT=9000 make run")


def prepare():
    """Catalogues, database, demo. Returns the lines about the demo's accounts; quick when nothing has changed."""
    prepared = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "prepared"
    if prepared.exists():
        state, _, accounts = prepared.read_text(encoding="utf-8").partition("\n")
        if state == state_of_tree(prepared.parent):
            return accounts
    command = [str(PYTHON), str(ROOT / "scripts" / "prepare.py")]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", **APART)
    if done.returncode != 0:
        stop("The portal could not be prepared (see above).")
    prepared.write_text(state_of_tree(prepared.parent) + "\n" + done.stdout, encoding="utf-8")
    return done.stdout


def state_of_tree(var):
    """Changes with any file of ours, with the locked versions, and with another database in the place of this one."""
    state = hashlib.sha256()
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS and not name.startswith("."))
        for name in sorted(names):
            if not name.endswith((".mo", ".pyc")):
                stat = os.stat(os.path.join(folder, name))
                state.update(f"{folder}/{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    database = var / "portal.sqlite3"
    elsewhere = os.environ.get("DATABASE_URL") and time.time()  # we cannot see into it: never the same
    state.update(f"{database.exists() and database.stat().st_ino} {elsewhere} {os.environ.get('DEMO')}".encode())
    return state.hexdigest()


def serve(port, accounts, children):
    gunicorn = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", f"{HOST}:{port}"]
    server = start([*gunicorn, "--log-level", "warning", "auyl_portal.wsgi:application"], children)
    wait_until_it_answers(server, port)
    print(f"\nThe portal is at  http://{HOST}:{port}\n\n{accounts}\nCtrl-C ends it.", flush=True)
    beside = {command: start(["manage.py", *command], children) for command in BESIDE}
    while server.poll() is None:
        for command, child in list(beside.items()):
            if child.poll() is not None:
                children.remove(child)
                beside[command] = start(["manage.py", *command], children)
        time.sleep(1)
    stop("The server has ended by itself (see above).")


def start(arguments, children):
    child = subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, **APART)
    children.append(child)
    return child


def wait_until_it_answers(server, port):
    until = time.monotonic() + START_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            return opener.open(f"http://{HOST}:{port}/healthz", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return stop("The server did not start (see above).")


if __name__ == "__main__":
    sys.exit(main())
