"""The Record of Participation: sessions, hours and network events of one person.

An hour counts when she was there, present or late, and the session was held. One definition, for page and paper.
"""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from accounts.models import COORDINATORS, User
from documents.pdf import render
from schools.models import Teacher

from .models import Attendance, Community, Mark, Membership, NetworkEvent, SessionStatus
from .models.session import THERE

TEMPLATE = Path(__file__).resolve().parent / "typst/record.typ"


@dataclass
class Record:
    person: User
    schools: list  # names
    communities: list  # Community
    marks: list  # Attendance with its session and community, newest first
    events: list  # NetworkEvent, newest first

    @property
    def attended(self):
        return [mark for mark in self.marks if mark.mark in THERE]

    @property
    def session_hours(self):
        return hours(sum(mark.session.minutes for mark in self.attended))

    @property
    def event_hours(self):
        return hours(sum(event.minutes for event in self.events))

    @property
    def hours(self):
        return self.session_hours + self.event_hours


def hours(minutes):
    """Hours to the half hour, down: a record never promises more than there was."""
    return Decimal(minutes // 30) / 2


def people_readable_by(user):
    """Whose records the user may read: her own, those of members of communities she runs, all for coordinators."""
    if user.in_group(COORDINATORS):
        return User.objects.all()
    members = Membership.objects.filter(community__in=Community.objects.run_by(user))
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=members.values("person")))


def record_of(person, reader):
    """What `reader` may see of it: a facilitator only what happened in her own communities."""
    marks = Attendance.objects.filter(person=person, session__status=SessionStatus.HELD)
    events = NetworkEvent.objects.filter(participants=person, starts_at__lte=timezone.now())
    communities = Community.objects.filter(memberships__person=person)
    if reader != person and not reader.in_group(COORDINATORS):
        run = Community.objects.run_by(reader)
        marks, communities = marks.filter(session__community__in=run), communities.filter(pk__in=run)
        events = events.filter(cohort__in=run.values("cohort"))
    schools = Teacher.objects.current().filter(person=person).select_related("school").order_by("school__sort_key")
    return Record(
        person=person,
        schools=[str(teacher.school) for teacher in schools],
        communities=list(communities.select_related("cohort").distinct()),
        marks=list(marks.select_related("session__community").order_by("-session__starts_at", "-pk")),
        events=list(events),
    )


def record_pdf(record):
    """The PDF's bytes, in the language in which it is asked for."""
    return render(TEMPLATE, on_paper(record), get_language())


def on_paper(record):
    """All words and figures of the paper, as render() takes them."""
    sessions, events = len(record.attended), len(record.events)
    return {
        "title": _("Record of Participation"),
        "author": record.person.full_name,
        "name": record.person.full_name,
        "facts": [
            [_("School"), ", ".join(record.schools)],
            [_("Professional community"), ", ".join(str(community) for community in record.communities)],
            [_("Cohort"), ", ".join(dict.fromkeys(str(community.cohort) for community in record.communities))],
        ],
        "figures": [
            [localize(sessions), ngettext("session attended", "sessions attended", sessions)],
            [localize(events), ngettext("network event", "network events", events)],
            [localize(record.hours), pgettext("record", "hours together")],
        ],
        "sessions": {
            "title": _("Sessions"),
            "head": [_("Date"), _("Topic"), _("Community"), _("Attendance"), _("Minutes")],
            "rows": [session_row(mark) for mark in reversed(record.marks)],
            "empty": _("No session yet."),
        },
        "events": {
            "title": _("Network events"),
            "head": [_("Date"), _("Event"), _("Place"), _("Minutes")],
            "rows": [event_row(event) for event in reversed(record.events)],
            "empty": _("No network event yet."),
        },
        "note": _("Hours count sessions at which she or he was present or late, and network events."),
        "signatures": [_("Facilitator"), _("Programme coordinator")],
        "footer": _("Auyldyq mektep shamy")
        + " · "
        + _("made on %(date)s") % {"date": date_format(timezone.localdate(), "DATE_FORMAT")},
    }


def session_row(mark):
    session = mark.session
    minutes = session.minutes if mark.mark in THERE else 0
    return [short(session.starts_at), session.topic, str(session.community), Mark(mark.mark).label, localize(minutes)]


def event_row(event):
    return [short(event.starts_at), str(event), event.place, localize(event.minutes)]


def short(moment):
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")
