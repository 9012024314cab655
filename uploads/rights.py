"""Who may open a file is decided where the file is attached.

A room registers, in its AppConfig.ready, a function user -> queryset of upload ids that the user may open through
that room. Imports go one way only, so the file room asks without knowing whom.

    open_through(lambda user: EvidenceItem.objects.visible_to(user).values("upload"))

For what anybody may read (a published story, a poster) the room narrows to `Upload.objects.public()`, also for people
who are signed in: consent is asked for the open web, and a neighbour with an account is still a stranger.
"""

from django.db.models import Q

_ROOMS = []


def open_through(ids_visible_to):
    """ids_visible_to(user) -> queryset of Upload ids (`….values("upload")`)."""
    _ROOMS.append(ids_visible_to)


def attached_and_visible(user):
    allowed = Q(pk__in=[])
    for ids_visible_to in _ROOMS:
        allowed |= Q(pk__in=ids_visible_to(user))
    return allowed
