from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from projects import telling
from projects.models import ProjectStatus

register = template.Library()

TONES = {
    ProjectStatus.IN_PROGRESS: "now",
    ProjectStatus.SUBMITTED: "now",
    ProjectStatus.RETURNED: "warn",
    ProjectStatus.ACCEPTED: "good",
    ProjectStatus.PUBLISHED: "good",
}


@register.filter
def tone(project):
    """The badge's tone for the project's state."""
    return TONES.get(project.status, "neutral")


@register.filter
def own_language(project):
    """The `lang` attribute of what the author wrote, where it is not the reader's language."""
    if project.language == get_language():
        return ""
    return format_html(' lang="{}"', project.language)


@register.simple_tag
def picture_path(project):
    """The address of what a messenger shows beside a link to the story."""
    return telling.picture_path(project)
