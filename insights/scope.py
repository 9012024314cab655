"""Of what a figure is told: a cohort, a place in it, a day; and who may see which."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from accounts.models import COORDINATORS, OBSERVERS
from programme.models import Cohort
from schools.models import District, Region, School

ALL_COHORTS = "all"  # as an address says it
LEVELS = ("region", "district", "school")


@dataclass(frozen=True)
class Scope:
    """cohort None: all cohorts. At most one place counts, the narrowest. `until` is the last day that counts."""

    cohort: Cohort | None = None
    region: Region | None = None
    district: District | None = None
    school: School | None = None
    until: date = field(default_factory=timezone.localdate)

    @classmethod
    def at(cls, day, moment):
        """Everything, of a day and a moment given from outside: for a question that is written once."""
        scope = cls(until=day)
        vars(scope)["moment"] = moment
        return scope

    @property
    def place(self):
        return self.school or self.district or self.region

    @property
    def level(self):
        """The level of its place: "region", "district", "school"; "" for everywhere."""
        return next((level for level in reversed(LEVELS) if getattr(self, level)), "")

    @property
    def next_level(self):
        """The level of the rows beneath it, None beneath a school."""
        return {"": "region", "region": "district", "district": "school", "school": None}[self.level]

    @cached_property
    def moment(self):
        """What happened before it counts: now, or the end of a day that is over."""
        end = timezone.make_aware(datetime.combine(self.until + timedelta(days=1), time()))
        return min(end, timezone.now())

    @property
    def query(self):
        """The scope as the query string of an address, without what goes without saying."""
        said = {"cohort": self.cohort.pk if self.cohort else ALL_COHORTS}
        if self.level:
            said[self.level] = self.place.pk
        if self.until != timezone.localdate():
            said["until"] = self.until.isoformat()
        return said

    @property
    def parents(self):
        """The wider scopes, the widest first."""
        wider = [self.everywhere]
        if self.level == "school":
            wider += [wider[0].within(self.school.district.region), wider[0].within(self.school.district)]
        elif self.level == "district":
            wider.append(wider[0].within(self.district.region))
        return wider if self.level else []

    @property
    def everywhere(self):
        return replace(self, region=None, district=None, school=None)

    def within(self, place):
        """The same at this region, district or school."""
        levels = {Region: "region", District: "district", School: "school"}
        return replace(self.everywhere, **{levels[type(place)]: place})

    def on(self, day):
        return replace(self, until=day)

    def of(self, cohort):
        return replace(self, cohort=cohort)

    def holds(self, school):
        """Whether the school lies in this place. Free of queries for a school with its district."""
        places = {"": None, "region": school.district.region_id, "district": school.district_id, "school": school.pk}
        return not self.level or places[self.level] == self.place.pk

    def places(self, path=""):
        """Q: the school at `path` (from the model that is filtered) lies in this place."""
        steps = {"region": "district__region", "district": "district", "school": ""}
        if not self.level:
            return Q()
        return Q(**{"__".join(filter(None, [path, steps[self.level]])) or "pk": self.place.pk})


@dataclass(frozen=True)
class Reach:
    """What somebody sees of the figures. schools None: all places; else only scopes of these schools."""

    sees_rows: bool = False  # the lists behind a figure: people, their communities, their work
    hides_few: bool = True  # fewer than five people are hidden from her
    schools: tuple | None = None

    def allows(self, scope):
        return self.schools is None or (scope.school is not None and scope.school in self.schools)


def scopes_for(user):
    """Reach, or None for somebody who has no board.

    Coordinators see everything. Observers see figures of every place, never of fewer than five people and never a
    list. A principal sees the figures of her own school in the same way: what teachers write stays theirs.
    """
    if user.is_anonymous:
        return None
    if user.in_group(COORDINATORS):
        return Reach(sees_rows=True, hides_few=False)
    if user.in_group(OBSERVERS):
        return Reach()
    schools = tuple(School.objects.headed_by(user).select_related("district__region").order_by("sort_key", "pk"))
    return Reach(schools=schools) if schools else None
