"""Meetings between schools of the network."""

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS, AuditEntry, User
from languages.fields import TranslatedField
from programme.models import Cohort
from safekeeping.states import HasShortId

from .community import Community, Membership


class NetworkEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the cohorts whose communities the user runs; coordinators see all."""
        if user.is_anonymous:
            return self.none()
        if user.in_group(COORDINATORS):
            return self
        return self.filter(cohort__in=Community.objects.run_by(user).values("cohort"))


class NetworkEvent(HasShortId):
    """A meeting between schools of the network."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="network_events", verbose_name=_("cohort"))
    title = TranslatedField(models.CharField, _("title"), max_length=160)
    place = models.CharField(_("place"), max_length=160, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=180)
    participants = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="network_events", verbose_name=_("who took part")
    )

    objects = NetworkEventQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("network event"), _("network events")
        ordering = ("-starts_at", "id")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("communities:event", args=[self.pk])

    def markable_by(self, user):
        """Whose part in it the user may mark: members of the communities she runs; for coordinators, of the cohort."""
        communities = Community.objects.planned_by(user).filter(cohort=self.cohort_id)
        day = Membership.objects.current().filter(community__in=communities)
        return User.objects.filter(pk__in=day.values("person")).order_by("sort_key", "id")

    @transaction.atomic
    def mark(self, by, came, not_came):
        """Writes only what changed; people named in neither list stay as they are."""
        before = set(self.participants.filter(pk__in=[*came, *not_came]).values_list("pk", flat=True))
        added, removed = set(came) - before, set(not_came) & before
        self.participants.add(*added)
        self.participants.remove(*removed)
        if added or removed:
            AuditEntry.objects.record(by, "event attendance marked", self, added=sorted(added), removed=sorted(removed))

    mark.alters_data = True
