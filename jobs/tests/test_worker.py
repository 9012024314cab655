"""The worker as it runs on a server: a process of its own, killed in the middle."""

import os
import subprocess
import sys
import time
import uuid

import pytest
from django.conf import settings

from jobs.models import Job, JobStatus
from jobs.queue import enqueue
from tests.databases import url_of_tests
from tests.makers import make_person

WORKER = """
import django; django.setup()
from django.core.management import call_command
from jobs.tests.works import register
register()
call_command("run_jobs", once=True, pause=0.05, stuck_after={stuck_after})
"""


def start_worker(stuck_after=120):
    env = {**os.environ, "DATABASE_URL": url_of_tests(), "DJANGO_SETTINGS_MODULE": "auyl_portal.settings"}
    code = WORKER.format(stuck_after=stuck_after)
    return subprocess.Popen([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=env)


def wait_for(condition):
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_a_job_that_is_finished_once(queued, tmp_path):
    book = tmp_path / "done.txt"
    job = Job.objects.create(
        owner=make_person(), kind="test.slow", arguments={"book": str(book)}, language="kk", client_uuid=uuid.uuid4()
    )
    enqueue(job)
    first = start_worker()
    wait_for(lambda: Job.objects.get().done)

    first.kill()
    first.wait(20)
    job.refresh_from_db()
    assert job.status == JobStatus.RUNNING

    assert start_worker(stuck_after=0).wait(60) == 0
    job.refresh_from_db()
    assert job.status == JobStatus.DONE
    assert book.read_text() == "done once\n"
