"""A batch is stopped, resumed and killed without giving anybody two certificates or losing a number (C13)."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from django.conf import settings as portal
from django.db import connection
from django.urls import reverse

from accounts.models import AuditEntry
from certification.issuing import acts, batches
from certification.issuing.entitled import Group
from certification.models import Batch, Certificate, Series
from jobs.models import Job, JobStatus
from jobs.running import run
from tests import makers

from .issuing_makers import kind_of, make_chief, make_earned, make_key, make_signed, make_worker

TL = "teacher-leadership"
AT_ONCE = 50


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    for module in (acts, batches):
        monkeypatch.setattr(module, "make_paper", lambda certificate: True)


@pytest.fixture
def queued(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def earned(db):
    make_key()
    return make_earned(3)


def begin(chief, cohort, **fields):
    return batches.begin(kind_of(), cohort, chief, **fields)


def numbers():
    return sorted(Certificate.objects.values_list("number", flat=True))


def test_a_batch_gives_each_her_certificate_in_order_of_names(earned):
    chief, community, projects = earned

    batch = begin(chief, community.cohort)

    names = [one.person.sort_key for one in batch.certificates.order_by("number").select_related("person")]
    assert numbers() == [1, 2, 3]
    assert names == sorted(names)
    assert batch.job.status == JobStatus.DONE
    assert AuditEntry.objects.about(batch).get().verb == "certificates asked for"


def test_the_same_form_sent_twice_is_one_batch(earned, client):
    chief, community, _projects = earned
    client.force_login(chief)
    address = reverse("certification:batch_new", args=[TL]) + f"?cohort={community.cohort.pk}"
    form = {"client_uuid": "4be0643f-1d98-573b-97cd-ca98a65347dd"}

    answers = [client.post(address, form) for _time in range(2)]

    assert {answer.status_code for answer in answers} == {302}
    assert Batch.objects.count() == Job.objects.count() == 1
    assert numbers() == [1, 2, 3]


def test_a_second_batch_gives_only_to_whoever_has_earned_it_since(earned):
    chief, community, _projects = earned
    begin(chief, community.cohort)
    late = make_worker(community)
    make_signed(chief, late)

    batch = begin(make_chief(), community.cohort)

    assert batch.certificates.get().person == late.lead
    assert numbers() == [1, 2, 3, 4]


def test_only_those_of_the_chosen_list_are_given_one(earned):
    chief, community, _projects = earned
    late = make_worker(community)
    [decision] = make_signed(chief, late)

    batch = begin(chief, community.cohort, decision_list=decision.decision_list)

    assert batch.certificates.get().person == late.lead


def test_without_a_signed_list_or_a_key_nothing_begins(db, settings, tmp_path):
    chief, community = make_chief(), makers.make_community()
    with pytest.raises(acts.NoKey):
        begin(chief, community.cohort)
    make_key()
    with pytest.raises(acts.NotIssued):
        begin(chief, community.cohort)

    assert not Batch.objects.exists()


def test_a_stopped_batch_goes_on_where_it_was(earned, monkeypatch, queued):
    chief, community, _projects = earned
    batch = begin(chief, community.cohort)
    monkeypatch.setattr("jobs.models.TOLD_EVERY", 0)
    monkeypatch.setattr(acts, "make_paper", lambda certificate: Job.objects.update(stop_asked=True))

    run(batch.job_id)
    batch.job.refresh_from_db()
    assert (batch.job.status, numbers()) == (JobStatus.STOPPED, [1])

    monkeypatch.setattr(acts, "make_paper", lambda certificate: True)
    batch.job.try_again()
    run(batch.job_id)
    batch.job.refresh_from_db()
    assert (batch.job.status, numbers()) == (JobStatus.DONE, [1, 2, 3])


def test_papers_that_a_dead_worker_has_not_drawn_are_drawn_by_the_next(earned, monkeypatch):
    chief, community, _projects = earned
    batch = begin(chief, community.cohort)
    assert batch.certificates.filter(pdf="").count() == 3
    drawn = []
    monkeypatch.setattr(batches, "make_paper", drawn.append)

    batch.job.status = JobStatus.FAILED
    Job.objects.filter(pk=batch.job_id).update(status=JobStatus.FAILED)
    batch.job.try_again()

    assert len(drawn) == 3


def test_a_chief_reviewer_who_is_none_any_more_issues_nothing(earned, queued):
    chief, community, _projects = earned
    batch = begin(chief, community.cohort)
    chief.groups.clear()

    run(batch.job_id)

    assert Job.objects.get().status == JobStatus.STOPPED
    assert not Certificate.objects.exists()


def test_the_progress_is_told_on_the_batchs_page(earned, client):
    chief, community, _projects = earned
    batch = begin(chief, community.cohort)
    client.force_login(make_chief())

    page = client.get(reverse("certification:batch", args=[batch.pk])).content.decode()

    assert all(code in page for code in Certificate.objects.values_list("code", flat=True))
    assert client.get(reverse("certification:batch_list")).status_code == 200


# At the same moment -----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_fifty_issues_at_the_same_moment_take_numbers_without_gaps():
    """Half of them for the same person: she has one, and no number is lost."""
    make_key()
    chief, community, projects = make_earned(AT_ONCE // 2)
    group = Group(kind_of(), community.cohort)
    people = [project.lead for project in projects] + [projects[0].lead] * (AT_ONCE // 2)

    def give(person):
        try:
            acts.issue(kind_of(), to=person, cohort=community.cohort, by=chief, standing=group.standings[person.pk])
        except acts.AlreadyIssued:
            return 0
        finally:
            connection.close()
        return 1

    group.standings  # noqa: B018 (counted once, before the threads begin)
    with ThreadPoolExecutor(AT_ONCE) as hands:
        assert sum(hands.map(give, people)) == len(projects)

    assert numbers() == list(range(1, len(projects) + 1))
    assert Series.objects.get().last == len(projects)


@pytest.mark.django_db(transaction=True)
def test_two_batches_at_the_same_moment_give_nobody_two():
    make_key()
    chief, community, projects = make_earned(6)
    others = [chief, make_chief()]

    def issue(by):
        try:
            begin(by, community.cohort)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(issue, others))

    assert numbers() == list(range(1, 7))


WORKER = """
import django; django.setup()
from django.core.management import call_command
from certification.issuing import acts, batches
acts.make_paper = batches.make_paper = lambda certificate: __import__("time").sleep(0.05)
call_command("run_jobs", once=True, pause=0.05, stuck_after={stuck_after})
"""


def start_worker(stuck_after=120):
    told = connection.settings_dict
    address = f"sqlite:///{told['NAME']}"
    if connection.vendor != "sqlite":
        address = "postgresql://{USER}:{PASSWORD}@{host}:{PORT}/{NAME}".format(
            host=quote(told["HOST"], safe=""), **told
        )
    env = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "auyl_portal.settings",
        "SIGNING_KEYS_DIR": str(portal.SIGNING_KEYS_DIR),
    }
    return subprocess.Popen(
        [sys.executable, "-c", WORKER.format(stuck_after=stuck_after)], cwd=portal.BASE_DIR, env=env
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_gives_nobody_two_and_the_next_one_gives_the_rest(queued):
    make_key()
    chief, community, projects = make_earned(30)
    begin(chief, community.cohort)
    first = start_worker()
    until = time.monotonic() + 30
    while Certificate.objects.count() < 3 and time.monotonic() < until:
        time.sleep(0.02)

    first.send_signal(signal.SIGKILL)
    first.wait(20)
    halfway = Certificate.objects.count()
    assert 0 < halfway < 30

    assert start_worker(stuck_after=0).wait(60) == 0
    assert Job.objects.get().status == JobStatus.DONE
    assert numbers() == list(range(1, 31))
    assert Certificate.objects.values("person").distinct().count() == 30
