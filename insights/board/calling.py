"""Where to call on a Monday morning: what has gone quiet, what was not logged, what has waited longest, and whom."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from accounts.names import names_of
from certification.models import Assignment
from communities.models import Facilitation, SessionStatus
from languages.fields import columns_of

from ..indicators import INDICATORS

SHOWN = 5


@dataclass
class Call:
    """One thing to call about. people: whom to call; their phones are for coordinators only."""

    title: str
    link: str
    since: datetime | None
    more: str = ""
    people: list = field(default_factory=list)


@dataclass
class Calls:
    key: str
    title: str
    since_label: str
    none_label: str
    nobody: str  # said where there is nobody to call yet
    all_well: str  # said where there is nothing to call about
    calls: list
    link: str = ""
    number: int = 0


def calls_for(scope, figures):
    """[Calls], each with its first few: quiet communities, sessions not logged, portfolios waiting. Four queries."""
    quiet, unlogged, waiting = _quiet(scope), _unlogged(scope), _waiting(scope)
    facilitators = facilitators_of({*(one.pk for one in quiet), *(one.community_id for one in unlogged)})
    found = [
        Calls(
            "communities_quiet",
            _("Quiet communities"),
            _("last session"),
            _("no session yet"),
            _("No facilitator yet"),
            _("Every active community has met in the last six weeks."),
            [Call(str(one), one.get_absolute_url(), one.last_held, people=facilitators[one.pk]) for one in quiet],
        ),
        Calls(
            "sessions_unlogged",
            _("Sessions not logged"),
            _("planned for"),
            "",
            _("No facilitator yet"),
            _("Every session that was due is logged."),
            [_session_call(one, facilitators[one.community_id]) for one in unlogged],
        ),
        Calls(
            "portfolios_waiting",
            _("Portfolios waiting"),
            _("waits since"),
            "",
            _("No reviewer yet: ask the university."),
            _("No portfolio waits for an answer."),
            [_portfolio_call(one) for one in waiting],
        ),
    ]
    for calls in found:
        calls.link, calls.number = INDICATORS[calls.key].link(scope), figures.total(calls.key).value
    return found


def _session_call(session, facilitators):
    return Call(str(session.community), session.get_absolute_url(), session.starts_at, session.topic, facilitators)


def _portfolio_call(portfolio):
    """Its author's name and school; the title is hers to show."""
    project, assignment = portfolio.project, portfolio.assignment
    people = [assignment.reviewer] if assignment else []
    return Call(project.lead.full_name, "", portfolio.submitted_at, str(project.school), people)


def _quiet(scope):
    """Those that have met longest ago first, those that never met before them."""
    rows = INDICATORS["communities_quiet"].rows(scope)
    held = Max("sessions__starts_at", filter=Q(sessions__status=SessionStatus.HELD))
    rows = list(rows.annotate(last_held=held).order_by("last_held", "sort_key", "pk"))
    return sorted(rows, key=lambda one: one.last_held is not None)[:SHOWN]


def _unlogged(scope):
    rows = INDICATORS["sessions_unlogged"].rows(scope).select_related("community")
    return list(rows.only("topic", "starts_at", "community__name").order_by("starts_at", "pk")[:SHOWN])


def _waiting(scope):
    rows = INDICATORS["portfolios_waiting"].rows(scope).select_related("project__lead", "project__school")
    shown = ("submitted_at", *names_of("project__lead"), *columns_of("project__school__name"))
    hands = Assignment.objects.standing().select_related("reviewer")
    hands = hands.only("portfolio", "reading", *contacts_of("reviewer"))
    found = rows.only(*shown).prefetch_related(Prefetch("assignments", queryset=hands, to_attr="standing"))
    return list(found.oldest_first()[:SHOWN])


def contacts_of(person):
    return (*names_of(person), f"{person}__phone", f"{person}__email")


def facilitators_of(communities):
    """community id -> its facilitators now, of the school before the external ones. One query."""
    found = defaultdict(list)
    current = Facilitation.objects.current().filter(community__in=communities)
    current = current.select_related("person").only("community", *contacts_of("person"))
    for one in current.order_by("-kind", "person__sort_key"):
        found[one.community_id].append(one.person)
    return found
