"""A piece of work from asking to its result: its states, its end, and what a lost worker leaves."""

import logging
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import works
from jobs.models import MOST_ATTEMPTS, Job, JobStatus, Lost, PutBack, StopAsked
from jobs.queue import requeue
from jobs.running import beat, run
from jobs.starting import start
from outbox.models import Message
from safekeeping.states import TransitionError
from tests.makers import make_person

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=3)


def make_job(owner=None, kind="test.count", **fields):
    return Job.objects.create(
        **{"owner": owner or make_person(), "kind": kind, "arguments": {"to": 3}, "language": "kk", **fields}
    )


def work_off():
    """What a worker would do with the queue."""
    for place in DBTaskResult.objects.ready():
        place.task.call(*place.args_kwargs["args"])


def a_running_one(**fields):
    now = timezone.now()
    return make_job(**{"status": JobStatus.RUNNING, "attempts": 1, "heartbeat_at": now, "started_at": now, **fields})


def test_a_job_is_done_and_its_result_is_kept_under_a_random_name():
    job = start(make_person(), "test.count", to=7)
    job.refresh_from_db()

    assert (job.status, job.done, job.total) == (JobStatus.DONE, 2, 2)
    assert job.result.read() == b"7"
    assert job.result.name.startswith("jobs/")
    assert "сан" not in job.result.name
    assert job.result_called == "сан.txt"


def test_a_job_waits_in_the_queue_until_a_worker_comes(queued):
    job = start(make_person(), "test.count", to=7)
    assert Job.objects.get().status == JobStatus.WAITING

    work_off()

    job.refresh_from_db()
    assert job.status == JobStatus.DONE


def test_the_same_client_id_twice_is_one_job_and_another_choice_is_another():
    owner, sent = make_person(), uuid.uuid4()

    first = start(owner, "test.count", client_uuid=sent, to=1)
    again = start(owner, "test.count", client_uuid=sent, to=1)
    other = start(owner, "test.count", client_uuid=sent, to=2)

    assert first == again
    assert other != first
    assert start(make_person(), "test.count", client_uuid=sent, to=1) not in (first, other)


def test_a_reason_in_words_reaches_the_owner():
    job = start(make_person(), "test.refuse")
    job.refresh_from_db()

    assert (job.status, job.note) == (JobStatus.FAILED, "Алдымен тізімді түзетіңіз.")


def test_an_error_of_ours_is_told_without_its_innards(caplog):
    with caplog.at_level(logging.CRITICAL, "jobs"):
        job = start(make_person(), "test.break")
    job.refresh_from_db()

    assert job.status == JobStatus.FAILED
    assert job.note
    assert "құпия" not in job.note
    assert "ZeroDivision" not in job.note


def test_a_job_whose_kind_is_gone_fails_in_words(caplog):
    job = make_job(kind="of.an.older.version")

    with caplog.at_level(logging.CRITICAL, "jobs"):
        run(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert job.title == "of.an.older.version"


def test_nobody_starts_what_she_may_not():
    with pytest.raises(PermissionDenied):
        start(make_person(surname="Бөгде"), "test.count", to=1)

    assert not Job.objects.exists()


@pytest.mark.parametrize("change", [{"is_active": False}, {"surname": "Бөгде"}])
def test_who_has_lost_the_right_meanwhile_gets_nothing(queued, change):
    job = start(make_person(), "test.count", to=1)
    type(job.owner).objects.filter(pk=job.owner_id).update(**change)

    run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.result.name) == (JobStatus.STOPPED, "")


def test_an_account_closed_in_the_middle_stops_its_work():
    job = a_running_one()
    type(job.owner).objects.filter(pk=job.owner_id).update(is_active=False)

    with pytest.raises(StopAsked):
        job.progress(1)


def test_a_running_job_stops_at_its_next_step_when_asked():
    job = a_running_one()
    Job.objects.get(pk=job.pk).stop()

    with pytest.raises(StopAsked):
        job.progress(1)


