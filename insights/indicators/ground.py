"""The places of a scope: which schools lie where, which community has which schools and members."""

from collections import defaultdict
from functools import cached_property

from django.db.models import Q

from communities.models import Community, CommunityStatus
from projects.models import Project
from schools.models import School

from .sources import COMMUNITY, members_until

EVERYWHERE = ("", "", "")
TOLD_IN_PARTS = ("", "region")  # by cohort, narrower places are not told by state, stage, theme, method or month
LEVEL_ABOVE = {"school": "district", "district": "region", "region": ""}


class Ground:
    """Nodes are (cohort, level, key): ("", "region", kato), ("", "school", id) …, EVERYWHERE.

    by_cohort: the scope is all cohorts; places count for each of them, and EVERYWHERE is all cohorts together.
    flat: places are not told apart at all.
    """

    def __init__(self, scope, by_cohort=False, flat=False):
        self.scope, self.by_cohort, self.flat = scope, by_cohort, flat

    @cached_property
    def schools(self):
        """id -> School with its district and region: those of the scope that have a community or a project."""
        belonging, projects = Community.schools.through.objects.all(), Project.objects.order_by()
        if self.scope.cohort:
            belonging = belonging.filter(community__cohort=self.scope.cohort)
            projects = projects.filter(community__cohort=self.scope.cohort)
        in_programme = Q(pk__in=belonging.values("school")) | Q(pk__in=projects.values("school"))
        schools = School.objects.filter(in_programme, self.scope.places())
        return {one.pk: one for one in schools.select_related("district__region")}

    @cached_property
    def _belonging(self):
        """(community id, school id, cohort id, whether it has begun) of every school of a community."""
        rows = Community.schools.through.objects.all()
        if self.scope.cohort:
            rows = rows.filter(community__cohort=self.scope.cohort)
        names = ("community_id", "school_id", "community__cohort_id", "community__status")
        return [(*ids, status != CommunityStatus.FORMING) for *ids, status in rows.values_list(*names)]

    @cached_property
    def _schools_of(self):
        schools = defaultdict(set)
        for community, school, _cohort, _has_begun in self._belonging:
            schools[community].add(school)
        return schools

    @cached_property
    def _memberships(self):
        names = ("community_id", "person_id", "community__cohort_id")
        return list(members_until(self.scope).order_by().values_list(*names))

    @cached_property
    def members(self):
        """community id -> ids of all who belong or belonged to it."""
        members = defaultdict(set)
        for community, person, _cohort in self._memberships:
            members[community].add(person)
        return members

    @cached_property
    def members_of_school(self):
        members = defaultdict(set)
        for community, schools in self._schools_of.items():
            for school in schools:
                members[school] |= self.members[community]
        return members

    @cached_property
    def _cohorts_of_person(self):
        cohorts = defaultdict(set)
        for _community, person, cohort in self._memberships:
            cohorts[person].add(cohort)
        return cohorts

    @cached_property
    def _cohorts_of_school(self):
        cohorts = defaultdict(set)
        for _community, school, cohort, has_begun in self._belonging:
            if has_begun:
                cohorts[school].add(cohort)
        return cohorts

    def cohorts_of(self, source, grain):
        """The cohorts in which a grain counts; "" where cohorts are not told apart."""
        if not self.by_cohort:
            return {""}
        if source.counts_people:
            return self._cohorts_of_person[grain["who"]]
        return self._cohorts_of_school[grain["unit"]] if source.knows_cohort else {grain["led"]}

    def people(self, source, grain):
        """Those behind a grain: the person whose it is, else the members; told only where somebody must be hidden."""
        if source.person_path:
            return {grain["who"]}
        if not self.by_cohort:
            return set()
        return self.members[grain["unit"]] if source.unit == COMMUNITY else self.members_of_school[grain["unit"]]

    def nodes(self, source, grain):
        """Where a grain counts. Everything counts in the whole."""
        if self.flat:
            return {EVERYWHERE}
        unit = grain["unit"]
        schools = self._schools_of.get(unit, ()) if source.unit == COMMUNITY else (unit,)
        nodes = {EVERYWHERE}
        for cohort in self.cohorts_of(source, grain):
            nodes.add((cohort, "", ""))
            for school in schools:
                nodes |= self._nodes_of_school(cohort, school)
        return nodes

    def _nodes_of_school(self, cohort, key):
        school = self.schools.get(key)
        if school is None:
            return set()
        district = school.district
        return {(cohort, "region", district.region_id), (cohort, "district", district.pk), (cohort, "school", key)}

    def tells_parts(self, node):
        return not self.by_cohort or node[1] in TOLD_IN_PARTS

    def node_above(self, node):
        """The next wider place of the same cohort; EVERYWHERE above a cohort, None above that."""
        cohort, level, key = node
        if level == "":
            return None if node == EVERYWHERE else EVERYWHERE
        above = LEVEL_ABOVE[level]
        if above == "":
            return (cohort, "", "")
        return (cohort, above, self._key_above[level, key])

    @cached_property
    def _key_above(self):
        districts = {school.district_id: school.district for school in self.schools.values()}
        keys = {("school", pk): school.district_id for pk, school in self.schools.items()}
        return keys | {("district", pk): district.region_id for pk, district in districts.items()}

    def places(self, level, scope):
        """Regions, districts or schools of a scope that lies in this one, in Kazakh order."""
        pick = {
            "region": lambda school: school.district.region,
            "district": lambda school: school.district,
            "school": lambda school: school,
        }[level]
        schools = [school for school in self.schools.values() if scope.holds(school)]
        if self.by_cohort and scope.cohort:
            schools = [school for school in schools if scope.cohort.pk in self._cohorts_of_school[school.pk]]
        return sorted({pick(school) for school in schools}, key=lambda place: (place.sort_key, place.pk))
