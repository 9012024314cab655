"""Certificates: numbered without gaps, frozen as printed, replaced or revoked but never gone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import UNIVERSITY
from jobs.models import Job
from languages.alphabet import words_of
from programme.models import Cohort
from projects.models import Project
from safekeeping.ids import long_token
from safekeeping.states import HasMoves, HasShortId, closed_set
from schools.models import Headship, School

from .decisions import Decision, DecisionList
from .kinds import CertificateKind, Layout


class Series(models.Model):
    """The last number given, of a kind in a year: the row that parallel issues wait for."""

    kind = models.ForeignKey(CertificateKind, models.PROTECT, related_name="series", verbose_name=_("kind"))
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("series"), _("series")
        constraints = [models.UniqueConstraint(name="certification_series_once", fields=["kind", "year"])]

    def __str__(self):
        return f"{self.kind.prefix}-{self.year}"


class SigningKeyQuerySet(models.QuerySet):
    def trusted(self):
        """Published, and believed."""
        return self.filter(distrusted_at=None)


class SigningKey(models.Model):
    """The public half; the private one lies outside the database. Old ones go on verifying, stolen ones do not."""

    kid = models.CharField(_("name of the key"), max_length=40, primary_key=True)
    public_key = models.CharField(_("public key"), max_length=64)  # base64url of 32 bytes, Ed25519
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    retired_at = models.DateTimeField(_("no longer signs since"), null=True, blank=True)
    distrusted_at = models.DateTimeField(_("no longer trusted since"), null=True, blank=True)  # its file was stolen

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("signing key"), _("signing keys")
        ordering = ("-made_at",)

    def __str__(self):
        return self.kid


class Batch(HasShortId):
    """One press of "issue": everybody of a cohort who has earned a kind and has none yet."""

    kind = models.ForeignKey(CertificateKind, models.PROTECT, related_name="batches", verbose_name=_("kind"))
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="certificate_batches", verbose_name=_("cohort"))
    decision_list = models.ForeignKey(
        DecisionList, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("decision list")
    )
    occasion = models.CharField(max_length=40, blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    job = models.OneToOneField(Job, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("batch"), _("batches")
        ordering = ("-made_at",)

    def __str__(self):
        return f"{self.kind} · {self.cohort}"

    def get_absolute_url(self):
        return reverse("certification:batch", args=[self.pk])


class CertificateStatus(models.TextChoices):
    ISSUED = "issued", pgettext_lazy("certificate", "valid")
    REPLACED = "replaced", pgettext_lazy("certificate", "replaced")
    REVOKED = "revoked", pgettext_lazy("certificate", "revoked")


def schools_headed_by(person):
    return Headship.objects.current().filter(person=person).values("school")


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Chief reviewers see all; others what was given to them, and to the schools that they head."""
        if user.is_anonymous:
            return self.none()
        return self if user.in_group(UNIVERSITY) else self.held_by(user)

    def held_by(self, user):
        if user.is_anonymous:
            return self.none()
        return self.filter(Q(person=user) | Q(school__in=schools_headed_by(user)))

    def managed_by(self, user):
        """Chief reviewers replace and revoke; never their own, nor what was given to a school that they head."""
        if user.is_anonymous or not user.in_group(UNIVERSITY):
            return self.none()
        return self.exclude(person=user).exclude(school__in=schools_headed_by(user))

    def valid(self):
        return self.filter(status=CertificateStatus.ISSUED)

    def matching(self, words):
        """By number or by the holder's name, in any script: each word in one or the other."""
        found = self
        for word in words_of(words):
            holder = Q(person__search_text__contains=word) | Q(school__search_text__contains=word)
            found = found.filter(holder | Q(code__icontains=word))
        return found

    def for_listing(self):
        return self.select_related("kind", "cohort", "person", "school").defer("printed", "rule_snapshot", "statement")


def stored_name(certificate, filename):
    return f"certificates/{certificate.token[:2]}/{long_token()}.pdf"


