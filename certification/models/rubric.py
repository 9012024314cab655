"""What the university judges by: criteria with levels, in versions, one set of them a cohort."""

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import UNIVERSITY
from languages.fields import TranslatedField
from programme.models import Cohort, StagePart
from safekeeping.once import SentOnce
from safekeeping.states import HasMoves, HasShortId, closed_set
from safekeeping.versions import Versioned


class RubricStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("rubric", "being written")
    IN_USE = "in_use", pgettext_lazy("rubric", "in use")
    REPLACED = "replaced", pgettext_lazy("rubric", "replaced")


class RubricQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All versions, to chief reviewers. What teachers and reviewers see of them is on their own pages."""
        return self if user.is_authenticated and user.in_group(UNIVERSITY) else self.none()

    def editable_by(self, user):
        return self.visible_to(user).drafts()

    def in_use(self):
        return self.filter(status=RubricStatus.IN_USE)

    def drafts(self):
        return self.filter(status=RubricStatus.DRAFT)

    def with_criteria(self):
        """`criteria_in_order`, each with its `scale` (levels, the lowest first): two queries more."""
        criteria = Criterion.objects.in_order().with_scale()
        return self.prefetch_related(Prefetch("criteria", queryset=criteria, to_attr="criteria_in_order"))


class Rubric(HasShortId, HasMoves, Versioned):
    """A version of a cohort's rubric. Only a draft changes; once in use it is frozen, and the next one replaces it.

    The database holds that too (migrations/0003_rubric_frozen.py). `version` grows with every change of a draft, of its
    criteria too: nobody puts in use what she has not seen.
    """

    MOVES = {
        RubricStatus.DRAFT: {RubricStatus.IN_USE},
        RubricStatus.IN_USE: {RubricStatus.REPLACED},
        RubricStatus.REPLACED: set(),
    }

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="rubrics", verbose_name=_("cohort"))
    number = models.PositiveSmallIntegerField(_("version"))
    status = models.CharField(_("state"), max_length=10, choices=RubricStatus, default=RubricStatus.DRAFT)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("begun by")
    )  # nobody: the portal, for a cohort whose first portfolio came before a rubric
    in_use_since = models.DateTimeField(_("in use since"), null=True, blank=True)
    put_in_use_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    objects = RubricQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("rubric"), _("rubrics")
        ordering = ("cohort", "-number")
        constraints = [
            models.UniqueConstraint(name="certification_rubric_number_once", fields=["cohort", "number"]),
            models.UniqueConstraint(
                name="certification_rubric_one_in_use", fields=["cohort"], condition=Q(status=RubricStatus.IN_USE)
            ),
            models.UniqueConstraint(
                name="certification_rubric_one_draft",
                fields=["cohort"],
                condition=Q(status=RubricStatus.DRAFT, begun_by__isnull=False),
            ),
            closed_set("certification_rubric_status", RubricStatus),
        ]

    def __str__(self):
        return f"{self.cohort} · {self.number}"

    def get_absolute_url(self):
        return reverse("certification:rubric", args=[self.pk])

    @property
    def is_draft(self):
        return self.status == RubricStatus.DRAFT

    @property
    def is_in_use(self):
        return self.status == RubricStatus.IN_USE


class CriterionQuerySet(models.QuerySet):
    def editable_by(self, user):
        return self.filter(rubric__in=Rubric.objects.editable_by(user))

    def in_order(self):
        return self.order_by("number")

    def with_scale(self):
        """`scale`: its levels, the lowest first. One query more."""
        return self.prefetch_related(Prefetch("levels", queryset=Level.objects.order_by("number"), to_attr="scale"))


class Criterion(Versioned, SentOnce):
    """What the university looks at; marks of a review are tied to one."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria", verbose_name=_("rubric"))
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

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("criterion"), _("criteria")
        ordering = ("rubric", "number")
        constraints = [
            models.UniqueConstraint(name="certification_criterion_once", fields=["rubric", "number"]),
            models.UniqueConstraint(name="certification_criterion_sent_once", fields=["rubric", "client_uuid"]),
            closed_set("certification_criterion_part", StagePart, "part"),
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"


class Level(models.Model):
    """How far a portfolio has come by a criterion; the lowest has number 0."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="levels", verbose_name=_("criterion"))
    number = models.PositiveSmallIntegerField(_("number"))
    name = TranslatedField(models.CharField, pgettext_lazy("level", "name"), max_length=80)
    description = TranslatedField(models.CharField, _("what it looks like"), max_length=400, blank=True)
    is_enough = models.BooleanField(_("enough to be accepted"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = pgettext_lazy("rubric", "level"), pgettext_lazy("rubric", "levels")
        ordering = ("criterion", "number")
        constraints = [models.UniqueConstraint(name="certification_level_once", fields=["criterion", "number"])]

    def __str__(self):
        return str(self.name)
