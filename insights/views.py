from django.shortcuts import render
from django.utils.translation import get_language

from openweb.pages import public_page, remembered
from programme.models import NewsItem
from projects.models import Project
from projects.story_search import told_districts
from schools import map as steppe
from schools.models import Region

from .figures import public_figures
from .lights import lights
from .my import page_for

NEWEST = 6


@public_page
def home(request):
    told = Project.objects.published()
    context = {
        "lights": lights(),
        "outline": steppe.outline(),
        "view_box": f"0 0 {steppe.WIDTH} {steppe.HEIGHT}",
        "figures": remembered(f"figures-{get_language()}", public_figures),
        "stories": told.for_cards().order_by("-published_at", "id")[:NEWEST],
        "regions": Region.objects.filter(districts__in=told_districts()).distinct(),
        "news": NewsItem.objects.published()[:2],
    }
    return render(request, "insights/home.html", context)


def my(request):
    return render(request, "insights/my.html", page_for(request.user))
