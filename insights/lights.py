"""The map of the first page: a light for each school, brighter as its teachers carry projects through."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from communities.models import Community
from projects.models import ProjectStatus
from schools.map import project
from schools.models import School

MOST_LIGHTS = 400  # the page stays light when the programme grows; the list of schools has them all
CARRIED_THROUGH = (ProjectStatus.ACCEPTED, ProjectStatus.PUBLISHED)


@dataclass(frozen=True)
class Light:
    """A school on the map. x, y, glow in units of the map's view box."""

    school: School
    x: float
    y: float
    glow: float
    projects: int
    stories: int


def lights():
    """Lights of all schools that have a community, the brightest last, so that they are drawn on top."""
    in_programme = Exists(Community.schools.through.objects.filter(school=OuterRef("pk")))
    schools = (
        School.objects.filter(in_programme, is_active=True)
        .annotate(
            begun=Count("projects"),
            carried=Count("projects", filter=Q(projects__status__in=CARRIED_THROUGH)),
            stories=Count("projects", filter=Q(projects__status=ProjectStatus.PUBLISHED)),
        )
        .select_related("district__region", "settlement")
        .order_by("-carried", "sort_key")[:MOST_LIGHTS]
    )
    return [_light(school) for school in reversed(schools) if school.point]


def _light(school):
    x, y = project(*school.point)
    glow = min(9 + 2.5 * school.carried, 24)
    return Light(school, round(x, 1), round(y, 1), glow, school.begun, school.stories)
