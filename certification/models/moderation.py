"""The second look: a sample of decisions is marked again, blind to the first, before the teacher hears."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programme.models import Cohort
from safekeeping.states import HasMoves, HasShortId, closed_set
from safekeeping.versions import Versioned

from .review import Outcome, Review


class AssessmentRules(Versioned):
    """How the portfolios of a cohort are assessed, apart from the rubric. No row: the defaults."""

    cohort = models.OneToOneField(
        Cohort, models.CASCADE, related_name="assessment_rules", verbose_name=_("cohort"), primary_key=True
    )
    moderation_percent = models.PositiveSmallIntegerField(
        _("share of decisions read a second time, per cent"), default=20, validators=[MaxValueValidator(100)]
    )
    appeal_days = models.PositiveSmallIntegerField(_("days for an appeal"), default=14)

    class Meta:
        verbose_name, verbose_name_plural = _("rules of assessment"), _("rules of assessment")

    def __str__(self):
        return str(self.cohort)


class ModerationReason(models.TextChoices):
    RANDOM = "random", pgettext_lazy("moderation", "drawn at random")
    BORDERLINE = "borderline", pgettext_lazy("moderation", "a borderline case")
    ASKED = "asked", pgettext_lazy("moderation", "asked for by the chief reviewer")


class ModerationStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("moderation", "waits for the second reading")
    DIFFERS = "differs", pgettext_lazy("moderation", "the two readings differ")
    SETTLED = "settled", pgettext_lazy("moderation", "settled")


class Moderation(HasShortId, HasMoves):
    """One decision that is read a second time. Until it is settled nobody is told the outcome."""

    MOVES = {
        ModerationStatus.WAITING: {ModerationStatus.DIFFERS, ModerationStatus.SETTLED},
        ModerationStatus.DIFFERS: {ModerationStatus.SETTLED},
        ModerationStatus.SETTLED: set(),
    }

    first = models.OneToOneField(Review, models.CASCADE, related_name="moderation", verbose_name=_("first reading"))
    second = models.OneToOneField(
        Review, models.SET_NULL, null=True, blank=True, related_name="moderates", verbose_name=_("second reading")
    )
    why = models.CharField(_("why"), max_length=10, choices=ModerationReason)
    status = models.CharField(_("state"), max_length=10, choices=ModerationStatus, default=ModerationStatus.WAITING)
    chosen_at = models.DateTimeField(_("chosen"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )  # nobody: both readers said the same

    class Meta:
        verbose_name, verbose_name_plural = _("moderation"), _("moderations")
        ordering = ("chosen_at",)
        constraints = [
            closed_set("certification_moderation_status", ModerationStatus),
            closed_set("certification_moderation_why", ModerationReason, "why"),
            models.CheckConstraint(
                name="certification_moderation_settled_with_an_outcome",
                condition=Q(status=ModerationStatus.SETTLED, settled_at__isnull=False, outcome__in=Outcome.values)
                | (~Q(status=ModerationStatus.SETTLED) & Q(settled_at=None, outcome="")),
            ),
            models.CheckConstraint(
                name="certification_moderation_chief_says_why", condition=Q(settled_by=None) | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return str(self.first)
