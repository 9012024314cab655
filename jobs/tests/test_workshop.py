"""Coordinators see which work did not succeed or has fallen silent, why, and have it tried once more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.groups import make_groups
from accounts.models import COORDINATORS, ORGANISERS, UNIVERSITY, AuditEntry
from jobs.models import STUCK_FOR, Job, JobStatus
from jobs.queue import enqueue
from safekeeping.states import TransitionError
from tests.makers import make_person

from .test_jobs import a_running_one, make_job

pytestmark = pytest.mark.django_db
LIST = "admin:jobs_job_changelist"


def sign_in(client, group):
    make_groups()
    person = make_person(groups=[group], is_staff=True)
    client.force_login(person)
    return person


def silent(job):
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - STUCK_FOR - timedelta(seconds=1))
    return Job.objects.get(pk=job.pk)


def failed(**fields):
    return make_job(status=JobStatus.FAILED, finished_at=timezone.now(), note="Тізім бос.", **fields)


def press_try_again(client, *jobs):
    chosen = {"action": "put_into_queue", "_selected_action": [job.pk for job in jobs]}
    return client.post(reverse(LIST), chosen, follow=True)


def test_the_list_holds_what_failed_or_fell_silent_with_the_reason_and_nothing_else(client, queued):
    sign_in(client, COORDINATORS)
    lost, broken = silent(a_running_one()), failed()
    a_running_one(), make_job(), make_job(status=JobStatus.DONE)

    answer = client.get(reverse(LIST))

    assert set(answer.context["cl"].result_list) == {lost, broken}
    assert "Тізім бос." in answer.content.decode()


def test_the_page_of_a_job_is_read_only_and_keeps_what_was_asked_for_to_its_owner(client, queued):
    sign_in(client, COORDINATORS)
    job = failed(arguments={"book": "құпия"}, result="jobs/secret-name")

    page = client.get(reverse("admin:jobs_job_change", args=[job.pk]))

    assert page.status_code == 200
    assert "Тізім бос." in page.content.decode()
    assert "құпия" not in page.content.decode() and "secret-name" not in page.content.decode()
    assert 'name="_save"' not in page.content.decode()
    assert client.get(reverse("admin:jobs_job_delete", args=[job.pk])).status_code == 403
    assert client.get(reverse("admin:jobs_job_add")).status_code == 403


@pytest.mark.parametrize("group", [UNIVERSITY, ORGANISERS])
def test_other_staff_do_not_see_it(client, group):
    sign_in(client, group)

    assert client.get(reverse(LIST)).status_code == 403


@pytest.mark.parametrize("trouble", [failed, lambda: silent(a_running_one())])
def test_it_is_tried_again_by_its_verb_and_put_on_record(client, queued, trouble):
    coordinator, job = sign_in(client, COORDINATORS), trouble()

    press_try_again(client, job)

    entry = AuditEntry.objects.about(job).get()
    assert Job.objects.get().status == JobStatus.WAITING
    assert (entry.verb, entry.actor, entry.changes) == ("work put back", coordinator, {"owner": job.owner_id})


def test_what_waits_because_no_worker_runs_is_said_in_words(client, queued):
    sign_in(client, COORDINATORS)
    job = make_job()
    enqueue(job)
    Job.objects.update(queued_at=timezone.now() - STUCK_FOR - timedelta(seconds=1))

    page = press_try_again(client, job).content.decode()

    assert "portal-jobs" in page
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("status", [JobStatus.DONE, JobStatus.STOPPED, JobStatus.WAITING])
def test_nothing_else_is_tried_again_by_others(status):
    with pytest.raises(TransitionError):
        make_job(status=status).put_into_queue(make_person())
