"""What of a session is stored, shown in the form of its log, and sent back by a browser."""

import hashlib
from datetime import time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from uploads.models import Faces

from ..models import Membership, Reflection

USUAL_TIME = time(15, 0)
COLUMNS = ("minutes", "mode", "topic", "summary", "decisions", "next_steps")
WATCHED = ("day", "time", *COLUMNS, "tools", "reflection")


def readings(session, author):
    """The watched fields as they are stored; the reflection is the author's own."""
    values = {name: getattr(session, name) for name in COLUMNS}
    saved = not session._state.adding
    start = timezone.localtime(session.starts_at) if session.starts_at else None
    reflection = Reflection.objects.visible_to(author).filter(session=session.pk).first() if saved else None
    return values | {
        "day": start.date() if start else None,
        "time": start.time().replace(second=0, microsecond=0) if start else None,
        "tools": sorted(session.tools.values_list("pk", flat=True)) if saved else [],
        "reflection": reflection.text if reflection else "",
    }


def digest(value):
    """Short mark of a value, the same before and after a browser has carried it."""
    text = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def as_posted(value):
    """The values that a browser would send for it."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return [value.strftime("%H:%M") if isinstance(value, time) else "" if value is None else str(value)]


def as_read(session, name, value):
    if name == "tools":
        return ", ".join(str(tool) for tool in session.tools.all())
    return session.get_mode_display() if name == "mode" else value


def first_guess(session, stored, author):
    """What the empty form shows: a planned session as planned, an unplanned one like the last."""
    guess = {**stored, "pictures": []}
    if session._state.adding:
        guess["faces"] = Faces.NOBODY
        last = session.community.sessions.held().order_by("-starts_at").first()
        guess["time"] = USUAL_TIME
        if last:
            guess |= {"time": timezone.localtime(last.starts_at).time(), "minutes": last.minutes, "mode": last.mode}
        guess["day"] = likely_day(guess["time"], timezone.localtime())
        return guess
    guess["pictures"] = list(session.pictures.all())
    if not guess["pictures"]:
        guess["faces"] = Faces.NOBODY  # the question is about a sheet of paper
    if session.is_planned and not stored["tools"] and session.plan_id:
        guess["tools"] = list(session.plan.tools.values_list("pk", flat=True))
    return guess


def likely_day(time, now):
    """Today; before the usual hour yesterday, for a log never tells of a session that is still to come."""
    return now.date() if time <= now.time() else now.date() - timedelta(days=1)


def people_to_mark(session, marked, data):
    """Who belonged to the community on the day, who is marked already, and members named by a page sent a while ago."""
    on = session.day if session.starts_at else None
    here = Membership.objects.current(on).filter(community=session.community).values_list("person", flat=True)
    named = [name.removeprefix("mark_") for name in data if name.startswith("mark_")]
    were = Membership.objects.filter(community=session.community, person__in=named).values_list("person", flat=True)
    ids = {*here, *marked, *(were if named else ())}
    return User.objects.filter(pk__in=ids).order_by("sort_key", "id")


def since_later(session, people, day):
    """Of a session that nobody planned: {person id: since when, in words} of those who did not belong yet on `day`."""
    if day is None or not session._state.adding:
        return {}
    here = Membership.objects.filter(community=session.community, person__in=people)
    then = set(here.current(day).values_list("person", flat=True))
    return {
        person: _("Member since %(day)s") % {"day": date_format(since, "j E Y")}
        for person, since in here.current().values_list("person", "since")
        if person not in then
    }
