"""Sessions, and who was there. What was said in them stays with the community."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from communities.models import Attendance, Community, Mark, Session, SessionMode, SessionStatus
from communities.models.session import THERE

from .columns import column, full_name, word_of
from .kinds import Export, add, runs_a_community
from .people import in_region_through_schools, schools_of_people, told


def _session_columns(reader):
    return [
        column(_("Community"), "community__name"),
        column(_("Topic"), "topic"),
        column(_("Starts"), "starts_at"),
        column(_("Minutes"), "minutes"),
        word_of(_("How"), "mode", SessionMode),
        word_of(_("State"), "status", SessionStatus),
        column(_("Logged"), "logged_at"),
        column(_("Were there"), "there_count"),
        column(_("On the list"), "mark_count"),
    ]


add(
    Export(
        "sessions",
        _("Sessions"),
        _("When, about what, held or not, how many were there."),
        runs_a_community,
        lambda reader: (
            Session.objects.planned_by(reader)
            .annotate(
                there_count=Count("attendance", filter=Q(attendance__mark__in=THERE)), mark_count=Count("attendance")
            )
            .order_by("starts_at", "pk")
        ),
        _session_columns,
        in_cohort=lambda cohort: Q(community__cohort=cohort),
        in_region=in_region_through_schools("community"),
    )
)


def _mark_columns(reader):
    schools = schools_of_people()
    return [
        column(_("Community"), "session__community__name"),
        column(_("Starts"), "session__starts_at"),
        column(_("Topic"), "session__topic"),
        full_name(_("Teacher"), "person"),
        column(_("School"), "person_id", say=told(schools)),
        word_of(_("Mark"), "mark", Mark),
    ]


add(
    Export(
        "attendance",
        _("Attendance"),
        _("Every mark: who was at which session."),
        runs_a_community,
        lambda reader: Attendance.objects.filter(
            session__community__in=Community.objects.planned_by(reader), session__status=SessionStatus.HELD
        ).order_by("session__starts_at", "session_id", "person__sort_key", "pk"),
        _mark_columns,
        in_cohort=lambda cohort: Q(session__community__cohort=cohort),
        in_region=in_region_through_schools("session__community"),
    )
)
