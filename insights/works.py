"""What insights has done in the background: freezing the figures, and making the report of a snapshot."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS, AuditEntry
from jobs.works import work
from programme.models import Cohort
from schools.models import Region

from .models import Snapshot
from .report.making import make_reports
from .scope import Scope
from .snapshots.freezing import freeze


def may_freeze(user, **arguments):
    return user.in_group(COORDINATORS)


def made_by(job):
    """What this job has made before it was interrupted, if it has."""
    return Snapshot.objects.filter(made_by=job.owner, client_uuid=job.client_uuid).first()


@work(
    "freeze figures",
    title=_("Freezing the figures"),
    may_run=may_freeze,
    page=lambda job: made_by(job).get_absolute_url(),
)
def freeze_figures(job):
    if made_by(job) is None:
        store(job, freeze(scope_of(job), job.arguments["hides_few"], tell=job.progress))


def scope_of(job):
    region = job.arguments["region"]
    return Scope(
        cohort=Cohort.objects.get(pk=job.arguments["cohort"]), region=Region.objects.get(pk=region) if region else None
    )


def store(job, content):
    try:
        with transaction.atomic():
            snapshot = Snapshot.objects.create(
                name=job.arguments["name"],
                cohort_id=job.arguments["cohort"],
                region_id=job.arguments["region"],
                hides_few=job.arguments["hides_few"],
                definitions=content["definitions"],
                content=content,
                frozen_on=content["on"],
                made_by=job.owner,
                client_uuid=job.client_uuid,
            )
            AuditEntry.objects.record(job.owner, "figures frozen", snapshot, hides_few=snapshot.hides_few)
    except IntegrityError:
        if made_by(job) is None:
            raise


@work(
    "report",
    title=_("Making the report"),
    may_run=may_freeze,
    page=lambda job: Snapshot.objects.get(pk=job.arguments["snapshot"]).get_absolute_url(),
)
def report(job):
    make_reports(Snapshot.objects.get(pk=job.arguments["snapshot"]), by=job.owner, tell=job.progress)
