"""A holder finds her name misspelt on the paper: the spelling that she confirms instead, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safekeeping.once import SentOnce
from safekeeping.states import HasMoves, HasShortId, closed_set


class CorrectionStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("correction of a name", "waits for the university")
    DONE = "done", pgettext_lazy("correction of a name", "certificates replaced")
    DECLINED = "declined", pgettext_lazy("correction of a name", "declined")


class CorrectionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=CorrectionStatus.WAITING)


class NameCorrection(HasShortId, HasMoves, SentOnce):
    """Asked for once a certificate is printed; done, it is her confirmed name, and her certificates are replaced."""

    MOVES = {CorrectionStatus.WAITING: {CorrectionStatus.DONE, CorrectionStatus.DECLINED}}

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="name_corrections", verbose_name=_("person")
    )
    kk = models.CharField(_("name in Kazakh"), max_length=200)
    ru = models.CharField(_("name in Russian"), max_length=200)
    latin = models.CharField(_("name in Latin letters"), max_length=200)
    why = models.CharField(_("what is wrong"), max_length=300)
    status = models.CharField(_("state"), max_length=10, choices=CorrectionStatus, default=CorrectionStatus.WAITING)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("correction of a name"), _("corrections of names")
        ordering = ("asked_at",)
        constraints = [
            closed_set("certification_correction_status", CorrectionStatus),
            models.UniqueConstraint(
                name="certification_correction_one_open",
                fields=["person"],
                condition=Q(status=CorrectionStatus.WAITING),
            ),
            models.UniqueConstraint(name="certification_correction_sent_once", fields=["person", "client_uuid"]),
            models.CheckConstraint(
                name="certification_correction_declined_in_words",
                condition=~Q(status=CorrectionStatus.DECLINED) | ~Q(answer=""),
            ),
        ]

    def __str__(self):
        return self.kk

    @property
    def audit_label(self):
        return str(self.person)
