from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from accounts.models import AuditEntry
from openweb.pages import forget_public_pages
from safekeeping.states import HasMoves, closed_set
from safekeeping.versions import Versioned

from .project import Project

MOST_WORDS = 800


def word_count(text):
    return len(text.split())


def no_more_than_800_words(text):
    count = word_count(text)
    if count > MOST_WORDS:
        raise ValidationError(
            ngettext_lazy(
                "The vignette has at most 800 words; this one has %(number)d word.",
                "The vignette has at most 800 words; this one has %(number)d words.",
                "number",
            ),
            code="too_long",
            params={"number": count},
        )


class VignetteStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("vignette", "draft")
    SUBMITTED = "submitted", pgettext_lazy("vignette", "submitted")
    PUBLISHED = "published", pgettext_lazy("vignette", "published")
    RETRACTED = "retracted", pgettext_lazy("vignette", "taken back")


class Vignette(HasMoves, Versioned):
    """The project told in at most 800 words. It goes along with its project; its author may take it back alone."""

    MOVES = {
        VignetteStatus.DRAFT: {VignetteStatus.SUBMITTED},
        VignetteStatus.SUBMITTED: {VignetteStatus.DRAFT, VignetteStatus.PUBLISHED},
        VignetteStatus.PUBLISHED: {VignetteStatus.RETRACTED},
        VignetteStatus.RETRACTED: {VignetteStatus.PUBLISHED},
    }

    project = models.OneToOneField(Project, models.CASCADE, related_name="vignette", verbose_name=_("project"))
    text = models.TextField(_("vignette"), blank=True, max_length=12_000, validators=[no_more_than_800_words])
    status = models.CharField(_("state"), max_length=10, choices=VignetteStatus, default=VignetteStatus.DRAFT)

    class Meta:
        verbose_name, verbose_name_plural = _("vignette"), _("vignettes")
        constraints = [closed_set("projects_vignette_status", VignetteStatus)]

    def __str__(self):
        return str(self.project)

    @property
    def audit_label(self):
        return self.project.audit_label

    def clean(self):
        no_more_than_800_words(self.text)

    def save(self, *args, **kwargs):
        """No column can count words, so every save does: 801 are refused whoever writes."""
        no_more_than_800_words(self.text)
        super().save(*args, **kwargs)

    @property
    def word_count(self):
        return word_count(self.text)

    @property
    def is_published(self):
        return self.status == VignetteStatus.PUBLISHED

    @transaction.atomic
    def submit(self, actor):
        self._act(actor, "vignette submitted", VignetteStatus.SUBMITTED)

    @transaction.atomic
    def reopen(self, actor):
        """To be worked on again, with its project."""
        self._act(actor, "vignette reopened", VignetteStatus.DRAFT)

    @transaction.atomic
    def publish(self, actor):
        self._act(actor, "vignette published", VignetteStatus.PUBLISHED)

    @transaction.atomic
    def retract(self, actor):
        """Off the public story at once, while the rest of it stays."""
        self._act(actor, "vignette retracted", VignetteStatus.RETRACTED)

    def follow(self, verb, actor):
        """Goes along with the project's own verb where the vignette's state lets it."""
        target = {
            "submit": VignetteStatus.SUBMITTED,
            "reopen": VignetteStatus.DRAFT,
            "publish": VignetteStatus.PUBLISHED,
            "retract": VignetteStatus.RETRACTED,
        }[verb]
        if self.can_move_to(target):
            getattr(self, verb)(actor)

    def _act(self, actor, verb, target):
        before = self.status
        self._move_to(target)
        transaction.on_commit(forget_public_pages)
        AuditEntry.objects.record(actor, verb, self, status=[before, target])

    submit.alters_data = reopen.alters_data = publish.alters_data = retract.alters_data = follow.alters_data = True
