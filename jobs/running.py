"""What a worker does with a job, and who is told."""

import logging
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from outbox.letters import write_to
from safekeeping.states import TransitionError

from .models import Job, JobStatus, Lost, PutBack, StopAsked
from .works import CannotBeDone, Unknown

LONG = timedelta(minutes=1)  # after which its owner gets a letter

log = logging.getLogger(__name__)
_current = []


def run(job_id):
    """Does the job if it still waits. Whatever the work does, the job ends in a state and the worker lives."""
    job = Job.objects.select_related("owner").filter(pk=job_id).first()
    if job is None:
        return
    try:
        job.begin()
    except TransitionError:  # stopped while it waited, or taken by another worker
        return
    _current.append(job)
    try:
        with override(job.language):
            _work_on(job)
    except Lost:
        log.warning("job %s was taken away from this worker", job.pk)
    finally:
        _current.remove(job)


def _work_on(job):
    try:
        if not job.may_be_had():
            raise StopAsked
        job.work.run(job)
        job.finish()
    except StopAsked:
        job.end_stopped()
        return
    except PutBack:
        job.put_back(counts=False)
        return
    except Lost:
        raise
    except CannotBeDone as reason:
        job.fail(reason)
    except (Unknown, ObjectDoesNotExist):
        log.exception("job %s (%s)", job.pk, job.kind)
        job.fail(_("What this work was about is not there any more."))
    except Exception:
        log.exception("job %s (%s)", job.pk, job.kind)
        job.fail(_("Something went wrong on our side. Try again; if it happens again, call us."))
    _write_to_owner(job)


def _write_to_owner(job):
    if timezone.now() - job.made_at > LONG:
        path = lambda: reverse("jobs:job", args=[job.pk])  # noqa: E731
        template = "job_done" if job.status == JobStatus.DONE else "job_failed"
        write_to(job.owner, template, path, job=job)


def beat():
    """A sign of life for what this process is working on; called by the worker's own clock."""
    for job in list(_current):
        job.beat()
