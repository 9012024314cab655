"""Where we show it: a conference and the posters of accepted projects in its gallery."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS, ORGANISERS
from languages.fields import TranslatedField
from programme.models import Cohort
from projects.models import Project
from safekeeping.states import HasMoves, HasShortId, closed_set
from uploads.models import Upload


class ConferenceStatus(models.TextChoices):
    PLANNING = "planning", _("planning")
    CALL_OPEN = "call_open", _("call open")
    CALL_CLOSED = "call_closed", _("call closed")
    PUBLISHED = "published", _("programme published")
    OVER = "over", _("over")


class ConferenceQuerySet(models.QuerySet):
    def organised_by(self, user):
        if user.is_anonymous or not (user.in_group(ORGANISERS) or user.in_group(COORDINATORS)):
            return self.none()
        return self

    def visible_to(self, user):
        return self.filter(~Q(status=ConferenceStatus.PLANNING) | Q(pk__in=self.organised_by(user)))


class Conference(HasMoves):
    MOVES = {
        ConferenceStatus.PLANNING: {ConferenceStatus.CALL_OPEN},
        ConferenceStatus.CALL_OPEN: {ConferenceStatus.CALL_CLOSED},
        ConferenceStatus.CALL_CLOSED: {ConferenceStatus.CALL_OPEN, ConferenceStatus.PUBLISHED},
        ConferenceStatus.PUBLISHED: {ConferenceStatus.OVER},
        ConferenceStatus.OVER: set(),
    }

    slug = models.SlugField(_("address"), unique=True)
    name = TranslatedField(models.CharField, _("name"), max_length=200)
    intro = TranslatedField(models.TextField, _("introduction"), blank=True)
    place = TranslatedField(models.CharField, _("place"), max_length=200, blank=True)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="conferences", verbose_name=_("cohort"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    status = models.CharField(_("state"), max_length=12, choices=ConferenceStatus, default=ConferenceStatus.PLANNING)

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("conference"), _("conferences")
        ordering = ("-starts_on",)
        constraints = [
            closed_set("conference_conference_status", ConferenceStatus),
            models.CheckConstraint(
                name="conference_conference_days_in_order",
                condition=Q(starts_on__lte=models.F("ends_on")),
                violation_error_message=_("The first day comes before the last."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("conference:conference", args=[self.slug])


class PosterStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    CONFIRMED = "confirmed", _("confirmed")
    PRESENTED = "presented", _("presented")
    ABSENT = "absent", _("absent")


SHOWN = (PosterStatus.ACCEPTED, PosterStatus.CONFIRMED, PosterStatus.PRESENTED)


class PosterQuerySet(models.QuerySet):
    def visible_to(self, user):
        shown = Q(status__in=SHOWN, conference__in=Conference.objects.visible_to(user))
        if user.is_anonymous:
            return self.filter(shown)
        organised = Q(conference__in=Conference.objects.organised_by(user)) & ~Q(status=PosterStatus.DRAFT)
        return self.filter(shown | Q(project__lead=user) | organised)

    def editable_by(self, user):
        return self.none() if user.is_anonymous else self.filter(project__lead=user, status=PosterStatus.DRAFT)

    def shown(self):
        return self.filter(status__in=SHOWN)

    def for_listing(self):
        return self.select_related("project__lead", "project__school__district__region", "project__subject", "upload")


class Poster(HasShortId, HasMoves):
    MOVES = {
        PosterStatus.DRAFT: {PosterStatus.SUBMITTED},
        PosterStatus.SUBMITTED: {PosterStatus.ACCEPTED, PosterStatus.DECLINED, PosterStatus.DRAFT},
        PosterStatus.ACCEPTED: {PosterStatus.CONFIRMED, PosterStatus.DECLINED},
        PosterStatus.DECLINED: {PosterStatus.DRAFT},
        PosterStatus.CONFIRMED: {PosterStatus.PRESENTED, PosterStatus.ABSENT},
        PosterStatus.PRESENTED: set(),
        PosterStatus.ABSENT: set(),
    }

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="posters", verbose_name=_("conference"))
    project = models.ForeignKey(Project, models.PROTECT, related_name="posters", verbose_name=_("project"))
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    abstract = models.TextField(_("in short"), blank=True)
    upload = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="posters", verbose_name=_("picture or PDF")
    )
    status = models.CharField(_("state"), max_length=10, choices=PosterStatus, default=PosterStatus.DRAFT)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)

    objects = PosterQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("poster"), _("posters")
        ordering = ("number", "created_at")
        constraints = [
            closed_set("conference_poster_status", PosterStatus),
            models.UniqueConstraint(name="conference_poster_one_a_project", fields=["conference", "project"]),
            models.UniqueConstraint(name="conference_poster_number_once", fields=["conference", "number"]),
        ]

    def __str__(self):
        return str(self.project)

    def get_absolute_url(self):
        return reverse("conference:poster", args=[self.conference.slug, self.pk])
