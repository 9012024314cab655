from django import template

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
