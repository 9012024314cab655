"""What a cohort follows: stages with their questions, the session plan, themes, tools, partners, pages and news."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import COORDINATORS
from languages.fields import CODES, TranslatedField
from safekeeping.states import HasMoves, HasShortId, closed_set


class CohortStatus(models.TextChoices):
    PREPARING = "preparing", _("preparing")
    RUNNING = "running", _("running")
    ASSESSING = "assessing", _("assessing")
    CLOSED = "closed", _("closed")


class CohortQuerySet(models.QuerySet):
    def current(self):
        """The one that runs now, else the latest; None before the first."""
        running = self.filter(status=CohortStatus.RUNNING).order_by("-starts_on").first()
        return running or self.order_by("-starts_on").first()


class Cohort(HasShortId, HasMoves):
    MOVES = {
        CohortStatus.PREPARING: {CohortStatus.RUNNING},
        CohortStatus.RUNNING: {CohortStatus.ASSESSING},
        CohortStatus.ASSESSING: {CohortStatus.CLOSED, CohortStatus.RUNNING},
        CohortStatus.CLOSED: set(),
    }

    name = TranslatedField(models.CharField, _("name"), max_length=120)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    status = models.CharField(_("state"), max_length=10, choices=CohortStatus, default=CohortStatus.PREPARING)
    sessions_needed = models.PositiveSmallIntegerField(_("sessions a teacher attends at least"), default=8)
    review_days = models.PositiveSmallIntegerField(_("days for a review"), default=21)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("cohort"), _("cohorts")
        ordering = ("-starts_on",)
        constraints = [
            closed_set("programme_cohort_status", CohortStatus),
            models.CheckConstraint(
                name="programme_cohort_starts_before_it_ends",
                condition=Q(starts_on__lt=models.F("ends_on")),
                violation_error_message=_("A cohort starts before it ends."),
            ),
        ]

    def __str__(self):
        return self.name

    def begin(self):
        self._move_to(CohortStatus.RUNNING)

    def begin_assessing(self):
        self._move_to(CohortStatus.ASSESSING)

    def close(self):
        self._move_to(CohortStatus.CLOSED)

    begin.alters_data = begin_assessing.alters_data = close.alters_data = True


class StagePart(models.TextChoices):
    """What a stage asks for besides its questions."""

    NONE = "", _("questions only")
    CONCERN = "concern", _("concern, themes, subject")
    CONSULTATIONS = "consultations", _("consultations")
    ACTIONS = "actions", _("action plan")
    LOG = "log", _("log of the work")
    EVIDENCE = "evidence", _("evidence")
    CHANGES = "changes", _("what changed")
    VIGNETTE = "vignette", _("vignette and poster")
    PORTFOLIO = "portfolio", _("portfolio")


class Stage(models.Model):
    """A stage of the year. Coordinators edit title and questions in three languages; `part` ties it to its tools."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="stages", verbose_name=_("cohort"))
    number = models.PositiveSmallIntegerField(_("number"))
    part = models.CharField(_("asks for"), max_length=15, choices=StagePart, blank=True)
    title = TranslatedField(models.CharField, _("title"), max_length=120)
    intro = TranslatedField(models.TextField, _("introduction"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("stage"), _("stages")
        ordering = ("cohort", "number")
        constraints = [
            models.UniqueConstraint(name="programme_stage_number_once", fields=["cohort", "number"]),
            closed_set("programme_stage_part", StagePart, "part"),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"


class Question(models.Model):
    """A guiding question of a stage. `key` names its answer for ever; texts may be reworded."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="questions", verbose_name=_("stage"))
    key = models.SlugField(_("key"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    text = TranslatedField(models.CharField, _("question"), max_length=300)
    hint = TranslatedField(models.CharField, _("hint"), max_length=400, blank=True)
    is_required = models.BooleanField(_("needed for the portfolio"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("guiding question"), _("guiding questions")
        ordering = ("stage", "order", "id")
        constraints = [models.UniqueConstraint(name="programme_question_key_once", fields=["stage", "key"])]

    def __str__(self):
        return self.text


class Named(models.Model):
    """A row of a list that coordinators keep in three languages."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = TranslatedField(models.CharField, _("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        abstract = True
        ordering = ("order", "key")

    def __str__(self):
        return self.name


class Theme(Named):
    class Meta(Named.Meta):
        verbose_name, verbose_name_plural = _("theme"), _("themes")


class Subject(Named):
    class Meta(Named.Meta):
        verbose_name, verbose_name_plural = pgettext_lazy("school", "subject"), _("subjects")


class ResearchMethod(Named):
    class Meta(Named.Meta):
        verbose_name, verbose_name_plural = _("research method"), _("research methods")


class Tool(Named):
    """A tool of the method: a card that a facilitator uses in a session."""

    summary = TranslatedField(models.TextField, _("in short"), blank=True)

    class Meta(Named.Meta):
        verbose_name, verbose_name_plural = _("tool"), _("tools")

    @property
    def all_texts(self):
        """Name and summary in every language, for searching."""
        columns = (f"{name}_{code}" for name in ("name", "summary") for code in CODES)
        return " ".join(getattr(self, column) for column in columns)


class PlannedSession(models.Model):
    """A row of the cohort's session plan, from which communities plan their series."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="session_plan", verbose_name=_("cohort"))
    number = models.PositiveSmallIntegerField(_("number"))
    title = TranslatedField(models.CharField, _("title"), max_length=160)
    aim = TranslatedField(models.TextField, _("aim"), blank=True)
    steps = TranslatedField(models.TextField, _("steps, one a line"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=90)
    weeks_after_start = models.PositiveSmallIntegerField(_("weeks after the start"), default=0)
    tools = models.ManyToManyField(Tool, blank=True, related_name="planned_sessions", verbose_name=_("tools"))

    class Meta:
        verbose_name, verbose_name_plural = _("session of the plan"), _("session plan")
        ordering = ("cohort", "number")
        constraints = [models.UniqueConstraint(name="programme_planned_number_once", fields=["cohort", "number"])]

    def __str__(self):
        return f"{self.number}. {self.title}"


class PartnerQuerySet(models.QuerySet):
    def current(self, on=None):
        on = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


class Partner(models.Model):
    name = TranslatedField(models.CharField, _("name"), max_length=160)
    role = TranslatedField(models.CharField, _("what they do"), max_length=250, blank=True)
    url = models.URLField(_("website"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("partner"), _("partners")
        ordering = ("order", "id")
        constraints = [
            models.CheckConstraint(
                name="programme_partner_since_before_until",
                condition=Q(until=None) | Q(since__lte=models.F("until")),
                violation_error_message=_("The first day comes before the last."),
            ),
        ]

    def __str__(self):
        return self.name


class Page(models.Model):
    """A text page of the programme, in Markdown."""

    slug = models.SlugField(_("address"), unique=True)
    title = TranslatedField(models.CharField, _("title"), max_length=160)
    body = TranslatedField(models.TextField, _("text"), help_text=_("Markdown: # heading, **bold**, - list."))

    class Meta:
        verbose_name, verbose_name_plural = _("page"), _("pages")
        ordering = ("slug",)

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programme:page", args=[self.slug])


class NewsQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is not published yet only coordinators see."""
        if user.is_authenticated and user.in_group(COORDINATORS):
            return self
        return self.published()

    def published(self):
        return self.filter(published_at__lte=timezone.now()).order_by("-published_at")


class NewsItem(HasShortId):
    title = TranslatedField(models.CharField, _("title"), max_length=160)
    body = TranslatedField(models.TextField, _("text"), help_text=_("Markdown: # heading, **bold**, - list."))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("news item"), _("news")
        ordering = ("-published_at",)

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programme:news", args=[self.pk])
