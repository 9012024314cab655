"""What a project may be: its states, who may read it, how its author is named."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProjectStatus(models.TextChoices):
    DRAFTING = "drafting", pgettext_lazy("project", "being prepared")
    IN_PROGRESS = "in_progress", pgettext_lazy("project", "in progress")
    SUBMITTED = "submitted", pgettext_lazy("project", "sent for review")
    RETURNED = "returned", pgettext_lazy("project", "returned with comments")
    ACCEPTED = "accepted", pgettext_lazy("project", "accepted")
    PUBLISHED = "published", pgettext_lazy("project", "published")
    PAUSED = "paused", pgettext_lazy("project", "paused")
    WITHDRAWN = "withdrawn", pgettext_lazy("project", "withdrawn")


WRITABLE = (ProjectStatus.DRAFTING, ProjectStatus.IN_PROGRESS, ProjectStatus.RETURNED)
RESTING = (ProjectStatus.PAUSED, ProjectStatus.WITHDRAWN)


class Visibility(models.TextChoices):
    """Who may read a project before it is published; each circle holds the ones before it."""

    ME = "me", _("only me")
    FACILITATOR = "facilitator", _("me and my facilitators")
    COMMUNITY = "community", _("my community")
    PROGRAMME = "programme", _("everyone in the programme")
    PUBLIC = "public", _("everyone")


VISIBILITY_MEANS = {
    Visibility.ME: _("Nobody else reads it. Your facilitator cannot comment either."),
    Visibility.FACILITATOR: _(
        "The facilitators of your community read and comment. Your head teacher does not see it."
    ),
    Visibility.COMMUNITY: _("Colleagues and facilitators of your community read and comment. Nobody else does."),
    Visibility.PROGRAMME: _("Teachers, facilitators and coordinators of the programme, and the university, read it."),
    Visibility.PUBLIC: _(
        "Now everyone in the programme reads it. After it is accepted, you decide when it becomes a public story."
    ),
}


class NameForm(models.TextChoices):
    """How the author is named on the public story."""

    FULL = "full", _("full name")
    INITIAL = "initial", _("given name and first letter")
    SCHOOL = "school", _("only my school")
