"""Schools that ask to join. Whoever writes has no account; what she tells of herself is kept for a year, no longer."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import COORDINATORS, AuditEntry
from languages.fields import Searchable, SearchQuerySet
from programme import notifications
from safekeeping.once import SentOnce
from safekeeping.states import HasMoves, HasShortId, closed_set
from safekeeping.versions import Versioned
from schools.models import District, School

KEPT_FOR_DAYS = 365  # after the last answer; the form says so


class Writer(models.TextChoices):
    HEADTEACHER = "headteacher", _("headteacher")
    TEACHER = "teacher", _("teacher")
    OTHER = "other", _("somebody else")


class RequestStatus(models.TextChoices):
    NEW = "new", pgettext_lazy("request to join", "new")
    ANSWERED = "answered", pgettext_lazy("request to join", "answered")
    JOINED = "joined", pgettext_lazy("request to join", "joined")
    DECLINED = "declined", pgettext_lazy("request to join", "declined")


class JoinRequestQuerySet(SearchQuerySet):
    def visible_to(self, user):
        return self if user.in_group(COORDINATORS) else self.none()

    def waiting(self):
        return self.filter(status=RequestStatus.NEW)

    def outdated(self):
        """Nobody has touched them for as long as we keep them."""
        return self.filter(moved_at__lt=timezone.now() - timedelta(days=KEPT_FOR_DAYS))

    def for_listing(self):
        return self.select_related("district__region").order_by("-sent_at", "id")


class JoinRequestManager(models.Manager.from_queryset(JoinRequestQuerySet)):
    @transaction.atomic
    def receive(self, **fields):
        """Stores it and, once it is safe, tells the coordinators."""
        request = self.create(**fields)
        AuditEntry.objects.record(None, "join request received", request)
        transaction.on_commit(partial(notifications.school_asks_to_join, request))
        return request


class JoinRequest(HasShortId, HasMoves, Versioned, SentOnce, Searchable):
    MOVES = {
        RequestStatus.NEW: {RequestStatus.ANSWERED, RequestStatus.JOINED, RequestStatus.DECLINED},
        RequestStatus.ANSWERED: {RequestStatus.JOINED, RequestStatus.DECLINED},
        RequestStatus.DECLINED: {RequestStatus.ANSWERED},
        RequestStatus.JOINED: set(),
    }
    SEARCHED = ("number", "school_name", "person_name", "phone", "email")

    district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name=_("district"))
    school_name = models.CharField(_("school"), max_length=250)
    writer = models.CharField(_("who writes"), max_length=12, choices=Writer)
    person_name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    consent_text = models.TextField(_("consent"), editable=False)
    status = models.CharField(_("state"), max_length=10, choices=RequestStatus, default=RequestStatus.NEW)
    note = models.TextField(_("note"), max_length=4000, blank=True)
    school = models.ForeignKey(
        School, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("school of the programme")
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    moved_at = models.DateTimeField(_("last step"), default=timezone.now)

    objects = JoinRequestManager()

    class Meta:
        verbose_name, verbose_name_plural = _("request to join"), _("requests to join")
        ordering = ("-sent_at", "id")
        indexes = [models.Index(fields=["status", "-sent_at"], name="programme_request_waiting")]
        constraints = [
            closed_set("programme_request_status", RequestStatus),
            closed_set("programme_request_writer", Writer, "writer"),
            models.UniqueConstraint(name="programme_request_sent_once", fields=["client_uuid"]),
            models.CheckConstraint(
                name="programme_request_can_be_answered",
                condition=~Q(phone="", email=""),
                violation_error_message=_("Leave a phone number or an e-mail, so that we can answer."),
            ),
        ]

    def __str__(self):
        return self.school_name

    def get_absolute_url(self):
        return reverse("programme:request", args=[self.pk])

    @property
    def number(self):
        """Short enough to say on the phone."""
        return self.pk[:6].upper()

    def answer(self, by):
        self._move(by, RequestStatus.ANSWERED, "join request answered")

    def join(self, by, school=None):
        """The school takes part from now on; `school` is the one made of the request, if there is one yet."""
        self._move(by, RequestStatus.JOINED, "join request joined", school=school)

    def decline(self, by):
        self._move(by, RequestStatus.DECLINED, "join request declined")

    @transaction.atomic
    def erase(self, by):
        """Everything that was written, the notes too; the trail keeps that there was a request, and its school."""
        AuditEntry.objects.record(by, "join request erased", self)
        self.delete()

    @transaction.atomic
    def _move(self, by, target, verb, **columns):
        before = self.status
        self._move_to(target, moved_at=timezone.now(), **columns)
        AuditEntry.objects.record(by, verb, self, status=[before, target])

    answer.alters_data = join.alters_data = decline.alters_data = True
    erase.alters_data = _move.alters_data = True
