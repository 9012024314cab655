"""What the rooms above a school say on its public page: its communities in a number, its published stories."""

from communities.models import Community
from projects.models import Project

SHOWN = 12


def stories(school, user):
    """(template, context) for schools.page_parts."""
    return "insights/_school_stories.html", {
        "stories": Project.objects.published()
        .filter(school=school)
        .for_cards()
        .order_by("-published_at", "id")[:SHOWN],
        "community_count": Community.objects.filter(schools=school).count(),
    }
