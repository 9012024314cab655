from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

ROOMS = {
    "my": "insights:my",
    "stories": "projects:story_list",
    "schools": "schools:school_list",
    "conferences": "conference:conference_list",
    "about": "programme:about",
}


def portal(request):
    return {
        "demo": settings.DEMO,
        "help_phone": settings.HELP_PHONE,
        "help_email": settings.HELP_EMAIL,
        "room": room_at(request.path),
    }


def room_at(path):
    """Which link of the navigation leads here; a conference's pages all lie in one room. "" when none does."""
    return next(
        (name for name, at in addresses(get_language()) if at == path or (name == "conferences" and at in path)), ""
    )


@cache
def addresses(language):
    """((room, its address), …); they stay as long as the process."""
    return tuple((name, reverse(view)) for name, view in ROOMS.items())
