"""The second look: a sample of decisions is marked again, blind to the first, before the teacher hears."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programme.models import Cohort
from projects.models import ProjectStatus
from safekeeping.states import HasMoves, HasShortId, closed_set
from safekeeping.versions import Versioned

from .portfolio import Portfolio
from .review import UNSETTLED, Outcome, Review
from .reviewers import Assignment, Reading


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
    DROPPED = "dropped", pgettext_lazy("moderation", "dropped: the teacher took her portfolio back")


class ModerationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Chief reviewers, where they may read; not while they read it blind themselves."""
        return self.filter(first__version_read__portfolio__in=Portfolio.objects.assignable_by(user).values("pk"))

    def settleable_by(self, user):
        """The two readings differ, she was neither reader, and the teacher has not taken her portfolio back."""
        found = self.visible_to(user).differing().of_submitted()
        return found.exclude(Q(first__reviewer=user) | Q(second__reviewer=user))

    def of_cohort(self, cohort):
        return self.filter(first__version_read__portfolio__project__community__cohort=cohort)

    def open(self):
        return self.filter(status__in=UNSETTLED)

    def waiting(self):
        return self.filter(status=ModerationStatus.WAITING)

    def differing(self):
        return self.filter(status=ModerationStatus.DIFFERS)

    def settled(self):
        return self.filter(status=ModerationStatus.SETTLED)

    def without_reader(self):
        """Nobody has been asked yet to read it a second time."""
        found = self.waiting().of_submitted()
        standing = Assignment.objects.standing().filter(reading=Reading.SECOND)
        return found.exclude(first__version_read__portfolio__in=standing.values("portfolio"))

    def of_submitted(self):
        """Not withdrawn by their authors meanwhile."""
        return self.filter(first__version_read__portfolio__project__status=ProjectStatus.SUBMITTED)

    def with_portfolio(self):
        of = "first__version_read__portfolio__project"
        people = ("first__reviewer", "second__reviewer", "settled_by")
        return self.select_related(f"{of}__lead", f"{of}__school", f"{of}__community__cohort", *people)


class Moderation(HasShortId, HasMoves):
    """One decision that is read a second time. Until it is settled nobody is told the outcome."""

    MOVES = {
        ModerationStatus.WAITING: {ModerationStatus.DIFFERS, ModerationStatus.SETTLED, ModerationStatus.DROPPED},
        ModerationStatus.DIFFERS: {ModerationStatus.SETTLED, ModerationStatus.DROPPED},
        ModerationStatus.SETTLED: set(),
        ModerationStatus.DROPPED: set(),
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

    objects = ModerationQuerySet.as_manager()

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

    def get_absolute_url(self):
        return reverse("certification:moderation", args=[self.pk])

    @property
    def portfolio(self):
        return self.first.version_read.portfolio

    @property
    def audit_label(self):
        return self.portfolio.audit_label

    @property
    def rests_on(self):
        """The reading whose words the teacher gets: the first, unless only the second came to the final outcome."""
        return self.first if self.outcome in ("", self.first.outcome) else self.second
