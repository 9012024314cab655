"""What of a session is stored, shown in the form of its log, and sent back by a browser."""

import hashlib
from datetime import date, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.names import names_of
from accounts.prepared import Prepared, somebody
from uploads.models import Faces, Upload

from ..models import Attendance, Membership, Reflection, Session

USUAL_TIME = time(15, 0)
COLUMNS = ("minutes", "mode", "topic", "summary", "decisions", "next_steps")
WATCHED = ("day", "time", *COLUMNS, "tools", "reflection")


def readings(session, author):
    """The watched fields as they are stored; the reflection is the author's own."""
    values = {name: getattr(session, name) for name in COLUMNS}
    saved = not session._state.adding
    start = timezone.localtime(session.starts_at) if session.starts_at else None
    reflection = REFLECTION.one(author, session) if saved else None
    return values | {
        "day": start.date() if start else None,
        "time": start.time().replace(second=0, microsecond=0) if start else None,
        "tools": sorted(pk for (pk,) in TOOLS.rows(session)) if saved else [],
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
    guess["pictures"] = PICTURES.rows(session)
    if not guess["pictures"]:
        guess["faces"] = Faces.NOBODY  # the question is about a sheet of paper
    if session.is_planned and not stored["tools"] and session.plan_id:
        guess["tools"] = list(session.plan.tools.values_list("pk", flat=True))
    return guess


def likely_day(time, now):
    """Today; before the usual hour yesterday, for a log never tells of a session that is still to come."""
    return now.date() if time <= now.time() else now.date() - timedelta(days=1)


def people_to_mark(session, data):
    """Who belonged to the community on the day, who is marked already, and members named by a page sent a while ago."""
    on = session.day if session.starts_at else timezone.localdate()
    people = HERE.rows(session.community_id, session, on)
    named = {name.removeprefix("mark_") for name in data if name.startswith("mark_")} - {one.pk for one in people}
    if not named:
        return people
    were = Membership.objects.filter(community=session.community_id, person__in=named).values("person")
    return sorted([*people, *User.objects.filter(pk__in=were)], key=lambda one: (one.sort_key, one.pk))


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


# What is asked -----------------------------------------------------------------------------------------


def _reflection(person, session):
    return Reflection.objects.visible_to(somebody(person)).filter(session=session)


def _tools(session):
    return Session.tools.through.objects.filter(session=session).values_list("tool")


def _pictures(session):
    return Upload.objects.filter(sessions=session)


def _marks(session):
    return Attendance.objects.filter(session=session).values_list("person", "mark")


def _here(community, session, on: date):
    """Who belonged on that day or is marked: as far as their names."""
    belonged = Membership.objects.current(on).filter(community=community).values("person")
    marked = Attendance.objects.filter(session=session).values("person")
    return User.objects.filter(pk__in=belonged.union(marked)).only("sort_key", *NAME).order_by("sort_key", "id")


NAME = [column.removeprefix("person__") for column in names_of("person")]
REFLECTION, TOOLS, PICTURES, MARKS, HERE = map(Prepared, (_reflection, _tools, _pictures, _marks, _here))
