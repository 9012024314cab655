"""Places of the KATO classifier."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.fields import Searchable, SearchQuerySet, TranslatedField


class Place(Searchable):
    """A place of the classifier; `kato` is its nine digits, kept as text."""

    SEARCHED = ("name_kk", "name_ru", "name_en")
    SORTED = ("name_kk",)

    kato = models.CharField("KATO", primary_key=True, max_length=9)
    name = TranslatedField(models.CharField, _("name"), max_length=120)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class Region(Place):
    iso = models.CharField("ISO 3166-2", max_length=6, unique=True)

    class Meta:
        verbose_name, verbose_name_plural = _("region"), _("regions")
        ordering = ("sort_key",)


class District(Place):
    region = models.ForeignKey(Region, models.PROTECT, related_name="districts", verbose_name=_("region"))

    class Meta:
        verbose_name, verbose_name_plural = _("district"), _("districts")
        ordering = ("sort_key",)


class Settlement(Place):
    district = models.ForeignKey(District, models.PROTECT, related_name="settlements", verbose_name=_("district"))
    is_rural = models.BooleanField(_("village"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("settlement"), _("settlements")
        ordering = ("sort_key",)
