"""Figures of the cohort that is over, frozen and published with their report, for observers to read."""

from datetime import timedelta

from accounts.models import AuditEntry
from programme.models import Cohort, CohortStatus

from ..models import Snapshot
from ..report.making import make_reports
from ..scope import Scope
from ..snapshots.freezing import freeze


def keep_figures(story, cast):
    story.go_to(story.today - timedelta(days=1), 11)
    coordinator = cast.coordinators[0]
    cohort = Cohort.objects.get(status=CohortStatus.CLOSED)
    content = freeze(Scope(cohort=cohort), hide=True)
    snapshot = Snapshot.objects.create(
        name="ЮНЕСКО-ға есеп, бірінші лек",
        cohort=cohort,
        definitions=content["definitions"],
        content=content,
        frozen_on=content["on"],
        made_by=coordinator,
    )
    AuditEntry.objects.record(coordinator, "figures frozen", snapshot, hides_few=True)
    make_reports(snapshot, by=coordinator)
    snapshot.publish(coordinator)
