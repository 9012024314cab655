"""What a person's first page says about her communities: whom do I meet next, what have I not yet logged.

Each function takes a fixed number of queries, however many communities there are.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils import timezone

from .models import Attendance, Community, Session


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
    """FacilitatorAgenda of the communities that the user runs and that go on. Three queries (and her groups)."""
    return FacilitatorAgenda(agendas(Community.objects.run_by(user), with_unlogged=True))


def for_member(user):
    """MemberAgenda of the communities to which the user belongs. Four queries."""
    return MemberAgenda(
        agendas(Community.objects.joined_by(user), with_unlogged=False),
        Attendance.objects.there().filter(person=user).count(),
    )


def agendas(communities, with_unlogged):
    rows = communities.going_on().for_listing().order_by("sort_key", "id")
    found = {row.pk: CommunityAgenda(row, row.member_count, row.held_count) for row in rows}
    now = timezone.now()
    sessions = Session.objects.filter(community__in=found)
    for session in sessions.planned().order_by("starts_at", "id"):
        agenda = found[session.community_id]
        session.community = agenda.community
        if session.starts_at >= now:
            agenda.coming.append(session)
        elif with_unlogged:
            agenda.unlogged.append(session)
    later = sessions.held().filter(community=OuterRef("community"), starts_at__gt=OuterRef("starts_at"))
    for session in sessions.held().filter(~Exists(later)):
        session.community = found[session.community_id].community
        found[session.community_id].last = session
    return list(found.values())
