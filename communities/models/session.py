"""A session: planned, then held and logged, or cancelled. Who was there, and the facilitator's own diary."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import AuditEntry
from languages.addresses import address
from programme.models import PlannedSession, Tool
from safekeeping.once import SentOnce
from safekeeping.states import HasMoves, HasShortId, closed_set
from safekeeping.versions import Versioned
from uploads.models import Upload

from .. import notifications
from .community import Community


class SessionStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", pgettext_lazy("session", "cancelled")


class SessionMode(models.TextChoices):
    IN_PERSON = "in_person", _("at school")
    ONLINE = "online", _("online")
    MIXED = "mixed", _("some at school, some online")


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(community__in=Community.objects.visible_to(user))

    def run_by(self, user):
        return self.filter(community__in=Community.objects.run_by(user))

    def planned_by(self, user):
        return self.filter(community__in=Community.objects.planned_by(user))

    def held(self):
        return self.filter(status=SessionStatus.HELD)

    def planned(self):
        return self.filter(status=SessionStatus.PLANNED)

    def standing(self):
        return self.exclude(status=SessionStatus.CANCELLED)

    def for_listing(self):
        """What a line of a list says, the latest first."""
        columns = ("community", "topic", "starts_at", "minutes", "place", "mode", "status", "cancel_reason")
        return self.only(*columns).order_by("-starts_at", "id")

    def unlogged(self):
        """Planned for a time that has passed, the oldest first."""
        return self.planned().filter(starts_at__lt=timezone.now()).order_by("starts_at", "id")

    def coming(self):
        return self.planned().filter(starts_at__gte=timezone.now()).order_by("starts_at", "id")


class SessionManager(models.Manager.from_queryset(SessionQuerySet)):
    @transaction.atomic
    def plan_series(self, community, by, rows):
        """Makes a planned session of each (PlannedSession, starts_at, minutes) not planned already; how many there are.

        Sent twice it makes them once: the database refuses a second session of the same number.
        """
        before = self.filter(community=community).count()
        self.bulk_create(
            [
                Session(
                    community=community,
                    plan=plan,
                    topic=plan.title[:200],
                    starts_at=starts_at,
                    minutes=plan.minutes,
                    made_by=by,
                )
                for plan, starts_at in rows
            ],
            ignore_conflicts=True,
        )
        made = self.filter(community=community).count() - before
        if made:
            AuditEntry.objects.record(by, "series planned", community, sessions=made)
        return made


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

    objects = SessionManager()

    class Meta:
        verbose_name, verbose_name_plural = _("session"), _("sessions")
        ordering = ("-starts_at", "id")
        constraints = [
            closed_set("communities_session_status", SessionStatus),
            closed_set("communities_session_mode", SessionMode, "mode"),
            models.UniqueConstraint(name="communities_session_sent_once", fields=["made_by", "client_uuid"]),
            models.UniqueConstraint(
                name="communities_session_one_a_number",
                fields=["community", "plan"],
                condition=Q(status__in=[SessionStatus.PLANNED, SessionStatus.HELD]),
            ),
            models.CheckConstraint(
                name="communities_session_cancelled_with_reason",
                condition=~Q(status=SessionStatus.CANCELLED) | ~Q(cancel_reason=""),
                violation_error_message=_("Say why the session was cancelled."),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "starts_at"], name="communities_session_when"),
            models.Index(
                name="communities_session_to_log",
                fields=["starts_at", "id"],
                condition=Q(status=SessionStatus.PLANNED),
            ),
        ]

    def __str__(self):
        return self.topic

    def get_absolute_url(self):
        return address("communities:session", self.community_id, self.pk)

    @property
    def is_planned(self):
        return self.status == SessionStatus.PLANNED

    @property
    def is_held(self):
        return self.status == SessionStatus.HELD

    @property
    def is_cancelled(self):
        return self.status == SessionStatus.CANCELLED

    @property
    def has_begun(self):
        return self.starts_at <= timezone.now()

    @property
    def day(self):
        return timezone.localdate(self.starts_at)

    def hold(self):
        """It took place. Called by its log, which brings attendance and audit, in the same transaction."""
        self._move_to(SessionStatus.HELD, logged_at=timezone.now())

    @transaction.atomic
    def cancel(self, by, reason, tell=True):
        """It will not take place; members hear why. TransitionError when it was held or cancelled already."""
        self._move_to(SessionStatus.CANCELLED, cancel_reason=reason, version=self.version + 1)
        AuditEntry.objects.record(
            by, "session cancelled", self, status=[SessionStatus.PLANNED, SessionStatus.CANCELLED], reason=reason
        )
        if tell:
            notifications.session_cancelled(self, by)

    hold.alters_data = cancel.alters_data = True


class Mark(models.TextChoices):
    PRESENT = "present", _("present")
    LATE = "late", _("late")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


THERE = (Mark.PRESENT, Mark.LATE)


class AttendanceQuerySet(models.QuerySet):
    def there(self):
        return self.filter(mark__in=THERE)


class AttendanceManager(models.Manager.from_queryset(AttendanceQuerySet)):
    def change(self, session, person_id, was, mark):
        """Writes the mark over the one its author saw ("" for none); returns the stored mark if that is another."""
        if was:
            if self.filter(session=session, person=person_id, mark=was).update(mark=mark):
                return mark
            return self.values_list("mark", flat=True).get(session=session, person=person_id)
        attendance, _is_new = self.get_or_create(session=session, person_id=person_id, defaults={"mark": mark})
        return attendance.mark


class Attendance(models.Model):
    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance", verbose_name=_("session"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="attendance", verbose_name=_("person")
    )
    mark = models.CharField(_("mark"), max_length=10, choices=Mark)

    objects = AttendanceManager()

    class Meta:
        verbose_name, verbose_name_plural = _("attendance mark"), _("attendance")
        constraints = [
            models.UniqueConstraint(name="communities_attendance_once", fields=["session", "person"]),
            closed_set("communities_attendance_mark", Mark, "mark"),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_mark_display()}"


class ReflectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.none() if user.is_anonymous else self.filter(author=user)


class Reflection(Versioned):
    """A facilitator's diary of a session. Only its author reads it: hierarchy must not read diaries."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="reflections", verbose_name=_("session"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("author"))
    text = models.TextField(_("my reflection"), blank=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("reflection"), _("reflections")
        constraints = [models.UniqueConstraint(name="communities_reflection_once", fields=["session", "author"])]

    def __str__(self):
        return str(self.session)


class LogReceipt(SentOnce):
    """That a log, or a correction of one, arrived. The same client id of the same author arrives once (promise A4)."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="receipts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("received log"), _("received logs")
        constraints = [models.UniqueConstraint(name="communities_log_received_once", fields=["author", "client_uuid"])]

    def __str__(self):
        return str(self.session)
