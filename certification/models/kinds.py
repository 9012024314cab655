"""Kinds of certificates: who has earned one, what it says, who signs it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import UNIVERSITY
from languages.fields import TranslatedField
from safekeeping.once import SentOnce
from safekeeping.states import HasShortId, closed_set
from safekeeping.versions import Versioned
from uploads.models import Upload


class Layout(models.TextChoices):
    """The languages of the paper; with two, the first stands larger."""

    KK = "kk", _("Kazakh")
    RU = "ru", _("Russian")
    EN = "en", _("English")
    KK_RU = "kk-ru", _("Kazakh and Russian")
    KK_EN = "kk-en", _("Kazakh and English")
    RU_EN = "ru-en", _("Russian and English")


class Recipient(models.TextChoices):
    PERSON = "person", _("a person")
    SCHOOL = "school", _("a school")


class KindQuerySet(models.QuerySet):
    def editable_by(self, user):
        return self if user.is_authenticated and user.in_group(UNIVERSITY) else self.none()

    def with_paper(self):
        """Signatories and marks: three queries more."""
        return self.prefetch_related("signatories", "logos__upload")


class CertificateKind(HasShortId, Versioned):
    """`rule` is data: [{"needs": "sessions", "at_least": 8}, …]; `rule_number` grows whenever it changes.

    Texts may hold {project}, {school}, {cohort}, {conference}, {sessions}: each certificate prints its own.
    """

    key = models.SlugField(_("key"), max_length=40, unique=True)
    prefix = models.CharField(_("series"), max_length=4, unique=True)
    recipient = models.CharField(_("given to"), max_length=10, choices=Recipient, default=Recipient.PERSON)
    name = TranslatedField(models.CharField, _("name"), max_length=120)
    rule = models.JSONField(_("rule"), default=list)
    rule_number = models.PositiveSmallIntegerField(_("version of the rule"), default=1)
    needs_decision = models.BooleanField(_("only from a signed decision list"), default=False)
    layout = models.CharField(_("languages of the paper"), max_length=5, choices=Layout, default=Layout.KK_EN)
    heading = TranslatedField(models.CharField, _("heading"), max_length=60)
    subheading = TranslatedField(models.CharField, _("line below the heading"), max_length=120, blank=True)
    before_name = TranslatedField(models.CharField, _("line above the name"), max_length=160, blank=True)
    body = TranslatedField(models.TextField, _("text below the name"), max_length=500)
    issuer = TranslatedField(models.CharField, _("who issues it"), max_length=160)
    place = TranslatedField(models.CharField, _("place"), max_length=60, blank=True)
    is_given = models.BooleanField(_("is given"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = KindQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("kind of certificate"), _("kinds of certificates")
        ordering = ("order", "key")
        constraints = [
            closed_set("certification_kind_layout", Layout, "layout"),
            closed_set("certification_kind_recipient", Recipient, "recipient"),
        ]

    def __str__(self):
        return str(self.name)

    @property
    def languages(self):
        """["kk", "en"]: the first is the main one."""
        return self.layout.split("-")


class Signatory(Versioned, SentOnce):
    kind = models.ForeignKey(CertificateKind, models.CASCADE, related_name="signatories", verbose_name=_("kind"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    name = TranslatedField(models.CharField, _("name"), max_length=120, blank=True)
    post = TranslatedField(models.CharField, _("post"), max_length=160)
    signature = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture of the signature")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("signatory"), _("signatories")
        ordering = ("kind", "order", "id")
        constraints = [
            models.UniqueConstraint(name="certification_signatory_sent_once", fields=["kind", "client_uuid"]),
        ]

    def __str__(self):
        return str(self.name or self.post)


class KindLogo(Versioned, SentOnce):
    """A mark at the foot of the paper."""

    kind = models.ForeignKey(CertificateKind, models.CASCADE, related_name="logos", verbose_name=_("kind"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    name = TranslatedField(models.CharField, _("whose mark it is"), max_length=120)
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="+", verbose_name=_("picture"))

    class Meta:
        verbose_name, verbose_name_plural = _("mark"), pgettext_lazy("logos", "marks")
        ordering = ("kind", "order", "id")
        constraints = [
            models.UniqueConstraint(name="certification_logo_sent_once", fields=["kind", "client_uuid"]),
        ]

    def __str__(self):
        return str(self.name)


class KindPicture(models.Model):
    """A picture that stands or has stood on a kind's paper: a certificate issued with it can be made again with it."""

    kind = models.ForeignKey(CertificateKind, models.CASCADE, related_name="pictures", verbose_name=_("kind"))
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="+", verbose_name=_("picture"))

    class Meta:
        verbose_name, verbose_name_plural = _("picture on the paper"), _("pictures on the paper")
        constraints = [models.UniqueConstraint(name="certification_picture_once", fields=["kind", "upload"])]

    def __str__(self):
        return str(self.upload)


class ConfirmedName(Versioned):
    """How her name is printed. She confirms it herself, before anything is printed."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="confirmed_name", primary_key=True
    )
    kk = models.CharField(_("name in Kazakh"), max_length=200)
    ru = models.CharField(_("name in Russian"), max_length=200)
    latin = models.CharField(_("name in Latin letters"), max_length=200)
    confirmed_at = models.DateTimeField(_("confirmed"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("confirmed name"), _("confirmed names")

    def __str__(self):
        return self.kk

    def in_language(self, code):
        return self.latin if code == "en" else getattr(self, code)
