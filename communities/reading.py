"""What the page of a community shows, and what its reader may do there."""

from django.db.models import Exists, OuterRef

from accounts.models import COORDINATORS
from accounts.prepared import Prepared, number_of, somebody
from languages.fields import columns_of
from schools.models import School

from .models import Community, Facilitation, Membership, Session


def shown_to(user, community_id):
    """The community with `held_count` and the reader's rights (`is_run`, `is_planned`, …); None if not visible."""
    question = SHOWN_TO_COORDINATORS if user.in_group(COORDINATORS) else SHOWN
    return question.one(user, community_id)


def _shown(person, community, today):
    return _with_rights(somebody(person), community, today)


def _shown_to_coordinators(person, community, today):
    return _with_rights(somebody(person, COORDINATORS), community, today)


def _with_rights(user, community, today):
    same = Community.objects.filter(pk=OuterRef("pk"))
    found = Community.objects.visible_to(user, today).filter(pk=community).select_related("cohort", "theme")
    shown = ("name", "language", "norms", "status", "version", *columns_of("cohort__name", "theme__name"))
    return found.only(*shown).annotate(
        held_count=number_of(Session.objects.held().filter(community=OuterRef("pk"))),
        is_run=Exists(same.run_by(user, today)),
        is_planned=Exists(same.planned_by(user, today)),
        is_managed=Exists(same.managed_by(user, today)),
        is_ruled=Exists(same.ruled_by(user)),
    )


def _schools(community):
    return School.objects.filter(communities=community).only(*columns_of("name")).order_by("sort_key", "id")


def _sessions(community):
    return Session.objects.filter(community=community).for_listing()


def _memberships(community):
    return Membership.objects.filter(community=community).with_names().order_by("person__sort_key", "since")


def _facilitations(community):
    relations = Facilitation.objects.filter(community=community).with_names()
    return relations.order_by("-kind", "person__sort_key", "since")


SHOWN, SHOWN_TO_COORDINATORS = Prepared(_shown), Prepared(_shown_to_coordinators)
SCHOOLS, SESSIONS, MEMBERSHIPS, FACILITATIONS = map(Prepared, (_schools, _sessions, _memberships, _facilitations))
