from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from programme.models import NewsItem
from projects.models import Project
from schools import map as steppe

from .figures import public_figures
from .lights import lights
from .my import page_for

NEWEST = 6


@login_not_required
def home(request):
    stories = Project.objects.published().for_listing().order_by("-published_at")[:NEWEST]
    context = {
        "lights": lights(),
        "outline": steppe.outline(),
        "view_box": f"0 0 {steppe.WIDTH} {steppe.HEIGHT}",
        "figures": public_figures(),
        "stories": stories,
        "news": NewsItem.objects.published()[:2],
    }
    return render(request, "insights/home.html", context)


def my(request):
    return render(request, "insights/my.html", page_for(request.user))
