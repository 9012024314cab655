"""That somebody asked to be erased, and who was (promise D5)."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outbox.letters import write_to
from safekeeping.states import HasMoves, HasShortId, closed_set

from ..models import AuditEntry, User

TIME_TO_THINK = timedelta(days=14)


class ErasureStatus(models.TextChoices):
    ASKED = "asked", pgettext_lazy("erasure", "waiting")
    WITHDRAWN = "withdrawn", pgettext_lazy("erasure", "withdrawn")
    DONE = "done", pgettext_lazy("erasure", "erased")


class ErasureQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=ErasureStatus.ASKED)

    def due(self):
        """Those whose fourteen days are over."""
        return self.waiting().filter(asked_at__lte=timezone.now() - TIME_TO_THINK)

    def decided_by(self, user):
        """Coordinators look after all of them; nobody carries out her own."""
        if user.is_anonymous or not user.in_group("coordinators"):
            return self.none()
        return self.exclude(person=user)


class ErasureManager(models.Manager.from_queryset(ErasureQuerySet)):
    @transaction.atomic
    def ask(self, person, keep_story=False):
        """She wants to be erased. Asking again while one waits changes only what becomes of her stories."""
        request, is_new = self.get_or_create(
            person=person, status=ErasureStatus.ASKED, defaults={"keep_story": keep_story}
        )
        if is_new:
            AuditEntry.objects.record(person, "erasure asked for", person, keep_story=keep_story)
            write_to(person, "erasure_asked", path=partial(reverse, "accounts:erasure"), day=request.due_on)
            for coordinator in User.objects.coordinators().exclude(pk=person.pk):
                write_to(coordinator, "erasure_waits", path=partial(reverse, "accounts:erasure_list"), who=person)
        elif request.keep_story != keep_story:
            request.choose(keep_story)
        return request


class ErasureRequest(HasShortId, HasMoves):
    """Fourteen days to think again; then a coordinator or the portal carries it out."""

    MOVES = {
        ErasureStatus.ASKED: {ErasureStatus.WITHDRAWN, ErasureStatus.DONE},
        ErasureStatus.WITHDRAWN: set(),
        ErasureStatus.DONE: set(),
    }

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="erasure_requests", verbose_name=_("person")
    )
    keep_story = models.BooleanField(_("published stories stay, without her name"), default=False)
    status = models.CharField(_("state"), max_length=10, choices=ErasureStatus, default=ErasureStatus.ASKED)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = ErasureManager()

    class Meta:
        verbose_name, verbose_name_plural = _("request to be erased"), _("requests to be erased")
        ordering = ("asked_at", "id")
        constraints = [
            closed_set("accounts_erasurerequest_status", ErasureStatus),
            models.UniqueConstraint(
                name="accounts_erasurerequest_one_waiting", fields=["person"], condition=models.Q(status="asked")
            ),
        ]

    def __str__(self):
        return str(self.person)

    @property
    def due_on(self):
        """From this day on the portal does it by itself."""
        return timezone.localdate(self.asked_at + TIME_TO_THINK)

    @transaction.atomic
    def choose(self, keep_story):
        self.keep_story = keep_story
        self.save(update_fields=["keep_story"])
        AuditEntry.objects.record(self.person, "erasure changed", self.person, keep_story=keep_story)

    @transaction.atomic
    def withdraw(self):
        """She stays. TransitionError when it was carried out already."""
        self._move_to(ErasureStatus.WITHDRAWN, closed_at=timezone.now())
        AuditEntry.objects.record(self.person, "erasure withdrawn", self.person)

    @transaction.atomic
    def carry_out(self, by=None):
        """Erases her, for good. by: the coordinator, or None for the portal itself after fourteen days."""
        from .acts import erase

        self._move_to(ErasureStatus.DONE, closed_at=timezone.now())
        erase(self.person, keep_story=self.keep_story, by=by)

    choose.alters_data = withdraw.alters_data = carry_out.alters_data = True


class ErasedPerson(models.Model):
    """Who was erased: an id that says nothing, and what became of her stories. A restored backup needs it."""

    id = models.CharField(primary_key=True, max_length=12, editable=False)
    keep_story = models.BooleanField(default=False)
    erased_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("erased person"), _("erased people")

    def __str__(self):
        return self.id
