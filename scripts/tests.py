"""`make test`: every test on SQLite and on PostgreSQL, side by side; arguments go to pytest.

On each database those in a browser run beside the others: they wait much, and all four are done at about one time.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import environment
import postgres
from environment import APART, PYTHON, ROOT, end

LIMIT_SECONDS = 40 * 60
NO_TESTS = 5  # what pytest answers when a part has none of the tests asked for
OURS = ("SECRET_KEY", "DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS", "DEBUG", "DEMO", "COLLECTED_STATIC", "VAR_DIR")


def main():
    environment.need_python()
    environment.end_on_signals()
    environment.install("requirements-dev.txt")
    environment.install_debian_packages()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="portal-tests-") as home, postgres.throwaway() as url:
        runs = [
            Run(f"{name}{word}", database and f"{database}{word.strip()}", marks, Path(home))
            for name, database in (("SQLite", None), ("PostgreSQL", url))
            for word, marks in parts()
        ]
        try:
            for run in runs:
                run.wait(until=began + LIMIT_SECONDS)
        finally:
            for run in runs:
                end(run.process)
        return report(runs, time.monotonic() - began)


def parts():
    """(its word in names, what pytest is told) of each part; who chooses by marker herself gets one."""
    if any(argument.startswith("-m") for argument in sys.argv[1:]):
        return [("", [])]
    return [("", ["-m", "not browser", *workers()]), (" browser", ["-m", "browser"])]


class Run:
    """One pytest on a database of its own; its lines come out marked with its name."""

    def __init__(self, name, database_url, marks, home):
        self.name = name
        self.report = home / f"{name}.xml"
        self.process = subprocess.Popen(
            [str(PYTHON), "-m", "pytest", *marks, f"--junitxml={self.report}", *sys.argv[1:]],
            cwd=ROOT,
            env=surroundings(database_url, home / name),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **APART,
        )
        self.reader = threading.Thread(target=self.pass_on, daemon=True)
        self.reader.start()

    def pass_on(self):
        for line in self.process.stdout:
            print(f"{self.name:>18} | {line}", end="", flush=True)

    def wait(self, until):
        try:
            self.process.wait(max(1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"{self.name} took longer than {LIMIT_SECONDS // 60} minutes and was ended.", flush=True)
            end(self.process)
        self.reader.join(5)

    def went_well(self):
        return self.process.returncode in (0, NO_TESTS)

    def counts(self):
        """(passed, failed, skipped); a run that broke off counts as one failure."""
        if not self.report.exists():
            return 0, 1, 0
        suite = ElementTree.parse(self.report).getroot().find("testsuite")
        tests, skipped = int(suite.get("tests")), int(suite.get("skipped"))
        failed = int(suite.get("failures")) + int(suite.get("errors"))
        if not self.went_well() and not failed:
            failed = 1
        return max(0, tests - failed - skipped), failed, skipped


def workers():
    """Half of the cores for each database; with two or three plain pytest is quicker than one worker."""
    half = (os.cpu_count() or 2) // 2
    return ["-n", str(half)] if half > 1 else []


def surroundings(database_url, var_dir):
    """The environment of a test run: development, a folder of its own, nothing that the caller has set for a server."""
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    env.update(PORTAL_ENV="development", VAR_DIR=str(var_dir), PYTHONUNBUFFERED="1", COLUMNS="100")
    if database_url:
        env["DATABASE_URL"] = database_url
    return env


def report(runs, seconds):
    print(f"\nSQLite and PostgreSQL, {seconds:.0f} s:")
    for run in runs:
        print(f"{run.name}: " + "{} passed, {} failed, {} skipped".format(*run.counts()))
    passed, failed, skipped = map(sum, zip(*(run.counts() for run in runs), strict=True))
    print(f"Tests: {passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed or not passed or not all(run.went_well() for run in runs) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted: everything that was started has ended.")
