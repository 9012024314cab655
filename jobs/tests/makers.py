from django.core.files.base import ContentFile
from django.utils import timezone

from jobs.models import Job, JobStatus
from jobs.works import work


@work("tests.made", title="Made for a test")
def made(job):
    """For jobs that are over when a test begins."""


def make_finished_job(owner):
    """With a result of two bytes."""
    job = Job(owner=owner, kind="tests.made", language="kk", status=JobStatus.DONE, finished_at=timezone.now())
    job.result_called, job.result_type = "list.csv", "text/csv"
    job.result.save("jobs/of-a-test", ContentFile(b"ok"))
    return job
