"""People, schools, communities and who belongs to them."""

from collections import defaultdict

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Sex, User
from accounts.names import readable_phone
from communities.models import (
    Community,
    CommunityStatus,
    Facilitation,
    FacilitatorKind,
    Membership,
    SessionStatus,
)
from languages.fields import CODES
from schools.models import Headship, School, SchoolKind, Teacher, TeachingLanguage

from .columns import column, full_name, name_of, word_of
from .kinds import Export, add, coordinates, runs_a_community

JOIN = "; "


def contacts(reader, path=""):
    """Phone and e-mail are for coordinators (docs/personal-data.md)."""
    if not coordinates(reader):
        return []
    prefix = f"{path}__" if path else ""
    return [
        column(_("Phone"), f"{prefix}phone", say=lambda phone: readable_phone(phone) if phone else ""),
        column(_("E-mail"), f"{prefix}email"),
    ]


def school_names():
    """School id -> name, in the reader's language."""
    name = name_of("", "name")
    return {
        pk: name.say(*names) for pk, *names in School.objects.values_list("pk", *(f"name_{code}" for code in CODES))
    }


def schools_of_people():
    """Person id -> the schools where she works now."""
    names, found = school_names(), defaultdict(dict)
    for relation in (Headship, Teacher):
        for person, school in relation.objects.current().values_list("person_id", "school_id"):
            found[person][school] = names[school]
    return {person: JOIN.join(schools.values()) for person, schools in found.items()}


def schools_of_communities():
    names, found = school_names(), defaultdict(list)
    for community, school in Community.schools.through.objects.values_list("community_id", "school_id"):
        found[community].append(names[school])
    return {community: JOIN.join(schools) for community, schools in found.items()}


def facilitators_of_communities():
    found = defaultdict(list)
    current = Facilitation.objects.current().order_by("-kind", "person__sort_key")
    for community, surname, given in current.values_list("community_id", "person__surname", "person__given_name"):
        found[community].append(f"{surname} {given}")
    return {community: JOIN.join(people) for community, people in found.items()}


def communities_of_people():
    found = defaultdict(list)
    for person, name in (
        Membership.objects.current().order_by("community__sort_key").values_list("person_id", "community__name")
    ):
        found[person].append(name)
    return {person: JOIN.join(names) for person, names in found.items()}


def told(table):
    """A column's `say`: what the table says of an id."""
    return lambda pk: table.get(pk, "")


def in_region_through_schools(path=""):
    """Of a row that belongs to a community: those with a school there."""

    def within(region):
        communities = Community.objects.filter(schools__district__region=region).values("pk")
        return Q(**{f"{path}__in" if path else "pk__in": communities})

    return within


def _works_in(region):
    here = {"school__district__region": region}
    teaching, heading = Teacher.objects.current().filter(**here), Headship.objects.current().filter(**here)
    return Q(pk__in=teaching.values("person")) | Q(pk__in=heading.values("person"))


def _people_columns(reader):
    schools, communities = schools_of_people(), communities_of_people()
    return [
        column(_("Surname"), "surname"),
        column(_("Given name"), "given_name"),
        column(_("Patronymic"), "patronymic"),
        column(_("Name in Latin letters"), "latin_name"),
        *contacts(reader),
        word_of(_("Sex"), "sex", Sex),
        column(_("Language"), "language"),
        column(_("School"), "pk", say=told(schools)),
        column(_("Community"), "pk", say=told(communities)),
        column(_("Entered"), "joined_at"),
        column(_("First signed in"), "claimed_at"),
        column(_("Last signed in"), "last_login"),
    ]


add(
    Export(
        "people",
        _("People"),
        _("Everybody of the programme with school, community and contacts."),
        coordinates,
        lambda reader: User.objects.filter(is_active=True).order_by("sort_key", "pk"),
        _people_columns,
        in_cohort=lambda cohort: (
            Q(pk__in=Membership.objects.filter(community__cohort=cohort).values("person"))
            | Q(pk__in=Facilitation.objects.filter(community__cohort=cohort).values("person"))
        ),
        in_region=_works_in,
    )
)


