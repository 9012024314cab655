"""Where somebody belongs herself: what she must not review for that reason."""

from dataclasses import dataclass

from django.db.models import Q, Value

from accounts.prepared import Prepared
from communities.models import Facilitation, Membership
from projects.models import Project
from schools.models import Headship, Teacher

from .reviewers import ConflictOfInterest


@dataclass(frozen=True)
class Ties:
    """Ids: schools and communities, past or present; whoever belongs or belonged there; people on her conflict list."""

    schools: tuple = ()
    communities: tuple = ()
    people: tuple = ()

    def closed(self, person):
        """The projects that she must not review: hers, those of her schools and communities, and of these people.

        `eligible_reviewers` is the same rule, seen from the portfolio.
        """
        hers = Q(lead=person) | Q(lead__in=self.people)  # whatever school or community stands on the project
        return Project.objects.filter(hers | Q(school__in=self.schools) | Q(community__in=self.communities)).order_by()


NO_TIES = Ties()
BELONGING = ((Teacher, "school"), (Headship, "school"), (Membership, "community"), (Facilitation, "community"))
AMONG = ((Teacher, "school"), (Membership, "community"), (Facilitation, "community"))


def _belonging(person):
    """(what it is, its id)"""
    found = [ties.objects.filter(person=person).order_by().values_list(Value(what), what) for ties, what in BELONGING]
    conflicts = ConflictOfInterest.objects.filter(reviewer=person).order_by()
    return conflicts.values_list(Value("person"), "person").union(*found)


BELONGS = Prepared(_belonging)


def ties_of(person):
    """One statement; a second one for somebody who belongs anywhere."""
    ids = {"school": [], "community": [], "person": []}
    for what, pk in BELONGS.rows(person):
        ids[what].append(pk)
    if ids["school"] or ids["community"]:
        first, *others = (ties.objects.filter(**{f"{what}__in": ids[what]}).order_by() for ties, what in AMONG)
        met = first.values_list("person").union(*(rows.values_list("person") for rows in others))
        ids["person"] += [pk for (pk,) in met if pk != person.pk]
    return Ties(tuple(ids["school"]), tuple(ids["community"]), tuple(ids["person"]))
