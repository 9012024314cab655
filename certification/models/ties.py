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
    """Her schools and communities, past or present; whoever belongs or belonged there, or is on her conflict list.

    Ids, or questions for them.
    """

    schools: object = ()
    communities: object = ()
    people: object = ()

    def closed(self, person):
        """Ids of the projects that she must not review: hers, and whatever these ties lead to.

        `eligible_reviewers` is the same rule, seen from the portfolio. An index finds each of the parts.
        """
        parts = (
            Q(lead=person),
            Q(lead__in=self.people),  # whatever school or community stands on the project
            Q(school__in=self.schools),
            Q(community__in=self.communities),
        )
        return all_of(Project.objects.filter(part).values("pk") for part in parts)


NO_TIES = Ties()
BELONGING = ((Teacher, "school"), (Headship, "school"), (Membership, "community"), (Facilitation, "community"))
AMONG = ((Teacher, "school"), (Membership, "community"), (Facilitation, "community"))


def all_of(questions):
    first, *others = (question.order_by() for question in questions)
    return first.union(*others)


def _belonging(person):
    """(what it is, its id)"""
    found = [ties.objects.filter(person=person).values_list(Value(what), what) for ties, what in BELONGING]
    conflicts = ConflictOfInterest.objects.filter(reviewer=person).values_list(Value("person"), "person")
    return all_of([*found, conflicts])


BELONGS = Prepared(_belonging)


def ties_of(person):
    """Asked now: one statement, a second one for somebody who belongs anywhere."""
    ids = {"school": [], "community": [], "person": []}
    for what, pk in BELONGS.rows(person):
        ids[what].append(pk)
    if ids["school"] or ids["community"]:
        met = all_of(ties.objects.filter(**{f"{what}__in": ids[what]}).values_list("person") for ties, what in AMONG)
        ids["person"] += [pk for (pk,) in met]
    return Ties(tuple(ids["school"]), tuple(ids["community"]), tuple(ids["person"]))


def ties_within(person):
    """Parts of a larger question, where it is asked about many people at once."""
    hers = {
        what: [ties.objects.filter(person=person).values(what) for ties, kind in BELONGING if kind == what]
        for what in ("school", "community")
    }
    met = [ties.objects.filter(**{f"{what}__in": one}).values("person") for ties, what in AMONG for one in hers[what]]
    conflicts = ConflictOfInterest.objects.filter(reviewer=person).values("person")
    return Ties(all_of(hers["school"]), all_of(hers["community"]), all_of([*met, conflicts]))
