"""The portfolio as the university receives it, and the versions of it that were frozen."""

import hashlib
import json

from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import UNIVERSITY
from accounts.names import names_of
from certification.assigning.days import due_after
from languages.alphabet import words_of
from languages.fields import columns_of
from projects.models import Project, ProjectStatus
from safekeeping.states import HasMoves, HasShortId, closed_set
from uploads.models import Upload

from .reviewers import Assignment, Reading
from .ties import ties_of, ties_within


class PortfolioStatus(models.TextChoices):
    ASSEMBLING = "assembling", _("assembling")
    SUBMITTED = "submitted", _("submitted")
    IN_REVIEW = "in_review", _("in review")
    IN_MODERATION = "moderation", _("in moderation")
    RETURNED = "returned", _("returned")
    PASSED = "passed", _("passed")
    NOT_YET = "not_yet", pgettext_lazy("portfolio", "not yet")


WAITING = (PortfolioStatus.SUBMITTED, PortfolioStatus.IN_REVIEW)
WITH_UNIVERSITY = (*WAITING, PortfolioStatus.IN_MODERATION)
DECIDED = (PortfolioStatus.PASSED, PortfolioStatus.NOT_YET)


SHOWN_IN_LISTS = (
    *("status", "submitted_at", "decided_at"),
    *("project__title", "project__language", "project__status", *names_of("project__lead")),
    *columns_of("project__school__name", "project__school__district__region__name"),
    "project__community__cohort__review_days",
)
IS_WAITING = Q(status__in=WAITING, project__status=ProjectStatus.SUBMITTED)
IS_MODERATED = Q(status=PortfolioStatus.IN_MODERATION, project__status=ProjectStatus.SUBMITTED)
IS_WITH_UNIVERSITY = Q(status__in=WITH_UNIVERSITY, project__status=ProjectStatus.SUBMITTED)
IS_RETURNED = Q(status=PortfolioStatus.RETURNED)
IS_DECIDED = Q(status__in=DECIDED)


def is_in_hands_of(user):
    """It waits for her: for the first reading, or for a second one."""
    return (
        IS_WAITING & has_given(user, Reading.FIRST)
        | IS_MODERATED & has_given(user, Reading.SECOND) & waits_for_second()
    )


def is_blind_for(user):
    """She is its second reader: what others say of it, and who they are, is not for her before it is settled."""
    return Q(status=PortfolioStatus.IN_MODERATION) & has_given(user, Reading.SECOND)


def has_given(user, reading):
    """She has it in hand for this reading."""
    return Q(pk__in=Assignment.objects.standing().filter(reviewer=user, reading=reading).values("portfolio"))


def waits_for_second():
    """Its second reading has not been decided."""
    return Q(pk__in=PortfolioVersion.objects.filter(reviews__moderation__status="waiting").values("portfolio"))


class PortfolioQuerySet(models.QuerySet):
    def readable_by(self, user):
        """Chief reviewers read all that was submitted; a reviewer those assigned to her; the lead her own."""
        if user.is_anonymous:
            return self.none()
        return self.filter(Q(project__lead=user) | Q(pk__in=Portfolio.objects.reviewable_by(user).values("pk")))

    def led_by(self, user):
        return self.none() if user.is_anonymous else self.filter(project__lead=user)

    def reviewable_by(self, user):
        """Apart from the work of whoever she knows, or might judge for another reason (ties.Ties)."""
        if user.is_anonymous:
            return self.none()
        ties = ties_within(user) if getattr(user, "is_somebody", False) else ties_of(user)
        submitted = self.submitted_apart_from(user, ties)
        if not user.in_group(UNIVERSITY):
            submitted = submitted.filter(pk__in=Assignment.objects.standing().filter(reviewer=user).values("portfolio"))
        return submitted

    def submitted_apart_from(self, person, ties):
        """What a chief reviewer with these ties may review; whether this person is one is asked above."""
        return self.exclude(status=PortfolioStatus.ASSEMBLING).apart_from(person, ties)

    def assignable_by(self, user):
        """Chief reviewers decide who reads; not where they may not read themselves, or are reading blind."""
        if user.is_anonymous or not user.in_group(UNIVERSITY):
            return self.none()
        return self.reviewable_by(user).exclude(is_blind_for(user))

    def without_conflicts_of(self, user):
        return self.apart_from(user, ties_within(user))

    def apart_from(self, person, ties):
        return self.exclude(project__in=ties.closed(person))

    def waiting(self):
        """For the university to act on. What its author has withdrawn meanwhile does not wait."""
        return self.filter(IS_WAITING)

    def moderated(self):
        """Read a second time before anybody is told."""
        return self.filter(IS_MODERATED)

    def returned(self):
        return self.filter(IS_RETURNED)

    def decided(self):
        return self.filter(IS_DECIDED)

    def in_hands_of(self, user):
        return self.filter(is_in_hands_of(user))

    def oldest_first(self):
        return self.order_by("submitted_at", "id")

    def matching(self, words):
        """By title or by the teacher's name, in any script: each word in one or the other."""
        found = self
        for word in words_of(words):
            found = found.filter(Q(project__search_text__contains=word) | Q(project__lead__search_text__contains=word))
        return found

    def with_project(self):
        return self.select_related("project__lead", "project__school__district__region", "project__community__cohort")

    def for_listing(self):
        """With all that a row of the queue shows, and no more: two queries, whatever the number of rows."""
        standing = Assignment.objects.standing().select_related("reviewer")
        standing = standing.only("portfolio", "reading", "due_on", *names_of("reviewer"))
        versions = PortfolioVersion.objects.filter(portfolio=OuterRef("pk"))
        return (
            self.with_project()
            .only(*SHOWN_IN_LISTS)
            .annotate(last_number=Subquery(versions.order_by("-number").values("number")[:1]))
            .prefetch_related(Prefetch("assignments", queryset=standing, to_attr="standing"))
        )