def _school_columns(reader):
    return [
        name_of(_("School"), "name"),
        name_of(_("Region"), "district__region__name"),
        name_of(_("District"), "district__name"),
        name_of(_("Village or town"), "settlement__name"),
        word_of(_("Kind of school"), "kind", SchoolKind),
        word_of(_("Language of instruction"), "teaching_language", TeachingLanguage),
        column(_("Girls"), "girls"),
        column(_("Boys"), "boys"),
        column(_("Teachers"), "teacher_count"),
        column(_("Communities"), "community_count"),
        column(_("Takes part"), "is_active"),
    ]


def _schools(reader):
    today = timezone.localdate()
    now = Q(teachers__since__lte=today) & (Q(teachers__until=None) | Q(teachers__until__gt=today))
    return School.objects.annotate(
        teacher_count=Count("teachers", filter=now, distinct=True), community_count=Count("communities", distinct=True)
    ).order_by("sort_key", "pk")


add(
    Export(
        "schools",
        _("Schools"),
        _("Where they are, their pupils, teachers and communities."),
        coordinates,
        _schools,
        _school_columns,
        in_cohort=lambda cohort: Q(
            pk__in=Community.schools.through.objects.filter(community__cohort=cohort).values("school")
        ),
        in_region=lambda region: Q(district__region=region),
    )
)


def _community_columns(reader):
    schools, facilitators = schools_of_communities(), facilitators_of_communities()
    return [
        column(_("Community"), "name"),
        name_of(_("Cohort"), "cohort__name"),
        column(_("Schools"), "pk", say=told(schools)),
        column(_("Facilitators"), "pk", say=told(facilitators)),
        word_of(_("State"), "status", CommunityStatus),
        column(_("Members"), "member_count"),
        column(_("Sessions held"), "held_count"),
    ]


def _communities(reader):
    today = timezone.localdate()
    now = Q(memberships__since__lte=today) & (Q(memberships__until=None) | Q(memberships__until__gt=today))
    return (
        Community.objects.planned_by(reader)
        .annotate(
            member_count=Count("memberships", filter=now, distinct=True),
            held_count=Count("sessions", filter=Q(sessions__status=SessionStatus.HELD), distinct=True),
        )
        .order_by("sort_key", "pk")
    )


add(
    Export(
        "communities",
        _("Communities"),
        _("Their schools, facilitators, state, members and sessions."),
        runs_a_community,
        _communities,
        _community_columns,
        in_cohort=lambda cohort: Q(cohort=cohort),
        in_region=in_region_through_schools(),
    )
)


def _member_columns(reader):
    schools = schools_of_people()
    return [
        column(_("Community"), "community__name"),
        full_name(_("Teacher"), "person"),
        column(_("School"), "person_id", say=told(schools)),
        *contacts(reader, "person"),
        column(_("Since"), "since"),
        column(_("Until"), "until"),
    ]


add(
    Export(
        "members",
        _("Members of communities"),
        _("Who belongs to which community, since when and until when."),
        runs_a_community,
        lambda reader: Membership.objects.filter(community__in=Community.objects.planned_by(reader)).order_by(
            "community__sort_key", "person__sort_key", "pk"
        ),
        _member_columns,
        in_cohort=lambda cohort: Q(community__cohort=cohort),
        in_region=in_region_through_schools("community"),
    )
)


def _facilitator_columns(reader):
    schools = schools_of_communities()
    return [
        column(_("Community"), "community__name"),
        column(_("Schools"), "community_id", say=told(schools)),
        full_name(_("Facilitator"), "person"),
        word_of(_("Kind"), "kind", FacilitatorKind),
        *contacts(reader, "person"),
        column(_("Since"), "since"),
        column(_("Until"), "until"),
    ]


add(
    Export(
        "facilitators",
        _("Facilitators"),
        _("Who runs which community, with contacts."),
        coordinates,
        lambda reader: Facilitation.objects.order_by("community__sort_key", "person__sort_key", "pk"),
        _facilitator_columns,
        in_cohort=lambda cohort: Q(community__cohort=cohort),
        in_region=in_region_through_schools("community"),
    )
)
