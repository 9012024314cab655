"""Lines of the lists on a community's page: what each says is worked out here, its template only writes it down."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from languages.addresses import address

from .models import SessionMode, SessionStatus

TONES = {SessionStatus.HELD: "good", SessionStatus.CANCELLED: "neutral"}


@dataclass(frozen=True, slots=True)
class SessionLine:
    topic: str
    address: str
    at: str  # for machines
    when: str
    more: str  # where and how
    reason: str  # of a cancelled one
    state: str
    tone: str
    log: str  # address of its log, where the reader may write one


def session_lines(sessions, can_log=False):
    states, modes = dict(SessionStatus.choices), dict(SessionMode.choices)
    return [_session_line(session, can_log, states, modes) for session in sessions]


def _session_line(session, can_log, states, modes):
    start = timezone.localtime(session.starts_at)
    state, tone, log = states[session.status], TONES.get(session.status, ""), ""
    if session.is_planned:
        late = session.has_begun
        log = address("communities:session_log", session.community_id, session.pk) if late and can_log else ""
        state, tone = (_("not logged yet"), "warn") if late and not can_log else ("", "")
    how = modes[session.mode] if session.mode != SessionMode.IN_PERSON else ""
    return SessionLine(
        topic=session.topic,
        address=session.get_absolute_url(),
        at=start.isoformat(),
        when=date_format(start, "l, j E, H:i"),
        more=" · ".join(filter(None, (session.place, str(how)))),
        reason=session.cancel_reason if session.is_cancelled else "",
        state=str(state),
        tone=tone,
        log=log,
    )


@dataclass(frozen=True, slots=True)
class PersonLine:
    name: str
    period: str
    record: str  # address, where the reader may open it
    leave: str


def person_lines(relations, has_record=False, can_leave=False):
    """Many joined on the same day: its words are made once."""
    periods = {}
    lines = []
    for one in relations:
        dates = (one.since, one.until)
        periods[dates] = periods.get(dates) or one.period
        record = address("communities:record", one.person_id) if has_record else ""
        leave = address("communities:member_end", one.community_id, one.person_id) if can_leave else ""
        lines.append(PersonLine(one.person.short_name, periods[dates], record, leave))
    return lines