def expected_on(submitted_at, review_days):
    return due_after(timezone.localdate(submitted_at), review_days) if submitted_at else None


class Waits:
    """What follows from status, project_status, submitted_at and due_on: of a portfolio, and of its row in a list."""

    @property
    def is_waiting(self):
        return self.status in WAITING and self.project_status == ProjectStatus.SUBMITTED

    @property
    def is_withdrawn(self):
        """Its author took it out of the review, for good or for a while."""
        return self.status in WITH_UNIVERSITY and self.project_status != ProjectStatus.SUBMITTED

    @property
    def is_moderated(self):
        return self.status == PortfolioStatus.IN_MODERATION and self.project_status == ProjectStatus.SUBMITTED

    @property
    def days_waiting(self):
        return (timezone.localdate() - timezone.localdate(self.submitted_at)).days if self.submitted_at else 0

    @property
    def days_overdue(self):
        if not self.is_waiting or self.due_on is None:
            return 0
        return max(0, (timezone.localdate() - self.due_on).days)


class Portfolio(Waits, HasShortId, HasMoves):
    MOVES = {
        PortfolioStatus.ASSEMBLING: {PortfolioStatus.SUBMITTED},
        PortfolioStatus.SUBMITTED: {
            PortfolioStatus.IN_REVIEW,
            PortfolioStatus.RETURNED,
            PortfolioStatus.IN_MODERATION,
            PortfolioStatus.PASSED,
            PortfolioStatus.NOT_YET,
            PortfolioStatus.ASSEMBLING,
        },
        PortfolioStatus.IN_REVIEW: {
            PortfolioStatus.RETURNED,
            PortfolioStatus.PASSED,
            PortfolioStatus.IN_MODERATION,
            PortfolioStatus.NOT_YET,
            PortfolioStatus.ASSEMBLING,  # withdrawn by its author while it was read, and taken up again
        },
        PortfolioStatus.IN_MODERATION: {
            PortfolioStatus.PASSED,
            PortfolioStatus.NOT_YET,
            PortfolioStatus.ASSEMBLING,
            PortfolioStatus.IN_REVIEW,  # an appeal against an earlier decision was granted
        },
        PortfolioStatus.RETURNED: {PortfolioStatus.SUBMITTED},
        PortfolioStatus.NOT_YET: {PortfolioStatus.SUBMITTED, PortfolioStatus.IN_REVIEW},  # in review: an appeal granted
        PortfolioStatus.PASSED: set(),
    }

    project = models.OneToOneField(Project, models.CASCADE, related_name="portfolio", verbose_name=_("project"))
    status = models.CharField(_("state"), max_length=10, choices=PortfolioStatus, default=PortfolioStatus.ASSEMBLING)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    read_twice = models.BooleanField(_("a second reading was asked for"), default=False)  # by hand, before the decision

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("portfolio"), _("portfolios")
        constraints = [closed_set("certification_portfolio_status", PortfolioStatus)]
        indexes = [models.Index(fields=["status", "submitted_at"], name="certification_queue")]

    def __str__(self):
        return str(self.project)

    @property
    def audit_label(self):
        return self.project.audit_label

    def get_absolute_url(self):
        return reverse("certification:portfolio", args=[self.pk])

    @property
    def project_status(self):
        return self.project.status

    @cached_property
    def assignment(self):
        """The standing one of the first reading, or None. Free of queries after for_listing()."""
        rows = self.standing if hasattr(self, "standing") else self.assignments.standing().select_related("reviewer")
        return next((row for row in rows if row.reading == Reading.FIRST), None)

    @property
    def due_on(self):
        """The reviewer's day, else the day that the teacher was told. Needs with_project()."""
        return self.assignment.due_on if self.assignment else self.expected_on

    @property
    def expected_on(self):
        """The day by which the teacher may expect an answer; None before she submits. Needs with_project()."""
        return expected_on(self.submitted_at, self.project.community.cohort.review_days)


class VersionManager(models.Manager):
    def freeze(self, portfolio, content, note=""):
        """Keeps the content as the portfolio's next version, with the files that it shows."""
        last = self.filter(portfolio=portfolio).aggregate(last=models.Max("number"))["last"] or 0
        version = self.create(
            portfolio=portfolio, number=last + 1, content=content, sha256=fingerprint(content), note=note
        )
        shown = [item["upload"] for item in content.get("evidence", ()) if item.get("upload")]
        version.uploads.set(Upload.objects.filter(pk__in=shown))
        return version


def fingerprint(content):
    """The same content has the same fingerprint, whatever order the database gives its keys back in."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


class PortfolioVersion(models.Model):
    """All that the teacher had written at the moment of submitting, frozen. Never changed, always readable."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="versions", verbose_name=_("portfolio"))
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("content"))
    sha256 = models.CharField(max_length=64, editable=False, default="")
    note = models.TextField(_("note to the reviewer"), blank=True)
    uploads = models.ManyToManyField(Upload, blank=True, related_name="+", verbose_name=_("files"))
    frozen_at = models.DateTimeField(_("submitted"), default=timezone.now)

    objects = VersionManager()

    class Meta:
        verbose_name, verbose_name_plural = _("version"), _("versions")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(name="certification_version_number_once", fields=["portfolio", "number"])
        ]

    def __str__(self):
        return f"{self.portfolio} · {self.number}"

    def get_absolute_url(self):
        return reverse("certification:version", args=[self.portfolio_id, self.number])

    @property
    def is_untouched(self):
        """What is stored is what was submitted."""
        return self.sha256 == fingerprint(self.content)
