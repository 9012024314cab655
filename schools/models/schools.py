"""Schools, who heads them and who teaches there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS
from accounts.names import names_of
from languages.alphabet import words_of
from languages.fields import Searchable, SearchQuerySet, TranslatedField
from safekeeping.states import HasShortId, closed_set

from .places import District, Settlement

FEWEST_SHOWN = 5


class SchoolKind(models.TextChoices):
    ORDINARY = "ordinary", _("ordinary")
    SMALL = "small", _("small-class")
    HUB = "hub", _("hub")
    BOARDING = "boarding", _("boarding")


class TeachingLanguage(models.TextChoices):
    KAZAKH = "kk", _("Kazakh")
    RUSSIAN = "ru", _("Russian")
    MIXED = "mixed", _("Kazakh and Russian")
    OTHER = "other", _("another language")


class SchoolQuerySet(SearchQuerySet):
    def visible_to(self, user):
        """The programme's schools are public; inactive ones only coordinators see."""
        if user.is_authenticated and user.in_group(COORDINATORS):
            return self
        return self.filter(is_active=True)

    def headed_by(self, user):
        return self.filter(headships__in=Headship.objects.current().filter(person=user))

    def found_by(self, words):
        """Schools in whose names, or whose village's, every word occurs, in any script and case."""
        found = self
        for word in words_of(words):
            found = found.filter(Q(search_text__contains=word) | Q(settlement__search_text__contains=word))
        return found

    def for_listing(self):
        return self.select_related("district__region", "settlement").order_by("sort_key", "id")


class School(HasShortId, Searchable):
    SEARCHED = ("name_kk", "name_ru", "name_en")
    SORTED = ("name",)

    name = TranslatedField(models.CharField, _("name"), max_length=250, blank=True)
    district = models.ForeignKey(District, models.PROTECT, related_name="schools", verbose_name=_("district"))
    settlement = models.ForeignKey(
        Settlement, models.PROTECT, null=True, blank=True, related_name="schools", verbose_name=_("settlement")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=SchoolKind, default=SchoolKind.ORDINARY)
    teaching_language = models.CharField(
        _("language of instruction"), max_length=5, choices=TeachingLanguage, default=TeachingLanguage.KAZAKH
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    girls = models.PositiveIntegerField(_("girls"), null=True, blank=True)
    boys = models.PositiveIntegerField(_("boys"), null=True, blank=True)
    is_active = models.BooleanField(_("takes part"), default=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("school"), _("schools")
        ordering = ("sort_key", "id")
        constraints = [
            models.CheckConstraint(
                name="schools_school_has_a_name",
                condition=~Q(name_kk="", name_ru="", name_en=""),
                violation_error_message=_("Write the school's name in at least one language."),
            ),
            closed_set("schools_school_kind", SchoolKind, "kind"),
            closed_set("schools_school_teaching_language", TeachingLanguage, "teaching_language"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("schools:school", args=[self.pk])

    @property
    def pupils(self):
        """(girls, boys), or None where unknown or where fewer than five of either could be recognised."""
        if min(self.girls or 0, self.boys or 0) < FEWEST_SHOWN:
            return None
        return self.girls, self.boys

    @property
    def point(self):
        """(latitude, longitude) of the school, else of its settlement, else of its district; None where unknown."""
        for place in (self, self.settlement, self.district):
            if place is not None and place.latitude is not None and place.longitude is not None:
                return float(place.latitude), float(place.longitude)
        return None


class CurrentQuerySet(models.QuerySet):
    """Relations carry from/to dates and are never overwritten: leaving is a date, and counts from that day on."""

    def current(self, on=None):
        on = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)

    def with_names(self):
        """With the person, as far as her name."""
        rest = [field.attname for field in self.model._meta.concrete_fields]
        return self.select_related("person").only(*rest, *names_of("person"))


class Relation(models.Model):
    since = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_current(self):
        today = timezone.localdate()
        return self.since <= today and (self.until is None or self.until > today)

    @property
    def period(self):
        """From when to when, in words."""
        since = date_format(self.since, "SHORT_DATE_FORMAT")
        if self.until:
            return f"{since} – {date_format(self.until, 'SHORT_DATE_FORMAT')}"
        return gettext("since %(date)s") % {"date": since}

    def end(self, on=None):
        self.until = on or timezone.localdate()
        self.save(update_fields=["until"])

    end.alters_data = True


class Headship(Relation):
    """Who heads the school, as principal."""

    school = models.ForeignKey(School, models.CASCADE, related_name="headships", verbose_name=_("school"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="headships", verbose_name=_("person")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("principal"), _("principals")
        constraints = [
            models.UniqueConstraint(name="schools_headship_one_at_a_time", fields=["school"], condition=Q(until=None))
        ]

    def __str__(self):
        return str(self.person)


class Teacher(Relation):
    """That a person teaches at a school."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="teaching", verbose_name=_("person")
    )
    school = models.ForeignKey(School, models.CASCADE, related_name="teachers", verbose_name=_("school"))
    teaches = models.CharField(_("teaches"), max_length=120, blank=True, help_text=_("Subjects or class, in words."))

    class Meta:
        verbose_name, verbose_name_plural = _("teacher"), _("teachers")
        constraints = [
            models.UniqueConstraint(
                name="schools_teacher_once_at_a_school", fields=["person", "school"], condition=Q(until=None)
            )
        ]

    def __str__(self):
        return str(self.person)
