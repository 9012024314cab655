"""What a cohort follows: its stages with their questions, its session plan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from languages.fields import TranslatedField
from safekeeping.states import HasMoves, HasShortId, closed_set

from .lists import Tool


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
