"""What is kept of the figures: snapshots, which never change, and the reports made from them."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import COORDINATORS, OBSERVERS, AuditEntry
from programme.models import Cohort
from safekeeping.once import SentOnce
from safekeeping.states import HasMoves, HasShortId, TransitionError, closed_set
from schools.models import Region


class SnapshotStatus(models.TextChoices):
    KEPT = "kept", pgettext_lazy("snapshot", "not published")
    PUBLISHED = "published", pgettext_lazy("snapshot", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("snapshot", "taken back")


class SnapshotQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Coordinators see all, observers what is published."""
        if user.is_anonymous:
            return self.none()
        if user.in_group(COORDINATORS):
            return self
        return self.published() if user.in_group(OBSERVERS) else self.none()

    def ruled_by(self, user):
        """Those that the user may publish, take back and make reports of."""
        return self if user.is_authenticated and user.in_group(COORDINATORS) else self.none()

    def published(self):
        return self.filter(status=SnapshotStatus.PUBLISHED)

    def for_listing(self):
        return self.select_related("cohort", "region", "made_by").prefetch_related("reports").defer("content")


class Snapshot(HasShortId, HasMoves, SentOnce):
    """The figures of a cohort as they were on a day, with the words that defined them then.

    `content` is written once, by insights.snapshots.freezing; the database refuses to change or delete it.
    """

    MOVES = {
        SnapshotStatus.KEPT: {SnapshotStatus.PUBLISHED},
        SnapshotStatus.PUBLISHED: {SnapshotStatus.WITHDRAWN},
        SnapshotStatus.WITHDRAWN: {SnapshotStatus.PUBLISHED},
    }

    name = models.CharField(_("name"), max_length=120)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="+", verbose_name=_("cohort"))
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    hides_few = models.BooleanField(_("without figures of fewer than five people"), default=True)
    definitions = models.PositiveSmallIntegerField(_("version of the definitions"))
    content = models.JSONField(_("figures"), editable=False)
    frozen_on = models.DateField(_("as of"), default=timezone.localdate)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    status = models.CharField(_("state"), max_length=10, choices=SnapshotStatus, default=SnapshotStatus.KEPT)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("snapshot of the figures"), _("snapshots of the figures")
        ordering = ("-made_at", "id")
        constraints = [
            closed_set("insights_snapshot_status", SnapshotStatus),
            models.UniqueConstraint(name="insights_snapshot_sent_once", fields=["made_by", "client_uuid"]),
            models.CheckConstraint(
                name="insights_snapshot_public_hides_few",
                condition=Q(hides_few=True) | Q(status=SnapshotStatus.KEPT),
                violation_error_message=_("Only a snapshot without figures of fewer than five people is published."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("insights:snapshot", args=[self.pk])

    @property
    def place(self):
        return str(self.region) if self.region else _("all regions")

    @property
    def is_published(self):
        return self.status == SnapshotStatus.PUBLISHED

    @property
    def can_be_published(self):
        return self.hides_few and self.can_move_to(SnapshotStatus.PUBLISHED)

    @transaction.atomic
    def publish(self, by):
        """Observers find it from now on. TransitionError when it is published, or tells of few people."""
        if not self.hides_few:
            raise TransitionError("It tells of few people.")
        self._move_to(SnapshotStatus.PUBLISHED, published_at=timezone.now())
        AuditEntry.objects.record(by, "snapshot published", self)

    @transaction.atomic
    def withdraw(self, by):
        """Observers find it no more."""
        self._move_to(SnapshotStatus.WITHDRAWN)
        AuditEntry.objects.record(by, "snapshot taken back", self)

    publish.alters_data = withdraw.alters_data = True


class Report(models.Model):
    """The PDF made from a snapshot in one language. Made again, it takes the place of the earlier one."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="reports", verbose_name=_("snapshot"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    file = models.FileField(_("file"))  # a random name in the private part of the storage
    size = models.PositiveIntegerField(_("bytes"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("report"), _("reports")
        ordering = ("snapshot", "language")
        constraints = [models.UniqueConstraint(name="insights_report_once", fields=["snapshot", "language"])]

    def __str__(self):
        return f"{self.snapshot} ({self.language})"

    def get_absolute_url(self):
        return reverse("insights:report_pdf", args=[self.snapshot_id, self.language])
