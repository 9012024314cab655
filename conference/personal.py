"""What this room holds of a person, and how it forgets her (promise D5)."""

from accounts.erasing.acts import forget_with
from accounts.holdings import hold
from projects.models import ProjectStatus

from .models import Poster


def register():
    hold(Poster, "project__lead")
    forget_with(forget)


def forget(erasing):
    """Posters go, unless her story stays: then those in the gallery stay with it."""
    for poster in Poster.objects.filter(project__lead=erasing.person).select_related("project"):
        stays = erasing.keep_story and poster.project.status == ProjectStatus.PUBLISHED
        if stays and Poster.objects.shown().contains(poster):
            erasing.kept_uploads |= {poster.upload_id} - {None}
        else:
            poster.delete()
