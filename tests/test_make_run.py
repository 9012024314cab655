"""`make run` as a person meets it: it starts, answers, starts quickly again, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
    pytest.mark.skipif(Path(sys.prefix) != ROOT / ".venv", reason="the tests do not run in .venv"),
]


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def run(tmp_path, port):
    """Starts it as `make run` does, without the demo, in a folder of its own; ends what a failed test left."""
    started = []

    def start():
        env = {"PATH": os.environ["PATH"], "PORT": str(port), "VAR_DIR": str(tmp_path / "var"), "DEMO": "0"}
        with open(tmp_path / "said", "w") as said:
            process = subprocess.Popen(
                [sys.executable, str(ROOT / "scripts" / "run.py")], cwd="/", env=env, stdout=said, stderr=said
            )
        started.append(process)
        began = time.monotonic()
        while f"http://127.0.0.1:{port}" not in (tmp_path / "said").read_text():
            assert process.poll() is None, (tmp_path / "said").read_text()
            assert time.monotonic() - began < 120
            time.sleep(0.1)
        return process, time.monotonic() - began

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def of_this_run(tmp_path):
    """Processes whose environment names the folder of this test."""
    mark = f"VAR_DIR={tmp_path / 'var'}".encode()
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in environ.read_bytes().split(b"\0"):
                found.append(int(environ.parent.name))
        except OSError:
            continue
    return found


def test_it_starts_answers_starts_again_within_five_seconds_and_leaves_nothing(run, port, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("make run uses SQLite unless told otherwise")
    process, _seconds = run()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/kk/") as answer:
        assert answer.status == 200
    assert len(of_this_run(tmp_path)) >= 5  # itself, gunicorn with its workers, the mail, the jobs

    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert of_this_run(tmp_path) == []

    for _try in range(3):  # other tests keep the machine busy: one quick start shows that it can
        process, seconds = run()
        if seconds < 5:
            break
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert seconds < 5

    process.kill()  # even so nothing goes on
    process.wait()
    until = time.monotonic() + 20
    while of_this_run(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    assert of_this_run(tmp_path) == []
