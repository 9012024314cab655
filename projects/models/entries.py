from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from accounts.prepared import Prepared
from programme.models import Stage, StagePart
from safekeeping.versions import Versioned

from .choices import ProjectStatus
from .project import Project


class StageEntryManager(models.Manager):
    def of(self, project, stage):
        """The teacher's row of this stage; not stored yet when she has written nothing."""
        return ENTRY.one(project, stage) or StageEntry(project=project, stage=stage)

    def to_write(self, project, stage):
        """The stored row; made when it is not there. Two first saves meet at its version 1."""
        return self.get_or_create(project=project, stage=stage)[0]


class StageEntry(Versioned):
    """A teacher's answers at one stage: question key -> text. One row a stage, so that a save is one act."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="entries", verbose_name=_("project"))
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="entries", verbose_name=_("stage"))
    answers = models.JSONField(_("answers"), default=dict)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    objects = StageEntryManager()

    class Meta:
        verbose_name, verbose_name_plural = _("stage entry"), _("stage entries")
        ordering = ("stage__number",)
        constraints = [models.UniqueConstraint(name="projects_stageentry_once", fields=["project", "stage"])]

    def __str__(self):
        return f"{self.project} · {self.stage}"

    @transaction.atomic
    def write(self, answers, version):
        """Stores the answers over the version that their author has seen, else raises Conflict.

        The same words once more change nothing and conflict with nothing. Answers to questions that the stage no
        longer asks are kept.
        """
        merged = {**self.answers, **answers}
        if merged == self.answers:
            return
        self.answers, self.saved_at = merged, timezone.now()
        self.save_as_of(version, ["answers", "saved_at"])
        self.project.touch()

    @transaction.atomic
    def mark_done(self, actor):
        """Lights the lamp. With the action plan done, the work begins."""
        if self.done_at is None:
            self.done_at = timezone.now()
            self.save(update_fields=["done_at"])
            self.project.touch()
            AuditEntry.objects.record(actor, "stage done", self.project, stage=self.stage.number)
        if self.stage.part == StagePart.ACTIONS and self.project.status == ProjectStatus.DRAFTING:
            self.project.begin(actor)

    @transaction.atomic
    def reopen(self, actor):
        if self.done_at is not None:
            self.done_at = None
            self.save(update_fields=["done_at"])
            AuditEntry.objects.record(actor, "stage reopened", self.project, stage=self.stage.number)

    write.alters_data = mark_done.alters_data = reopen.alters_data = True


def _entry(project, stage: int):
    return StageEntry.objects.filter(project=project, stage=stage)


ENTRY = Prepared(_entry)
