from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from openweb.pages import public_page

from .help import GUIDES, guide, people_near, troubles


@public_page
def help_page(request):
    guides = [(name, guide(name, get_language())[0]) for name in GUIDES]
    context = {"people": people_near(request.user), "troubles": troubles(), "guides": guides}
    return render(request, "insights/help.html", context)


@public_page
def guide_page(request, guide_name):
    if guide_name not in GUIDES:
        raise Http404
    title, text = guide(guide_name, get_language())
    return render(request, "insights/guide.html", {"title": title, "text": text})
