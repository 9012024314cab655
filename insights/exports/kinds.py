"""An export, and the table of all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import COORDINATORS
from communities.models import Community

from . import columns

EXPORTS = {}


@dataclass(frozen=True)
class Export:
    """rows(reader) are those that she may have, nobody else's; columns(reader) what she may know of each.

    in_cohort(cohort), in_region(region) -> Q over the rows; None where that does not divide them.
    """

    key: str
    name: str
    about: str
    may: Callable  # may(user)
    rows: Callable
    columns: Callable
    in_cohort: Callable | None = None
    in_region: Callable | None = None

    def chosen(self, reader, cohort=None, region=None):
        rows = self.rows(reader)
        if cohort and self.in_cohort:
            rows = rows.filter(self.in_cohort(cohort))
        return rows.filter(self.in_region(region)) if region and self.in_region else rows

    def headings(self, reader):
        return [str(one.heading) for one in self.columns(reader)]

    def lines(self, reader, rows):
        return columns.lines(rows, self.columns(reader))


def add(export):
    EXPORTS[export.key] = export


def open_to(user):
    """The exports that she may have, in reading order."""
    return [export for export in EXPORTS.values() if export.may(user)]


def coordinates(user):
    return user.in_group(COORDINATORS)


def runs_a_community(user):
    """Coordinators, and whoever facilitates now: her own communities only."""
    return coordinates(user) or Community.objects.run_by(user).exists()
