"""Who stands behind the programme, and since when."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS
from languages.fields import TranslatedField
from safekeeping.once import SentOnce
from safekeeping.versions import Versioned
from uploads.models import Upload


class PartnerQuerySet(models.QuerySet):
    def editable_by(self, user):
        return self if user.in_group(COORDINATORS) else self.none()

    def current(self, on=None):
        on = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def former(self, on=None):
        """Those who have left, the last to leave first."""
        return self.filter(until__lt=on or timezone.localdate()).order_by("-until", "order", "id")

    def coming(self, on=None):
        """Those whose first day has not come yet."""
        return self.filter(since__gt=on or timezone.localdate())

    def with_public_logo(self):
        return self.filter(logo__in=Upload.objects.public().order_by()).order_by()

    def for_listing(self):
        """With the logo, if it may be shown to everybody (`shown_logo`)."""
        return self.select_related("logo").annotate(
            logo_is_public=models.Exists(Upload.objects.public().filter(pk=models.OuterRef("logo")))
        )


class Partner(Versioned, SentOnce):
    name = TranslatedField(models.CharField, _("name"), max_length=160)
    role = TranslatedField(models.CharField, _("what they do"), max_length=250, blank=True)
    url = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(Upload, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo"))
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("partner"), _("partners")
        ordering = ("order", "id")
        constraints = [
            models.UniqueConstraint(name="programme_partner_sent_once", fields=["client_uuid"]),
            models.CheckConstraint(
                name="programme_partner_since_before_until",
                condition=Q(until=None) | Q(since__lte=F("until")),
                violation_error_message=_("The first day comes before the last."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def shown_logo(self):
        return self.logo if self.logo_id and self.logo_is_public else None
