"""What a person's first page says about her communities: whom do I meet next, what have I not yet logged.

Each function takes a fixed number of queries, however many communities there are.
"""

from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, Q, Value
from django.utils import timezone

from accounts.prepared import Prepared

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
    """FacilitatorAgenda of the communities that the user runs and that go on. Two queries (and her groups)."""
    return FacilitatorAgenda(agendas(Community.objects.run_by(user)))


def for_member(user):
    """MemberAgenda of the communities to which the user belongs. Three queries."""
    return MemberAgenda([without_work(one) for one in agendas(Community.objects.joined_by(user))], attended(user))


def circles_of(person, today):
    """(community, JOINED or RUN) of all to which she belongs today."""
    joined = Membership.objects.current(today).filter(person=person).values_list("community", Value(JOINED))
    return joined.union(Facilitation.objects.current(today).filter(person=person).values_list("community", Value(RUN)))


JOINED, RUN = "joined", "run"
CIRCLES = Prepared(circles_of)


def for_both(user):
    """(MemberAgenda, FacilitatorAgenda) of one who belongs to communities and runs some. Four queries."""
    circles = CIRCLES.rows(user)
    joined, runs = ({pk for pk, how in circles if how == wanted} for wanted in (JOINED, RUN))
    found = agendas(Community.objects.filter(pk__in=joined | runs))
    member = [without_work(one) for one in found if one.community.pk in joined]
    return MemberAgenda(member, attended(user)), FacilitatorAgenda([one for one in found if one.community.pk in runs])


def attended(user):
    return Attendance.objects.there().filter(person=user).count()


def without_work(agenda):
    """As a member sees it: what is not logged is the facilitator's."""
    return replace(agenda, unlogged=[])


def agendas(communities):
    rows = communities.going_on().with_counts().only("name", "language", "status").order_by("sort_key", "id")
    found = {row.pk: CommunityAgenda(row, row.member_count, row.held_count) for row in rows}
    now = timezone.now()
    for session in _sessions(found):
        agenda = found[session.community_id]
        session.community = agenda.community
        if session.is_held:
            agenda.last = session
        elif session.starts_at >= now:
            agenda.coming.append(session)
        else:
            agenda.unlogged.append(session)
    return list(found.values())


def _sessions(communities):
    """All that are planned, and of each community the one held last."""
    sessions = Session.objects.filter(community__in=communities)
    later = sessions.held().filter(community=OuterRef("community"), starts_at__gt=OuterRef("starts_at"))
    wanted = sessions.filter(Q(status=SessionStatus.PLANNED) | Q(~Exists(later), status=SessionStatus.HELD))
    columns = ("community", "topic", "starts_at", "minutes", "status", "place", "mode", "decisions", "next_steps")
    return wanted.only(*columns).order_by("starts_at", "id")
