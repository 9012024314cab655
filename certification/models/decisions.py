"""The list that the chief reviewer signs, and the appeal against a line of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import UNIVERSITY
from programme.models import Cohort
from safekeeping.once import SentOnce
from safekeeping.states import HasMoves, HasShortId, closed_set

from .moderation import Moderation
from .portfolio import Portfolio, fingerprint
from .review import Outcome, Review


class ListStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("decision list", "open")
    SIGNED = "signed", pgettext_lazy("decision list", "signed")


class DecisionListQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_authenticated and user.in_group(UNIVERSITY) else self.none()

    def open(self):
        return self.filter(status=ListStatus.OPEN)

    def signed(self):
        return self.filter(status=ListStatus.SIGNED)


class DecisionList(HasShortId, HasMoves):
    """Decisions that a chief reviewer signs together. Signed, it is frozen: `content` and its fingerprint prove it."""

    MOVES = {ListStatus.OPEN: {ListStatus.SIGNED}, ListStatus.SIGNED: set()}

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="decision_lists", verbose_name=_("cohort"))
    number = models.PositiveSmallIntegerField(_("number"))
    status = models.CharField(_("state"), max_length=10, choices=ListStatus, default=ListStatus.OPEN)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    content = models.JSONField(_("content"), default=dict, blank=True)  # rules and lines as they stood when signed
    sha256 = models.CharField(max_length=64, editable=False, default="", blank=True)
    appeal_until = models.DateField(_("appeals until"), null=True, blank=True)  # the end of that day in Kazakhstan

    objects = DecisionListQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("decision list"), _("decision lists")
        ordering = ("cohort", "-number")
        constraints = [
            models.UniqueConstraint(name="certification_list_number_once", fields=["cohort", "number"]),
            models.UniqueConstraint(
                name="certification_list_one_open", fields=["cohort"], condition=Q(status=ListStatus.OPEN)
            ),
            closed_set("certification_list_status", ListStatus),
            models.CheckConstraint(
                name="certification_list_signed_by_somebody",
                condition=Q(status=ListStatus.OPEN, signed_at=None, signed_by=None)
                | Q(status=ListStatus.SIGNED, signed_at__isnull=False, signed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.cohort} · {self.number}"

    def get_absolute_url(self):
        return reverse("certification:decision_list", args=[self.pk])

    @property
    def is_signed(self):
        return self.status == ListStatus.SIGNED

    @property
    def is_untouched(self):
        """What is stored is what was signed."""
        return self.sha256 == fingerprint(self.content)


class DecisionQuerySet(models.QuerySet):
    def of_teacher(self, user):
        """Hers, of signed lists."""
        return self.signed().filter(portfolio__project__lead=user) if user.is_authenticated else self.none()

    def signed(self):
        return self.filter(decision_list__status=ListStatus.SIGNED)

    def with_portfolio(self):
        of = "portfolio__project"
        return self.select_related("decision_list__cohort", "review", f"{of}__lead", f"{of}__school")

    def for_listing(self):
        """With all that a line of the list shows: one query."""
        people = ("review__reviewer", "moderation__first__reviewer", "moderation__second__reviewer")
        place = "portfolio__project__school__district__region"
        of = ("review__version_read", "review__rubric", "moderation__settled_by", "appeal", place)
        return self.with_portfolio().select_related(*people, *of).defer("review__version_read__content")


class Decision(HasShortId):
    """A line of a list: what the university says of one portfolio, and the reading that it rests on."""

    decision_list = models.ForeignKey(
        DecisionList, models.CASCADE, related_name="decisions", verbose_name=_("decision list")
    )
    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="decisions", verbose_name=_("portfolio"))
    review = models.OneToOneField(Review, models.CASCADE, related_name="decision", verbose_name=_("review"))
    moderation = models.OneToOneField(
        Moderation, models.CASCADE, null=True, blank=True, related_name="decision", verbose_name=_("moderation")
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("decision"), _("decisions")
        constraints = [
            models.UniqueConstraint(name="certification_decision_once", fields=["decision_list", "portfolio"]),
            models.CheckConstraint(
                name="certification_decision_is_final", condition=Q(outcome__in=[Outcome.PASS, Outcome.NOT_YET])
            ),
        ]

    def __str__(self):
        return str(self.portfolio)

    def get_appeal_url(self):
        return reverse("certification:appeal", args=[self.pk])

    @property
    def audit_label(self):
        return self.portfolio.audit_label

    @property
    def readers(self):
        """Ids of everybody who has read it or settled it. Needs moderation with its readings."""
        moderation = self.moderation
        if moderation is None:
            return {self.review.reviewer_id}
        second = moderation.second.reviewer_id if moderation.second else None
        return {moderation.first.reviewer_id, second, moderation.settled_by_id} - {None}

    @property
    def may_be_appealed(self):
        """Against a signed "not yet", until the end of the day that the list names."""
        is_late = self.decision_list.appeal_until is None or timezone.localdate() > self.decision_list.appeal_until
        return self.outcome == Outcome.NOT_YET and self.decision_list.is_signed and not is_late


class AppealStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("appeal", "waits for an answer")
    UPHELD = "upheld", pgettext_lazy("appeal", "the decision stands")
    GRANTED = "granted", pgettext_lazy("appeal", "the portfolio is read again")


class AppealQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Chief reviewers, where they may read."""
        return self.filter(decision__portfolio__in=Portfolio.objects.assignable_by(user).values("pk"))

    def answerable_by(self, user):
        """Open, and she has neither read the portfolio nor settled between its readers."""
        read = Q(decision__review__reviewer=user) | Q(decision__moderation__first__reviewer=user)
        judged = Q(decision__moderation__second__reviewer=user) | Q(decision__moderation__settled_by=user)
        found = self.visible_to(user).open()
        return found.exclude(pk__in=Appeal.objects.filter(read | judged).values("pk"))

    def open(self):
        return self.filter(status=AppealStatus.OPEN)

    def for_listing(self):
        of = "decision__portfolio__project"
        return self.select_related(f"{of}__lead", f"{of}__school", "decision__decision_list__cohort", "answered_by")


class Appeal(HasShortId, HasMoves, SentOnce):
    """The teacher does not agree: one page of words, one answer."""

    MOVES = {
        AppealStatus.OPEN: {AppealStatus.UPHELD, AppealStatus.GRANTED},
        AppealStatus.UPHELD: set(),
        AppealStatus.GRANTED: set(),
    }

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal", verbose_name=_("decision"))
    text = models.TextField(_("why you do not agree"), max_length=4000)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    status = models.CharField(_("state"), max_length=10, choices=AppealStatus, default=AppealStatus.OPEN)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("appeal"), _("appeals")
        ordering = ("sent_at",)
        constraints = [
            closed_set("certification_appeal_status", AppealStatus),
            models.CheckConstraint(
                name="certification_appeal_answered_in_words",
                condition=Q(status=AppealStatus.OPEN, answered_at=None)
                | (~Q(status=AppealStatus.OPEN) & Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self):
        return str(self.decision)

    def get_absolute_url(self):
        return reverse("certification:appeal_answer", args=[self.pk])

    @property
    def audit_label(self):
        return self.decision.audit_label
