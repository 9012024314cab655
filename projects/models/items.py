"""The project's own lists: whom she asked, what she plans, what she did, what shows that it works."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from programme.models import ResearchMethod
from safekeeping.once import SentOnce
from safekeeping.states import HasShortId
from safekeeping.versions import Versioned
from uploads.models import Upload

from .project import Project

NO_CONSENT = _("People can be recognised in this picture: record their consent before showing it.")


class OfProject(HasShortId, Versioned, SentOnce):
    """A row of the project's own lists. The lead writes them, so the project and client id are unique together."""

    class Meta:
        abstract = True

    @transaction.atomic
    def remove(self, actor):
        AuditEntry.objects.record(actor, f"{self._meta.model_name} removed", self.project, removed=self.pk)
        self.project.touch()
        self.delete()

    remove.alters_data = True


class Consultation(OfProject):
    project = models.ForeignKey(Project, models.CASCADE, related_name="consultations")
    whom = models.CharField(_("whom I asked"), max_length=160, help_text=_("Role is enough: a colleague, parents."))
    on = models.DateField(_("when"))
    said = models.TextField(_("what they said"), max_length=5000)
    changed = models.TextField(_("what I changed after that"), blank=True, max_length=5000)

    class Meta:
        verbose_name, verbose_name_plural = _("consultation"), _("consultations")
        ordering = ("on", "id")
        constraints = [models.UniqueConstraint(name="projects_consultation_once", fields=["project", "client_uuid"])]

    def __str__(self):
        return self.whom


class ActionStep(OfProject):
    project = models.ForeignKey(Project, models.CASCADE, related_name="steps")
    what = models.CharField(_("what we do"), max_length=250)
    who = models.CharField(_("with whom"), max_length=160, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    hoped_evidence = models.CharField(_("how we shall see it"), max_length=250, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("step of the action plan"), _("action plan")
        ordering = ("due_on", "id")
        constraints = [
            models.UniqueConstraint(name="projects_actionstep_once", fields=["project", "client_uuid"]),
            models.CheckConstraint(
                name="projects_actionstep_days_in_order",
                condition=models.Q(starts_on=None)
                | models.Q(due_on=None)
                | models.Q(starts_on__lte=models.F("due_on")),
                violation_error_message=_("The step begins before it ends."),
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def is_late(self):
        return self.done_on is None and self.due_on is not None and self.due_on < timezone.localdate()

    @transaction.atomic
    def mark_done(self, actor):
        self._set_done_on(timezone.localdate(), actor, "step done")

    @transaction.atomic
    def reopen(self, actor):
        self._set_done_on(None, actor, "step reopened")

    def _set_done_on(self, day, actor, verb):
        if bool(self.done_on) == bool(day):
            return
        self.done_on = day
        self.save(update_fields=["done_on"])
        self.project.touch()
        AuditEntry.objects.record(actor, verb, self.project, step=self.pk)

    mark_done.alters_data = reopen.alters_data = True


class LogEntry(OfProject):
    project = models.ForeignKey(Project, models.CASCADE, related_name="log")
    on = models.DateField(_("when"))
    text = models.TextField(_("what I did and saw"), max_length=5000)

    class Meta:
        verbose_name, verbose_name_plural = _("log entry"), _("log of the work")
        ordering = ("on", "id")
        constraints = [models.UniqueConstraint(name="projects_logentry_once", fields=["project", "client_uuid"])]

    def __str__(self):
        return self.text[:80]


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads the project sees all of it; a visitor what the story shows, while consent stands."""
        shown = self.fit_for_story().filter(project__in=Project.objects.published())
        if user.is_anonymous:
            return shown
        return self.filter(models.Q(project__in=Project.objects.readable_by(user)) | models.Q(pk__in=shown))

    def fit_for_story(self):
        """Chosen by the author; its picture without recognisable people or with standing consent."""
        return self.filter(is_public=True).filter(
            models.Q(upload=None) | models.Q(upload__in=Upload.objects.public().order_by().values("pk"))
        )


class EvidenceItem(OfProject):
    project = models.ForeignKey(Project, models.CASCADE, related_name="evidence")
    title = models.CharField(_("what it shows"), max_length=200)
    on = models.DateField(_("when"))
    method = models.ForeignKey(ResearchMethod, models.SET_NULL, null=True, blank=True, verbose_name=_("method"))
    said = models.TextField(_("what I learnt from it"), blank=True, max_length=5000)
    upload = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="evidence", verbose_name=_("picture or file")
    )
    is_public = models.BooleanField(_("show it on the public story"), default=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("evidence item"), _("evidence")
        ordering = ("on", "id")
        constraints = [models.UniqueConstraint(name="projects_evidenceitem_once", fields=["project", "client_uuid"])]

    def __str__(self):
        return self.title

    def refuse_without_consent(self):
        """ValidationError when a picture of recognisable people would be public without recorded consent (D2)."""
        if self.is_public and self.upload_id and not Upload.objects.public().filter(pk=self.upload_id).exists():
            raise ValidationError(NO_CONSENT, code="no_consent")

    @transaction.atomic
    def show(self, actor):
        """On the public story, when there is one. The only way there, so that none goes without consent."""
        if self.is_public:
            return
        self.is_public = True
        self.refuse_without_consent()
        self.save(update_fields=["is_public"])
        AuditEntry.objects.record(actor, "evidence shown", self.project, evidence=self.pk)

    @transaction.atomic
    def hide(self, actor):
        if not self.is_public:
            return
        self.is_public = False
        self.save(update_fields=["is_public"])
        AuditEntry.objects.record(actor, "evidence hidden", self.project, evidence=self.pk)

    show.alters_data = hide.alters_data = True
