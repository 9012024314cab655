"""Into the queue, and back into it when a worker has died in the middle."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from .models import STUCK_FOR, Job, Lost

log = logging.getLogger(__name__)


@task()
def run_job(job_id):
    from .running import run

    run(job_id)


def enqueue(job):
    """In the transaction of whatever makes the job wait: a row without its place in the queue cannot be."""
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(queued_at=now)
    Job.objects.filter(pk=job.pk).update(queue_id=run_job.enqueue(job.pk).id)
    job.refresh_from_db()


def requeue(stuck_for=STUCK_FOR):
    """Puts back what dead workers have left. Returns how many jobs wait again."""
    before = timezone.now() - stuck_for
    count = 0
    for job in Job.objects.stuck(before):
        with override(job.language):
            try:
                count += job.put_back()
            except Lost:  # it lives, or another worker was quicker
                continue
            log.warning("job %s (%s): its worker was lost, attempt %s", job.pk, job.kind, job.attempts)
    for job in Job.objects.waiting_since(before):
        count += _back_into_queue(job)
    return count


@transaction.atomic
def _back_into_queue(job):
    """For one whose place in the queue was taken by a worker that died before it could begin."""
    if DBTaskResult.objects.ready().filter(pk=job.queue_id).exists():
        return False
    enqueue(job)
    return True
