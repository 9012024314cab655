"""What a person's first page says about her communities: whom do I meet next, what have I not yet logged.

Each function takes a fixed number of queries, however many communities there are.
"""

from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from accounts.prepared import Prepared, number_of

from .models import Attendance, Community, Facilitation, Membership, Session, SessionStatus


@dataclass
class CommunityAgenda:
    """One community: `coming` (planned sessions, next first), `unlogged` (their time has passed, oldest first)."""

    community: Community
    member_count: int
    held_count: int
    coming: list = field(default_factory=list)
    unlogged: list = field(default_factory=list)
    last: Session | None = None

    @property
    def next(self):
        return self.coming[0] if self.coming else None


@dataclass
class FacilitatorAgenda:
    communities: list  # CommunityAgenda, by name

    @property
    def next(self):
        """The next meeting of all (a Session) or None."""
        return min((one.next for one in self.communities if one.next), key=lambda s: s.starts_at, default=None)

    @property
    def unlogged(self):
        """Sessions whose time has passed and which nobody has logged, oldest first."""
        found = [session for one in self.communities for session in one.unlogged]
        return sorted(found, key=lambda session: session.starts_at)


@dataclass
class MemberAgenda:
    communities: list  # CommunityAgenda; `unlogged` stays empty: that is the facilitator's work
    attended_count: int

    @property
    def next(self):
        return min((one.next for one in self.communities if one.next), key=lambda s: s.starts_at, default=None)

    @property
    def last(self):
        """The session held last, with its decisions and next steps, or None."""
        return max((one.last for one in self.communities if one.last), key=lambda s: s.starts_at, default=None)


def for_facilitator(user):
    """FacilitatorAgenda of the communities that the user runs and that go on. Two queries."""
    return FacilitatorAgenda([one for one in agendas(user) if one.community.is_run])


def for_member(user):
    """MemberAgenda of the communities to which the user belongs. Three queries."""
    return _member_agenda(user, agendas(user))


def for_both(user):
    """(MemberAgenda, FacilitatorAgenda) of one who belongs to communities and runs some. Three queries."""
    found = agendas(user)
    return _member_agenda(user, found), FacilitatorAgenda([one for one in found if one.community.is_run])


def _member_agenda(user, found):
    [attended] = ATTENDED.one(user)
    return MemberAgenda([without_work(one) for one in found if one.community.is_joined], attended)


def without_work(agenda):
    """As a member sees it: what is not logged is the facilitator's."""
    return replace(agenda, unlogged=[])


def agendas(user):
    """Of each community that goes on and is hers: `is_joined`, `is_run` or both."""
    found = {row.pk: CommunityAgenda(row, row.member_count, row.held_count) for row in CIRCLES.rows(user)}
    now = timezone.now()
    for session in SESSIONS.rows(user) if found else ():
        agenda = found[session.community_id]
        session.community = agenda.community
        if session.is_held:
            agenda.last = session
        elif session.starts_at >= now:
            agenda.coming.append(session)
        else:
            agenda.unlogged.append(session)
    return list(found.values())


def _hers(person, today):
    joined, run = Membership.objects.current(today), Facilitation.objects.current(today)
    circles = (Q(pk__in=relation.filter(person=person).values("community")) for relation in (joined, run))
    return Community.objects.going_on().filter(next(circles) | next(circles))


def _circles(person, today):
    """With what her page says of each."""
    here = {"community": OuterRef("pk")}
    members = Membership.objects.current(today).filter(**here)
    runs = Facilitation.objects.current(today).filter(**here, person=person)
    found = _hers(person, today).annotate(
        is_joined=Exists(members.filter(person=person)),
        is_run=Exists(runs),
        member_count=number_of(members),
        held_count=number_of(Session.objects.held().filter(**here)),
    )
    return found.only("name", "language", "status").order_by("sort_key", "id")


def _sessions(person, today):
    """All that are planned, and of each community the one held last."""
    sessions = Session.objects.filter(community__in=_hers(person, today).values("pk"))
    later = Session.objects.held().filter(community=OuterRef("community"), starts_at__gt=OuterRef("starts_at"))
    wanted = sessions.filter(Q(status=SessionStatus.PLANNED) | Q(~Exists(later), status=SessionStatus.HELD))
    columns = ("community", "topic", "starts_at", "minutes", "status", "place", "mode", "decisions", "next_steps")
    return wanted.only(*columns).order_by("starts_at", "id")


def _attended(person):
    """How many sessions she took part in, as one row."""
    there = Attendance.objects.there().filter(person=OuterRef("pk"))
    return User.objects.filter(pk=person).order_by().values_list(number_of(there))


CIRCLES, SESSIONS, ATTENDED = Prepared(_circles), Prepared(_sessions), Prepared(_attended)
