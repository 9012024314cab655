"""What this room tells the rooms below it: whose pictures, whose slips, which personal data."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from accounts.models import User
from schools.models import Headship

from .models import Attendance, Facilitation, FacilitatorKind, Membership, Reflection, Session


def pictures_open_to(user):
    """Ids of the pictures of sessions that the user may read."""
    return Session.pictures.through.objects.filter(session__in=Session.objects.visible_to(user)).values("upload")


def people_to_invite(user):
    """A school facilitator hands slips to her members; never to staff, groups, principals or other facilitators.

    Whoever holds a slip may claim the account: those that open more doors than hers come from a coordinator.
    """
    own = Facilitation.objects.current().filter(person=user, kind=FacilitatorKind.SCHOOL)
    members = Membership.objects.current().filter(community__in=own.values("community"))
    people = User.objects.filter(pk__in=members.values("person"), is_active=True, is_staff=False, is_superuser=False)
    return (
        people.exclude(groups__in=Group.objects.all())
        .exclude(pk__in=Headship.objects.current().values("person"))
        .exclude(pk__in=Facilitation.objects.current().values("person"))
    )


def may_open_session(person, session_id, **_of_community):
    return Session.objects.visible_to(person).filter(pk=session_id).exists()


def my_communities(person):
    relations = [
        *person.memberships.select_related("community"),
        *person.facilitations.select_related("community"),
    ]
    return [
        {
            _("Community"): str(relation.community),
            _("As"): relation.get_kind_display() if hasattr(relation, "kind") else _("member"),
            _("From"): relation.since,
            _("To"): relation.until,
        }
        for relation in relations
    ]


def my_sessions(person):
    marks = Attendance.objects.filter(person=person).select_related("session").order_by("session__starts_at")
    return [
        {_("Date"): mark.session.starts_at, _("Topic"): mark.session.topic, _("Attendance"): mark.get_mark_display()}
        for mark in marks
    ]


def my_reflections(person):
    reflections = Reflection.objects.visible_to(person).select_related("session").order_by("session__starts_at")
    return [
        {_("Date"): one.session.starts_at, _("Topic"): one.session.topic, _("Text"): one.text} for one in reflections
    ]
