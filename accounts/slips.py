"""What slips need from other rooms, and how their codes stay out of logs. Imported by settings: no models here.

Rooms above register in their AppConfig.ready; imports go one way only, so this room asks without knowing whom.
"""

import logging
import re

_INVITERS = []
_WORKPLACES = []


def may_invite_through(people_of):
    """people_of(user) -> queryset of User ids for whom the user may print slips through that room."""
    _INVITERS.append(people_of)


def inviters():
    return tuple(_INVITERS)


def workplaces_through(names_of):
    """names_of(person ids) -> {person id: name of where she works}; stands on slips and in lists of people."""
    _WORKPLACES.append(names_of)


def workplaces(people):
    """Person id -> where she works, for as many as any room knows. One query a room."""
    ids = [person.pk for person in people]
    found = {}
    for names_of in _WORKPLACES:
        found |= names_of(ids)
    return found


class HideSlipCodes(logging.Filter):
    """Slip codes never reach a log line, nor do the addresses of certificates that somebody checks."""

    CODE = re.compile(r"(/join/|/v/)[^/\s?\"]+")

    def filter(self, record):
        text = record.getMessage()
        if "/join/" in text or "/v/" in text:
            record.msg, record.args = self.CODE.sub(r"\1…", text), ()
        return True


def guard_logs():
    """Loggers of Django and of the web server, whatever handlers they have."""
    for name in ("django.request", "django.server", "django.security.csrf", "gunicorn.access", "gunicorn.error"):
        logging.getLogger(name).addFilter(HideSlipCodes())
