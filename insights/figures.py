"""Figures of the first page. Each is defined here once: what is counted, and of whom."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from communities.models import Community, CommunityStatus, Membership
from projects.models import Project, ProjectStatus
from schools.models import Region, School

FEWEST_PEOPLE = 5  # never shown in public for fewer
RUNNING = (CommunityStatus.ACTIVE, CommunityStatus.PAUSED, CommunityStatus.ENDED)
COUNTED = [status for status in ProjectStatus.values if status != ProjectStatus.WITHDRAWN]


@dataclass(frozen=True)
class Figure:
    number: int
    words: str


def public_figures():
    """Schools with a community and their regions, people who are or were members, communities that met, projects."""
    schools = School.objects.filter(communities__isnull=False).distinct().count()
    regions = Region.objects.filter(districts__schools__communities__isnull=False).distinct().count()
    teachers = Membership.objects.values("person").distinct().count()
    communities = Community.objects.filter(status__in=RUNNING).count()
    projects = Project.objects.filter(status__in=COUNTED).count()
    figures = [
        Figure(schools, ngettext("village school", "village schools", schools)),
        Figure(regions, ngettext("region", "regions", regions)),
        Figure(teachers, ngettext("teacher", "teachers", teachers)) if teachers >= FEWEST_PEOPLE else None,
        Figure(communities, ngettext("professional community", "professional communities", communities)),
        Figure(projects, ngettext("development project", "development projects", projects)),
    ]
    return [figure for figure in figures if figure and figure.number]