def test_a_waiting_job_is_stopped_at_once_and_never_run(queued):
    job = start(make_person(), "test.count", to=1)
    job.stop()

    run(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.STOPPED


def test_a_job_is_run_by_one_worker_only():
    job = make_job()
    one, other = Job.objects.get(pk=job.pk), Job.objects.get(pk=job.pk)
    one.begin()

    with pytest.raises(TransitionError):
        other.begin()


def test_progress_is_written_once_a_second_at_most(django_assert_num_queries):
    job = a_running_one()
    job.progress(1, total=90_000)

    with django_assert_num_queries(0):
        for done in range(2, 500):
            job.progress(done)


# Workers that are lost --------------------------------------------------------------------------------------


def test_what_a_lost_worker_left_waits_again_and_is_done_once(queued):
    job = a_running_one(heartbeat_at=timezone.now() - LONG_AGO)

    assert requeue() == 1
    work_off()

    job.refresh_from_db()
    assert (job.status, job.attempts) == (JobStatus.DONE, 2)


def test_a_worker_that_gives_signs_of_life_keeps_its_job(queued, monkeypatch):
    job = a_running_one(heartbeat_at=timezone.now() - LONG_AGO)
    monkeypatch.setattr("jobs.running._current", [job])
    beat()

    assert requeue() == 0


def test_a_worker_thought_dead_writes_nothing_any_more(queued):
    slow = a_running_one(heartbeat_at=timezone.now() - LONG_AGO)
    requeue()
    run(slow.pk)

    with pytest.raises(Lost):
        slow.progress(1)
    with pytest.raises(Lost):
        slow.finish()


def test_after_three_lost_workers_a_job_fails_in_words(queued):
    job = a_running_one(heartbeat_at=timezone.now() - LONG_AGO, attempts=MOST_ATTEMPTS)

    assert requeue() == 0

    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert job.note


def test_a_job_whose_place_in_the_queue_was_lost_gets_another(queued):
    job = start(make_person(), "test.count", to=1)
    DBTaskResult.objects.update(status="RUNNING")
    Job.objects.update(queued_at=timezone.now() - LONG_AGO)

    assert requeue() == 1
    assert DBTaskResult.objects.ready().get().args_kwargs["args"] == [job.pk]
    assert requeue() == 0


def test_a_worker_that_is_restarted_puts_its_job_back_without_counting(queued, monkeypatch):
    monkeypatch.setattr(works, "leaving", works.threading.Event())
    works.leaving.set()
    job = start(make_person(), "test.count", to=1)

    run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.attempts) == (JobStatus.WAITING, 0)
    with pytest.raises(PutBack):
        a_running_one().progress(1)


# Letters, sweeping -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind, subject", [("test.count", "Ready: Counting"), ("test.refuse", "Did not succeed: Refusing")]
)
def test_the_owner_of_a_long_job_gets_a_letter(kind, subject):
    job = make_job(make_person(language="en"), kind, made_at=timezone.now() - LONG_AGO)

    run(job.pk)

    letter = Message.objects.get()
    assert letter.subject == subject
    assert f"/en/jobs/{job.pk}/" in letter.body


def test_a_quick_job_writes_no_letter():
    start(make_person(), "test.count", to=1)

    assert not Message.objects.exists()


def test_results_are_gone_after_a_week_and_so_are_files_without_a_job(settings):
    import os

    from jobs.sweeping import sweep

    old, fresh = start(make_person(), "test.count", to=1), start(make_person(), "test.count", to=1)
    Job.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=8))
    lost = settings.MEDIA_ROOT / "jobs" / "lost"
    lost.write_bytes(b"")
    os.utime(lost, (0, 0))

    sweep()

    fresh.refresh_from_db()
    assert list(Job.objects.all()) == [fresh]
    assert [path.name for path in (settings.MEDIA_ROOT / "jobs").iterdir()] == [fresh.result.name.removeprefix("jobs/")]
