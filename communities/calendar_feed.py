"""The sessions of one person as an iCalendar file, for the calendar of her phone."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .models import Community, Facilitation, Membership, NetworkEvent, Session, SessionStatus

PAST = timedelta(days=90)
STATUS = {
    SessionStatus.PLANNED: "CONFIRMED",
    SessionStatus.HELD: "CONFIRMED",
    SessionStatus.CANCELLED: "CANCELLED",
}


def feed_of(person):
    """The file's bytes in the language that is switched on. Whoever has left all communities gets an empty calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Auyldyq mektep shamy//communities//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Auyldyq mektep shamy"))
    calendar.add("refresh-interval;value=duration", "PT6H")
    calendar.add("x-published-ttl", "PT6H")
    since = timezone.now() - PAST
    communities = communities_of(person)
    sessions = Session.objects.filter(community__in=communities, starts_at__gte=since).select_related("community")
    for session in sessions.order_by("starts_at", "id"):
        calendar.add_component(session_entry(session))
    events = NetworkEvent.objects.filter(cohort__in=communities.values("cohort"), starts_at__gte=since)
    for event in events.order_by("starts_at", "id"):
        calendar.add_component(entry("event", event, str(event), event.place))
    return calendar.to_ical()


def communities_of(person):
    """Those to which she belongs or which she runs; for a coordinator not all: this is about her own week."""
    return Community.objects.filter(
        Q(pk__in=Membership.objects.current().filter(person=person).values("community"))
        | Q(pk__in=Facilitation.objects.current().filter(person=person).values("community"))
    )


def session_entry(session):
    topic = session.topic
    if session.is_cancelled:
        topic = _("Cancelled: %(topic)s") % {"topic": topic}
    component = entry("session", session, topic, session.place)
    component.add("status", STATUS[session.status])
    component.add("sequence", session.version)
    described = [str(session.community)]
    if session.is_cancelled:
        described.append(_("The reason: %(reason)s") % {"reason": session.cancel_reason})
    component.add("description", "\n".join(described))
    component.add("url", settings.SITE_URL + session.get_absolute_url())
    return component


def entry(kind, thing, summary, place):
    """The id stays the same for ever: a phone replaces the entry instead of adding one."""
    component = Event()
    component.add("uid", f"{kind}-{thing.pk}@auyldyq-mektep-shamy")
    component.add("dtstamp", timezone.now())
    component.add("dtstart", thing.starts_at)
    component.add("dtend", thing.starts_at + timedelta(minutes=thing.minutes))
    component.add("summary", summary)
    if place:
        component.add("location", place)
    return component
