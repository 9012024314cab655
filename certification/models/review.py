"""A reading of a version: comments by criterion, a word to the teacher, an outcome."""

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.fields import TranslatedField
from programme.models import Cohort, StagePart
from safekeeping.states import HasShortId, closed_set
from safekeeping.versions import Versioned

from .portfolio import PortfolioVersion


class Criterion(models.Model):
    """What the university looks at; comments of a review are tied to one. (A full rubric with levels comes later.)"""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="criteria", verbose_name=_("cohort"))
    number = models.PositiveSmallIntegerField(_("number"))
    part = models.CharField(
        _("part of the portfolio"),
        max_length=15,
        choices=StagePart,
        blank=True,
        help_text=_("The teacher sees the comment beside this part of her text."),
    )
    name = TranslatedField(models.CharField, _("name"), max_length=160)
    hint = TranslatedField(models.CharField, _("hint"), max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("criterion"), _("criteria")
        ordering = ("cohort", "number")
        constraints = [
            models.UniqueConstraint(name="certification_criterion_once", fields=["cohort", "number"]),
            closed_set("certification_criterion_part", StagePart, "part"),
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"


class Outcome(models.TextChoices):
    PASS = "pass", _("accept")
    RETURN = "return", _("return with comments")
    NOT_YET = "not_yet", pgettext_lazy("portfolio", "not yet")


class ReviewQuerySet(models.QuerySet):
    def decided(self):
        return self.exclude(decided_at=None)

    def of_portfolio(self, portfolio):
        return self.filter(version_read__portfolio=portfolio)

    def newest_first(self):
        return self.order_by("-version_read__number", "-decided_at")

    def with_comments(self):
        """With version, reviewer, and comments with their criteria: two queries."""
        comments = CriterionComment.objects.select_related("criterion")
        return self.select_related("version_read", "reviewer").prefetch_related(
            Prefetch("comments", queryset=comments.order_by("criterion__number"))
        )


class Review(HasShortId, Versioned):
    """One reading of one version. Comments are kept as she writes; `decided_at` closes it."""

    version_read = models.ForeignKey(PortfolioVersion, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    overall = models.TextField(_("To the teacher, about the whole"), blank=True, max_length=5000)
    private_note = models.TextField(_("Note for the university only"), blank=True, max_length=5000)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("review"), _("reviews")
        constraints = [
            models.UniqueConstraint(name="certification_review_once", fields=["version_read", "reviewer"]),
            models.CheckConstraint(name="certification_review_outcome", condition=Q(outcome__in=["", *Outcome.values])),
            models.CheckConstraint(
                name="certification_review_outcome_has_its_moment",
                condition=Q(outcome="", decided_at=None) | (~Q(outcome="") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.version_read} · {self.reviewer}"

    @property
    def is_decided(self):
        return self.decided_at is not None

    def write_comments(self, texts):
        """texts: criterion id -> text. An emptied text takes its comment away."""
        for criterion_id, text in texts.items():
            if text:
                CriterionComment.objects.update_or_create(
                    review=self, criterion_id=criterion_id, defaults={"text": text}
                )
            else:
                CriterionComment.objects.filter(review=self, criterion_id=criterion_id).delete()

    write_comments.alters_data = True


class CriterionComment(models.Model):
    review = models.ForeignKey(Review, models.CASCADE, related_name="comments", verbose_name=_("review"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    text = models.TextField(_("comment"), max_length=5000)

    class Meta:
        verbose_name, verbose_name_plural = _("comment by criterion"), _("comments by criterion")
        ordering = ("criterion__number",)
        constraints = [models.UniqueConstraint(name="certification_comment_once", fields=["review", "criterion"])]

    def __str__(self):
        return self.text[:80]
