"""What the rooms above a school say on its public page: its communities in a number, its published stories."""

from django.db.models import Min

from communities.models import Community, CommunityStatus
from projects.models import Project

SHOWN = 12


def stories(school, user):
    """(template, context) for schools.page_parts. Figures of things, not of people: nobody can be made out by them."""
    communities = Community.objects.filter(schools=school).exclude(status=CommunityStatus.FORMING)
    return "insights/_school_stories.html", {
        "school": school,
        "stories": Project.objects.published()
        .filter(school=school)
        .for_cards()
        .order_by("-published_at", "id")[:SHOWN],
        "story_count": Project.objects.published().filter(school=school).count(),
        "community_count": communities.count(),
        "since": communities.aggregate(first=Min("cohort__starts_on"))["first"],
    }
