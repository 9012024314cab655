"""A reading of a version: comments by criterion, a word to the teacher, an outcome."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safekeeping.states import HasShortId, closed_set
from safekeeping.versions import Versioned

from .portfolio import DECIDED, PortfolioVersion
from .reviewers import Reading
from .rubric import Criterion, Level, Rubric


class Outcome(models.TextChoices):
    PASS = "pass", _("accept")
    RETURN = "return", _("return with comments")
    NOT_YET = "not_yet", pgettext_lazy("portfolio", "not yet")


FINAL = (Outcome.PASS, Outcome.NOT_YET)
UNSETTLED = ("waiting", "differs")  # of a Moderation, which builds on this file


class ReviewQuerySet(models.QuerySet):
    def open_to(self, user):
        """Decided readings for the university, but for those that a reader has to be blind to: see read_blind_by."""
        return self.decided().exclude(~Q(reviewer=user) & Q(version_read__portfolio__in=read_blind_by(user)))

    def told(self):
        """Decided readings that the teacher has been told of: none that is moderated still, and of two readings one."""
        alone = Q(reading=Reading.FIRST, moderation=None)
        first = Q(moderation__status="settled", moderation__outcome=F("outcome"))
        second = Q(moderates__status="settled", moderates__outcome=F("outcome"))
        first_said_so = Q(moderates__first__outcome=F("outcome"))
        return self.decided().filter(alone | first | second & ~first_said_so)

    def final(self):
        """The reading on which what the university says of a portfolio now rests: one a decided portfolio."""
        of = {"version_read__portfolio": OuterRef("version_read__portfolio")}
        later = Review.objects.told().filter(decided_at__gt=OuterRef("decided_at"), **of)
        decided = self.told().filter(outcome__in=FINAL, version_read__portfolio__status__in=DECIDED)
        return decided.exclude(Exists(later))

    def decided(self):
        return self.exclude(decided_at=None)

    def of_portfolio(self, portfolio):
        return self.filter(version_read__portfolio=portfolio)

    def newest_first(self):
        return self.order_by("-version_read__number", "-decided_at")

    def with_marks(self):
        """With version, reviewer, and marks with their criteria and levels: two queries."""
        marks = CriterionMark.objects.select_related("criterion", "level")
        return self.select_related("version_read", "reviewer").prefetch_related(
            Prefetch("marks", queryset=marks.order_by("criterion__number"))
        )


def read_blind_by(user):
    """Portfolios that wait for their second reading, which anybody may still be asked for; and where two readers
    differ, those of which she is one."""
    is_reader = Q(reviewer=user) | Q(moderation__second__reviewer=user)
    first = Review.objects.filter(Q(moderation__status="waiting") | Q(moderation__status="differs") & is_reader)
    return first.values("version_read__portfolio")


class Review(HasShortId, Versioned):
    """One reading of one version, by one rubric. Levels and comments are kept as she writes; `decided_at` closes it."""

    version_read = models.ForeignKey(PortfolioVersion, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="reviews", verbose_name=_("rubric"))
    reading = models.CharField(_("reading"), max_length=6, choices=Reading, default=Reading.FIRST)
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
            closed_set("certification_review_reading", Reading, "reading"),
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

    @property
    def has_comment(self):
        """By any criterion: a level alone tells the teacher nothing to change. One query."""
        return not self._state.adding and self.marks.exclude(text="").exists()

    def criteria_without_level(self):
        """Criteria of its rubric, in order. Of a reading that is not begun yet: all of them."""
        criteria = self.rubric.criteria.in_order()
        if self._state.adding:
            return criteria
        return criteria.exclude(pk__in=self.marks.exclude(level=None).values("criterion"))

    def mark(self, criterion, level_id, text):
        """A mark that says nothing any more goes."""
        marks = CriterionMark.objects
        if level_id or text:
            says = {"level_id": level_id, "text": text}
            marks.update_or_create(review=self, criterion=criterion, defaults=says)
        else:
            marks.filter(review=self, criterion=criterion).delete()

    def write_comments(self, texts):
        """texts: criterion id -> text. Levels stay as they are."""
        levels = dict(self.marks.values_list("criterion", "level"))
        for criterion in Criterion.objects.filter(pk__in=texts):
            self.mark(criterion, levels.get(criterion.pk), texts[criterion.pk])

    def tick_off(self, marks):
        """marks: ids of earlier comments that this reading finds done; those it had ticked off else are open again."""
        CriterionMark.objects.filter(settled_in=self).exclude(pk__in=marks).update(settled_in=None)
        CriterionMark.objects.filter(pk__in=marks).update(settled_in=self)

    mark.alters_data = write_comments.alters_data = tick_off.alters_data = True


class CriterionMark(models.Model):
    """What a reading says by one criterion: a level, a comment, or both."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="marks", verbose_name=_("review"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("criterion"))
    level = models.ForeignKey(
        Level, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=pgettext_lazy("rubric", "level")
    )
    text = models.TextField(_("comment"), max_length=5000, blank=True)
    settled_in = models.ForeignKey(
        Review, models.SET_NULL, null=True, blank=True, related_name="settles", verbose_name=_("settled in")
    )  # the later reading in which this comment was ticked off

    class Meta:
        verbose_name, verbose_name_plural = _("mark by criterion"), _("marks by criterion")
        ordering = ("criterion__number",)
        constraints = [
            models.UniqueConstraint(name="certification_mark_once", fields=["review", "criterion"]),
            models.CheckConstraint(
                name="certification_mark_says_something", condition=Q(level__isnull=False) | ~Q(text="")
            ),
        ]

    def __str__(self):
        return self.text[:80] or str(self.level)
