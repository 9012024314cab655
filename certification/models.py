"""What the university recognises: a portfolio, its frozen versions, and their review."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import UNIVERSITY
from languages.fields import TranslatedField
from programme.models import Cohort
from projects.models import Project
from safekeeping.states import HasMoves, HasShortId, closed_set
from safekeeping.versions import Versioned
from schools.models import Teacher


class PortfolioStatus(models.TextChoices):
    ASSEMBLING = "assembling", _("assembling")
    SUBMITTED = "submitted", _("submitted")
    IN_REVIEW = "in_review", _("in review")
    RETURNED = "returned", _("returned")
    PASSED = "passed", _("passed")
    NOT_YET = "not_yet", _("not yet")


class PortfolioQuerySet(models.QuerySet):
    def readable_by(self, user):
        """Chief reviewers read all that was submitted; a reviewer those assigned to her; the lead her own."""
        if user.is_anonymous:
            return self.none()
        return self.filter(Q(project__lead=user) | Q(pk__in=self.reviewable_by(user)))

    def reviewable_by(self, user):
        """Never of one's own school, past or present, nor of a person on one's conflict list."""
        if user.is_anonymous:
            return self.none()
        submitted = self.exclude(status=PortfolioStatus.ASSEMBLING)
        if not user.in_group(UNIVERSITY):
            submitted = submitted.filter(assignments__in=Assignment.objects.standing().filter(reviewer=user))
        return submitted.without_conflicts_of(user)

    def without_conflicts_of(self, user):
        return (
            self.exclude(project__lead=user)
            .exclude(project__school__in=Teacher.objects.filter(person=user).values("school"))
            .exclude(project__school__headships__person=user)
            .exclude(project__lead__in=ConflictOfInterest.objects.filter(reviewer=user).values("person"))
        )


class Portfolio(HasShortId, HasMoves):
    MOVES = {
        PortfolioStatus.ASSEMBLING: {PortfolioStatus.SUBMITTED},
        PortfolioStatus.SUBMITTED: {
            PortfolioStatus.IN_REVIEW,
            PortfolioStatus.RETURNED,
            PortfolioStatus.PASSED,
            PortfolioStatus.NOT_YET,
            PortfolioStatus.ASSEMBLING,
        },
        PortfolioStatus.IN_REVIEW: {PortfolioStatus.RETURNED, PortfolioStatus.PASSED, PortfolioStatus.NOT_YET},
        PortfolioStatus.RETURNED: {PortfolioStatus.SUBMITTED, PortfolioStatus.ASSEMBLING},
        PortfolioStatus.NOT_YET: {PortfolioStatus.SUBMITTED, PortfolioStatus.ASSEMBLING},
        PortfolioStatus.PASSED: set(),
    }

    project = models.OneToOneField(Project, models.CASCADE, related_name="portfolio", verbose_name=_("project"))
    status = models.CharField(_("state"), max_length=10, choices=PortfolioStatus, default=PortfolioStatus.ASSEMBLING)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("portfolio"), _("portfolios")
        constraints = [closed_set("certification_portfolio_status", PortfolioStatus)]
        indexes = [models.Index(fields=["status", "submitted_at"], name="certification_queue")]

    def __str__(self):
        return str(self.project)

    def get_absolute_url(self):
        return reverse("certification:portfolio", args=[self.pk])


class PortfolioVersion(models.Model):
    """All that the teacher had written at the moment of submitting, frozen. Never changed, always readable."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="versions", verbose_name=_("portfolio"))
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("content"))
    note = models.TextField(_("note to the reviewer"), blank=True)
    frozen_at = models.DateTimeField(_("submitted"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("version"), _("versions")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(name="certification_version_number_once", fields=["portfolio", "number"])
        ]


class Criterion(models.Model):
    """What the university looks at; comments of a review are tied to one. (A full rubric with levels comes later.)"""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="criteria", verbose_name=_("cohort"))
    number = models.PositiveSmallIntegerField(_("number"))
    name = TranslatedField(models.CharField, _("name"), max_length=160)
    hint = TranslatedField(models.CharField, _("hint"), max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("criterion"), _("criteria")
        ordering = ("cohort", "number")
        constraints = [models.UniqueConstraint(name="certification_criterion_once", fields=["cohort", "number"])]

    def __str__(self):
        return f"{self.number}. {self.name}"


class ConflictOfInterest(models.Model):
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="conflicts", verbose_name=_("reviewer")
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    why = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("conflict of interest"), _("conflicts of interest")
        constraints = [models.UniqueConstraint(name="certification_conflict_once", fields=["reviewer", "person"])]


class AssignmentQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at=None)


class Assignment(models.Model):
    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="assignments", verbose_name=_("portfolio"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments", verbose_name=_("reviewer")
    )
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(_("assigned"), default=timezone.now)
    due_on = models.DateField(_("due"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("assignment"), _("assignments")
        constraints = [
            models.UniqueConstraint(
                name="certification_assignment_one_standing", fields=["portfolio"], condition=Q(ended_at=None)
            )
        ]


class Outcome(models.TextChoices):
    PASS = "pass", _("accept")
    RETURN = "return", _("return with comments")
    NOT_YET = "not_yet", _("not yet")


class Review(HasShortId, Versioned):
    """One reading of one version. Comments are kept as she writes; `decided_at` closes it."""

    version_read = models.ForeignKey(PortfolioVersion, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    overall = models.TextField(_("to the teacher"), blank=True)
    private_note = models.TextField(_("note for the university only"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("review"), _("reviews")
        constraints = [
            models.UniqueConstraint(name="certification_review_once", fields=["version_read", "reviewer"]),
            models.CheckConstraint(name="certification_review_outcome", condition=Q(outcome__in=["", *Outcome.values])),
        ]


class CriterionComment(models.Model):
    review = models.ForeignKey(Review, models.CASCADE, related_name="comments", verbose_name=_("review"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    text = models.TextField(_("comment"))

    class Meta:
        verbose_name, verbose_name_plural = _("comment by criterion"), _("comments by criterion")
        ordering = ("criterion__number",)
        constraints = [models.UniqueConstraint(name="certification_comment_once", fields=["review", "criterion"])]
