"""A story as others than people at the page receive it: the feed, search engines, the preview of a sent link."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from languages.fields import CODES
from openweb import pictures

from .models import Project


def path(project):
    return reverse("projects:story", args=[project.pk])


def picture_path(project):
    """With the version of what it shows: a messenger that kept an earlier picture asks anew."""
    return f"{reverse('projects:story_picture', args=[project.pk])}?v={drawing(project).version[:8]}"


def place(project):
    return f"{project.school.district.name}, {project.school.district.region.name}"


# The picture of a sent link ------------------------------------------------------------------------------


def as_picture(project):
    """(name, drawing) for openweb.pictures. project: of for_listing."""
    return f"story-{project.pk}-{get_language()}", drawing(project)


def drawing(project):
    lines = (project.public_author, str(project.school.name), place(project))
    photo = project.cover if project.cover_id and project.shows_cover else None
    return pictures.Drawing(project.title, tuple(filter(None, lines)), photo.file if photo else None)


def sweep_pictures():
    """Removes pictures of what is not public any more, or is told differently now: a broom of safekeeping.sweeping."""
    kept = [(name, version) for name, version in pictures.kept() if name.startswith("story-")]
    ids = {name.split("-")[1] for name, _version in kept}
    stories = {story.pk: story for story in Project.objects.published().for_listing().filter(pk__in=ids)}
    gone = [one for one in kept if one[1] != version_now(stories, one[0])]
    for name, version in gone:
        pictures.remove(name, version)
    return f"{len(gone)} pictures of links removed"


def version_now(stories, name):
    _kind, pk, language = name.split("-")
    if pk not in stories or language not in CODES:
        return None
    with override(language):
        return drawing(stories[pk]).version


# Search engines ------------------------------------------------------------------------------------------


def as_linked_data(project):
    """schema.org Article. project: of for_listing."""
    school = {"@type": "School", "name": str(project.school.name), "url": in_full(project.school.get_absolute_url())}
    name = project.public_author
    return {
        "@type": "Article",
        "@id": in_full(path(project)),
        "mainEntityOfPage": in_full(path(project)),
        "headline": project.title,
        "description": Truncator(project.concern).chars(200),
        "inLanguage": project.language,
        "datePublished": project.published_at.isoformat(timespec="seconds"),
        "author": {"@type": "Person", "name": name, "affiliation": school} if name else school,
        "publisher": {"@type": "Organization", "name": _("Auyldyq mektep shamy"), "url": f"{settings.SITE_URL}/"},
        "image": in_full(picture_path(project)),
        "about": [str(theme) for theme in project.themes.all()],
        "isAccessibleForFree": True,
    }


def in_full(path):
    return settings.SITE_URL + path


# Feed readers --------------------------------------------------------------------------------------------


def as_feed(stories, feed_path):
    """An Atom feed. stories: of for_listing. feed_path: its own address, with the query of the search."""
    feed = Atom1Feed(
        title=_("Projects of village teachers"),
        link=in_full(reverse("projects:story_list")),
        feed_url=in_full(feed_path),
        description=_("What teachers of Kazakhstan’s village schools changed, and how: their own stories."),
        language=get_language(),
        author_name=_("Auyldyq mektep shamy"),
    )
    for project in stories:
        feed.add_item(
            title=project.title,
            link=in_full(path(project)),
            unique_id=f"tag:{urlsplit(settings.SITE_URL).hostname},2026:story/{project.pk}",
            description=Truncator(project.concern).words(60),
            author_name=project.public_author or str(project.school.name),
            pubdate=project.published_at,
            updateddate=project.published_at,
            categories=[str(theme) for theme in project.themes.all()],
        )
    return feed
