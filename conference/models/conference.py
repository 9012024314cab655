from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import COORDINATORS, ORGANISERS, AuditEntry
from languages.fields import TranslatedField
from programme.models import Cohort
from safekeeping.states import HasMoves, closed_set


class ConferenceStatus(models.TextChoices):
    PLANNING = "planning", pgettext_lazy("conference", "being planned")
    CALL_OPEN = "call_open", pgettext_lazy("conference", "posters are being received")
    CALL_CLOSED = "call_closed", pgettext_lazy("conference", "posters are being chosen")
    PUBLISHED = "published", pgettext_lazy("conference", "programme published")
    OVER = "over", pgettext_lazy("conference", "has taken place")


class ConferenceQuerySet(models.QuerySet):
    def organised_by(self, user):
        if user.is_anonymous or not (user.in_group(ORGANISERS) or user.in_group(COORDINATORS)):
            return self.none()
        return self

    def visible_to(self, user):
        return self.filter(~Q(status=ConferenceStatus.PLANNING) | Q(pk__in=self.organised_by(user)))

    def open_for_posters(self):
        return self.filter(status=ConferenceStatus.CALL_OPEN)


class Conference(HasMoves):
    MOVES = {
        ConferenceStatus.PLANNING: {ConferenceStatus.CALL_OPEN},
        ConferenceStatus.CALL_OPEN: {ConferenceStatus.CALL_CLOSED},
        ConferenceStatus.CALL_CLOSED: {ConferenceStatus.CALL_OPEN, ConferenceStatus.PUBLISHED},
        ConferenceStatus.PUBLISHED: {ConferenceStatus.OVER},
        ConferenceStatus.OVER: set(),
    }

    slug = models.SlugField(_("address"), unique=True)
    name = TranslatedField(models.CharField, _("name"), max_length=200)
    intro = TranslatedField(models.TextField, _("introduction"), blank=True)
    place = TranslatedField(models.CharField, _("place"), max_length=200, blank=True)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="conferences", verbose_name=_("cohort"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    status = models.CharField(_("state"), max_length=12, choices=ConferenceStatus, default=ConferenceStatus.PLANNING)

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("conference"), _("conferences")
        ordering = ("-starts_on", "-id")
        constraints = [
            closed_set("conference_conference_status", ConferenceStatus),
            models.CheckConstraint(
                name="conference_conference_days_in_order",
                condition=Q(starts_on__lte=models.F("ends_on")),
                violation_error_message=_("The first day comes before the last."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("conference:conference", args=[self.slug])

    @property
    def is_open_for_posters(self):
        return self.status == ConferenceStatus.CALL_OPEN

    # Verbs ------------------------------------------------------------------------------------------

    def open_call(self, actor):
        """Also reopens one that was closed."""
        self._act(actor, "conference call opened", ConferenceStatus.CALL_OPEN)

    def close_call(self, actor):
        self._act(actor, "conference call closed", ConferenceStatus.CALL_CLOSED)

    def publish(self, actor):
        self._act(actor, "conference programme published", ConferenceStatus.PUBLISHED)

    def finish(self, actor):
        self._act(actor, "conference over", ConferenceStatus.OVER)

    @transaction.atomic
    def _act(self, actor, verb, target):
        before = self.status
        self._move_to(target)
        AuditEntry.objects.record(actor, verb, self, status=[before, target])

    open_call.alters_data = close_call.alters_data = publish.alters_data = finish.alters_data = True