class Certificate(HasShortId, HasMoves):
    """What was given to whom, with what it says and the rule that it was earned by, as they stood on the day.

    `printed`: everything on the paper (see certificates.printing). `rule_snapshot`: rule, number, and what was counted.
    """

    MOVES = {
        CertificateStatus.ISSUED: {CertificateStatus.REPLACED, CertificateStatus.REVOKED},
        CertificateStatus.REPLACED: set(),
        CertificateStatus.REVOKED: set(),
    }

    kind = models.ForeignKey(CertificateKind, models.PROTECT, related_name="certificates", verbose_name=_("kind"))
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="certificates", verbose_name=_("cohort"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="certificates")
    occasion = models.CharField(max_length=40, blank=True, default="")  # a conference's id: one for each occasion
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="certificates")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="certificates")
    status = models.CharField(_("state"), max_length=10, choices=CertificateStatus, default=CertificateStatus.ISSUED)

    series = models.ForeignKey(Series, models.PROTECT, related_name="certificates", verbose_name=_("series"))
    number = models.PositiveIntegerField(_("number in the series"))
    code = models.CharField(_("number"), max_length=24, unique=True)  # as printed: TL-2026-000017
    token = models.CharField(max_length=32, unique=True, default=long_token, editable=False)
    layout = models.CharField(_("languages of the paper"), max_length=5, choices=Layout)
    printed = models.JSONField(_("what is printed"))
    rule_snapshot = models.JSONField(_("the rule, as it was"))
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )

    signing_key = models.ForeignKey(SigningKey, models.PROTECT, null=True, blank=True, related_name="+")
    statement = models.TextField(blank=True, default="")  # compact and signed, as in the QR
    pdf = models.FileField(upload_to=stored_name, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True, default="", db_index=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("certificate"), _("certificates")
        ordering = ("-issued_at", "-number")
        constraints = [
            closed_set("certification_certificate_status", CertificateStatus),
            models.UniqueConstraint(name="certification_certificate_number_once", fields=["series", "number"]),
            models.UniqueConstraint(
                name="certification_certificate_one_a_person",
                fields=["kind", "cohort", "person", "occasion"],
                condition=Q(status=CertificateStatus.ISSUED, person__isnull=False),
            ),
            models.UniqueConstraint(
                name="certification_certificate_one_a_school",
                fields=["kind", "cohort", "school", "occasion"],
                condition=Q(status=CertificateStatus.ISSUED, school__isnull=False),
            ),
            models.CheckConstraint(
                name="certification_certificate_for_one",
                condition=Q(person__isnull=False, school=None) | Q(person=None, school__isnull=False),
            ),
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("certification:certificate", args=[self.pk])

    @property
    def is_valid(self):
        return self.status == CertificateStatus.ISSUED

    @property
    def is_nameless(self):
        """Its holder was erased: number, kind, day and the paper's fingerprint stay, the name does not."""
        return bool(self.printed.get("erased"))

    @property
    def holder(self):
        return self.person or self.school

    @property
    def holder_name(self):
        """As a list shows it; the paper has the spelling that she confirmed."""
        return self.person.full_name if self.person else str(self.school.name)

    @property
    def name_on_paper(self):
        return next(iter(self.names_on_paper), "")

    @property
    def names_on_paper(self):
        """In the order of the paper's languages: PostgreSQL does not keep the order of keys."""
        return [self.printed["name"][code] for code in self.layout.split("-") if code in self.printed["name"]]

    @property
    def main_language(self):
        return self.layout.partition("-")[0]


class RevocationReason(models.TextChoices):
    MISTAKE = "mistake", pgettext_lazy("revocation", "given by mistake")
    DECISION = "decision", pgettext_lazy("revocation", "the decision was changed")
    MISCONDUCT = "misconduct", pgettext_lazy("revocation", "the work was not her own")
    ASKED = "asked", pgettext_lazy("revocation", "at the holder's own wish")


class RevocationQuerySet(models.QuerySet):
    def waiting(self):
        """Asked for, neither confirmed nor dropped, of a certificate that is still valid."""
        return self.filter(confirmed_at=None, dropped_at=None, certificate__status=CertificateStatus.ISSUED)

    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)


class Revocation(HasShortId):
    """One asks, another confirms. Only then is the certificate revoked."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="revocations")
    reason = models.CharField(_("reason"), max_length=12, choices=RevocationReason)
    note = models.TextField(_("for the university only"), max_length=2000, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("dropped"), null=True, blank=True)
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RevocationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("revocation"), _("revocations")
        ordering = ("-asked_at",)
        constraints = [
            closed_set("certification_revocation_reason", RevocationReason, "reason"),
            models.UniqueConstraint(
                name="certification_revocation_one_open", fields=["certificate"], condition=Q(dropped_at=None)
            ),
            models.CheckConstraint(
                name="certification_revocation_of_two",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
                violation_error_message=_("Another person confirms it."),
            ),
            models.CheckConstraint(
                name="certification_revocation_confirmed_by_somebody",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="certification_revocation_confirmed_or_dropped",
                condition=Q(confirmed_at=None) | Q(dropped_at=None),
            ),
        ]

    def __str__(self):
        return str(self.certificate)
