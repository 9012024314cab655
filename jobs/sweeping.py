"""Results are kept for a week; then job and file go."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .models import KEPT_FOR, Job

ROWLESS_FOR = timedelta(hours=6)


def sweep():
    jobs = list(Job.objects.over())
    for job in jobs:
        job.erase()
    rowless = list(_rowless())
    for name in rowless:
        default_storage.delete(name)
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT_FOR).delete()
    return f"{len(jobs)} finished jobs and {len(rowless)} results without a job removed"


def _rowless():
    """Results of work that ended before the job could name them."""
    if not default_storage.exists("jobs"):
        return
    for file in default_storage.listdir("jobs")[1]:
        name = f"jobs/{file}"
        old = default_storage.get_modified_time(name) < timezone.now() - ROWLESS_FOR
        if old and not Job.objects.filter(result=name).exists():
            yield name
