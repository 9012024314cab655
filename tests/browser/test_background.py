"""Work in the background, as its owner watches it: the page asks how far it is, and leads to what was made."""

import subprocess
import sys

import pytest

from .conftest import ROOT
from .steps import LOGIN, follow, kk, main, press, sign_in

pytestmark = pytest.mark.browser
SLOW_WORKER = """
import time
from dataclasses import replace
from django.core.management import call_command
from jobs import works
report = works.WORKS["report"]

def slowly(job):
    job.progress(2, total=4, note="…")
    time.sleep(3)
    report.run(job)

works.WORKS["report"] = replace(report, run=slowly)
call_command("run_jobs", once=True)
"""


def start_worker(portal):
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", SLOW_WORKER]
    return subprocess.Popen(command, cwd=ROOT, env=portal.environment)


def test_the_page_tells_how_far_the_work_is_without_being_loaded_again_and_leads_to_what_was_made(phone, portal, album):
    sign_in(phone, LOGIN["coordinator"])
    follow(phone, "Snapshots and reports")
    phone.locator(".rows a").first.click()
    snapshot = phone.url
    press(phone, "Make the report again")
    assert kk("Waiting for its turn …") in main(phone)
    phone.evaluate("window.sameDocument = true")

    worker = start_worker(portal)
    try:
        phone.locator("progress[value='2'][max='4']").wait_for(timeout=60_000)
        assert phone.evaluate("window.sameDocument")
        assert "50" in phone.locator("#job-said").inner_text()  # what a screen reader hears
        album.keep(phone, "job-under-way")

        phone.wait_for_url(snapshot, timeout=60_000)
        assert worker.wait(60) == 0
    finally:
        worker.kill()
    assert phone.locator("main a[hreflang=en]").count() == 1
