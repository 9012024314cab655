"""Where we meet: professional communities, who belongs to them, their sessions and network events."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS
from languages.fields import Searchable, SearchQuerySet, TranslatedField
from programme.models import Cohort, PlannedSession, Theme, Tool
from safekeeping.once import SentOnce
from safekeeping.states import HasMoves, HasShortId, closed_set
from safekeeping.versions import Versioned
from schools.models import CurrentQuerySet, Relation, School
from uploads.models import Upload


class CommunityStatus(models.TextChoices):
    FORMING = "forming", _("forming")
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")


class CommunityQuerySet(SearchQuerySet):
    def visible_to(self, user):
        if user.is_anonymous:
            return self.none()
        if user.in_group(COORDINATORS):
            return self
        return self.filter(
            Q(pk__in=Membership.objects.current().filter(person=user).values("community"))
            | Q(pk__in=Facilitation.objects.current().filter(person=user).values("community"))
        )

    def run_by(self, user):
        """Those whose sessions the user may plan and log: their facilitators, school and external."""
        if user.is_anonymous:
            return self.none()
        return self.filter(pk__in=Facilitation.objects.current().filter(person=user).values("community"))

    def managed_by(self, user):
        """Those whose people and state the user may change: their school facilitators, and coordinators."""
        if user.is_anonymous:
            return self.none()
        if user.in_group(COORDINATORS):
            return self
        school = Facilitation.objects.current().filter(person=user, kind=FacilitatorKind.SCHOOL)
        return self.filter(pk__in=school.values("community"))

    def joined_by(self, user):
        return self.filter(pk__in=Membership.objects.current().filter(person=user).values("community"))


class Community(HasShortId, HasMoves, Searchable, Versioned):
    SEARCHED = SORTED = ("name",)
    MOVES = {
        CommunityStatus.FORMING: {CommunityStatus.ACTIVE, CommunityStatus.ENDED},
        CommunityStatus.ACTIVE: {CommunityStatus.PAUSED, CommunityStatus.ENDED},
        CommunityStatus.PAUSED: {CommunityStatus.ACTIVE, CommunityStatus.ENDED},
        CommunityStatus.ENDED: set(),
    }

    name = models.CharField(_("name"), max_length=160)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="kk")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="communities", verbose_name=_("cohort"))
    schools = models.ManyToManyField(School, related_name="communities", verbose_name=_("schools"))
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, verbose_name=_("theme"))
    norms = models.TextField(_("our norms"), blank=True, help_text=_("Written together, one a line."))
    status = models.CharField(_("state"), max_length=10, choices=CommunityStatus, default=CommunityStatus.FORMING)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("professional community"), _("professional communities")
        ordering = ("sort_key", "id")
        constraints = [closed_set("communities_community_status", CommunityStatus)]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("communities:community", args=[self.pk])


class Membership(Relation):
    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships", verbose_name=_("community"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("member"), _("members")
        constraints = [
            models.UniqueConstraint(
                name="communities_membership_once", fields=["community", "person"], condition=Q(until=None)
            )
        ]

    def __str__(self):
        return f"{self.person} · {self.community}"


class FacilitatorKind(models.TextChoices):
    SCHOOL = "school", _("school facilitator")
    EXTERNAL = "external", _("external facilitator")


class Facilitation(Relation):
    community = models.ForeignKey(Community, models.CASCADE, related_name="facilitations", verbose_name=_("community"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="facilitations", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=FacilitatorKind, default=FacilitatorKind.SCHOOL)

    class Meta:
        verbose_name, verbose_name_plural = _("facilitator"), _("facilitators")
        constraints = [
            models.UniqueConstraint(
                name="communities_facilitation_once", fields=["community", "person"], condition=Q(until=None)
            ),
            closed_set("communities_facilitation_kind", FacilitatorKind, "kind"),
        ]

    def __str__(self):
        return f"{self.person} · {self.community}"


class SessionStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class SessionMode(models.TextChoices):
    IN_PERSON = "in_person", _("at school")
    ONLINE = "online", _("online")
    MIXED = "mixed", _("some at school, some online")


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(community__in=Community.objects.visible_to(user))

    def run_by(self, user):
        return self.filter(community__in=Community.objects.run_by(user))

    def held(self):
        return self.filter(status=SessionStatus.HELD)

    def planned(self):
        return self.filter(status=SessionStatus.PLANNED)

    def unlogged(self):
        """Planned for a time that has passed."""
        return self.planned().filter(starts_at__lt=timezone.now())

    def coming(self):
        return self.planned().filter(starts_at__gte=timezone.now()).order_by("starts_at")


class Session(HasShortId, HasMoves, Versioned, SentOnce):
    MOVES = {
        SessionStatus.PLANNED: {SessionStatus.HELD, SessionStatus.CANCELLED},
        SessionStatus.HELD: set(),
        SessionStatus.CANCELLED: set(),
    }

    community = models.ForeignKey(Community, models.CASCADE, related_name="sessions", verbose_name=_("community"))
    plan = models.ForeignKey(
        PlannedSession, models.SET_NULL, null=True, blank=True, related_name="sessions", verbose_name=_("from the plan")
    )
    topic = models.CharField(_("topic"), max_length=200)
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=90)
    mode = models.CharField(_("how"), max_length=10, choices=SessionMode, default=SessionMode.IN_PERSON)
    place = models.CharField(_("place"), max_length=160, blank=True)
    tools = models.ManyToManyField(Tool, blank=True, related_name="sessions", verbose_name=_("tools used"))
    summary = models.TextField(_("what happened"), blank=True)
    decisions = models.TextField(_("what we decided"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    pictures = models.ManyToManyField(Upload, blank=True, related_name="sessions", verbose_name=_("pictures"))
    status = models.CharField(_("state"), max_length=10, choices=SessionStatus, default=SessionStatus.PLANNED)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=250, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    logged_at = models.DateTimeField(_("logged"), null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("session"), _("sessions")
        ordering = ("-starts_at", "id")
        constraints = [
            closed_set("communities_session_status", SessionStatus),
            closed_set("communities_session_mode", SessionMode, "mode"),
            models.UniqueConstraint(name="communities_session_sent_once", fields=["made_by", "client_uuid"]),
            models.CheckConstraint(
                name="communities_session_cancelled_with_reason",
                condition=~Q(status=SessionStatus.CANCELLED) | ~Q(cancel_reason=""),
                violation_error_message=_("Say why the session was cancelled."),
            ),
        ]
        indexes = [models.Index(fields=["community", "starts_at"], name="communities_session_when")]

    def __str__(self):
        return self.topic

    def get_absolute_url(self):
        return reverse("communities:session", args=[self.community_id, self.pk])


class Mark(models.TextChoices):
    PRESENT = "present", _("present")
    LATE = "late", _("late")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


class AttendanceQuerySet(models.QuerySet):
    def there(self):
        return self.filter(mark__in=[Mark.PRESENT, Mark.LATE])


class Attendance(models.Model):
    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance", verbose_name=_("session"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="attendance", verbose_name=_("person")
    )
    mark = models.CharField(_("mark"), max_length=10, choices=Mark)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("attendance mark"), _("attendance")
        constraints = [
            models.UniqueConstraint(name="communities_attendance_once", fields=["session", "person"]),
            closed_set("communities_attendance_mark", Mark, "mark"),
        ]


class Reflection(Versioned):
    """A facilitator's diary of a session. Only its author reads it: hierarchy must not read diaries."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="reflections", verbose_name=_("session"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("author"))
    text = models.TextField(_("my reflection"), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="communities_reflection_once", fields=["session", "author"])]


class NetworkEvent(HasShortId):
    """A meeting between schools of the network."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="network_events", verbose_name=_("cohort"))
    title = TranslatedField(models.CharField, _("title"), max_length=160)
    place = models.CharField(_("place"), max_length=160, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=180)
    participants = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="network_events", verbose_name=_("who took part")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("network event"), _("network events")
        ordering = ("-starts_at",)

    def __str__(self):
        return self.title
