"""Mail waits here, written with the data that causes it; a request never waits for a mail server."""

from datetime import timedelta

from django.conf import settings
from django.core import mail
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safekeeping.states import closed_set

from .guards import still_meant

TRIES = 6


class MessageStatus(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    STOPPED = "stopped", _("not for this person any more")


class MessageQuerySet(models.QuerySet):
    def due(self):
        return self.filter(status=MessageStatus.WAITING, send_after__lte=timezone.now()).order_by("created_at")

    def failed(self):
        return self.filter(status=MessageStatus.FAILED)

    def waiting_since(self, moment):
        return self.filter(status=MessageStatus.WAITING, created_at__lt=moment)


class Message(models.Model):
    """One mail to one address. The body is emptied once it is sent: codes and links are not kept."""

    to = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject line"), max_length=300)
    body = models.TextField(_("text"))
    status = models.CharField(_("state"), max_length=10, choices=MessageStatus, default=MessageStatus.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    send_after = models.DateTimeField(_("not before"), default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("mail"), _("mails")
        constraints = [closed_set("outbox_message_status", MessageStatus)]

    def __str__(self):
        return f"{self.about} → {self.to}"

    @property
    def about(self):
        """For staff. What follows the colon is the title of a thing, and it may be shared with nobody."""
        return self.subject.partition(":")[0]

    def deliver(self, connection):
        """Sends it now; a failure waits 1, 5, 25 … minutes and, after the last try, is shown to coordinators.

        Who has left or whose account was closed while it waited gets none (promise C11).
        """
        if not still_meant(self):
            self.status, self.body = MessageStatus.STOPPED, ""
            self.save()
            return
        self.tries += 1
        try:
            mail.EmailMessage(
                self.subject, self.body, settings.DEFAULT_FROM_EMAIL, [self.to], connection=connection
            ).send()
        except Exception as error:  # whatever a mail server does, the next mail still goes
            self.error = f"{type(error).__name__}: {error}"[:1000]
            self.send_after = timezone.now() + timedelta(minutes=5 ** (self.tries - 1))
            if self.tries >= TRIES:
                self.status = MessageStatus.FAILED
        else:
            self.status, self.sent_at, self.error = MessageStatus.SENT, timezone.now(), ""
            self.body = self.body if settings.DEMO else ""
        self.save()

    deliver.alters_data = True

    def retry(self):
        self.status, self.tries, self.send_after = MessageStatus.WAITING, 0, timezone.now()
        self.save()

    retry.alters_data = True
