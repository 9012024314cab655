"""Files that people send: pictures re-encoded without place data, documents checked; served only to those who may."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safekeeping.ids import long_token
from safekeeping.states import HasShortId, closed_set

from .rights import attached_and_visible


class UploadKind(models.TextChoices):
    PICTURE = "picture", _("picture")
    DOCUMENT = "document", _("document")


class Faces(models.TextChoices):
    """Who can be recognised in a picture."""

    NOBODY = "nobody", _("nobody can be recognised")
    ADULTS = "adults", _("adults, and they agreed")
    PUPILS = "pupils", _("pupils")


def stored_name(upload, filename):
    """Random, so that a file's address tells nothing; the extension is the one that was checked."""
    return f"uploads/{upload.id[:2]}/{long_token()}.{filename.rpartition('.')[2]}"


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those attached to something that one may see (each room registers its own: rights.py)."""
        allowed = attached_and_visible(user)
        if user.is_authenticated:
            allowed |= Q(owner=user)
        return self.filter(allowed).distinct() if allowed else self.none()

    def public(self):
        """Pictures fit for the open web: nobody recognisable, or consent recorded and not withdrawn."""
        return self.filter(
            Q(kind=UploadKind.DOCUMENT) | Q(faces=Faces.NOBODY) | Q(consents__in=PictureConsent.objects.standing())
        ).distinct()


class Upload(HasShortId):
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads", verbose_name=_("sent by")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=UploadKind)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100, editable=False)
    file = models.FileField(upload_to=stored_name, max_length=200)
    small = models.FileField(upload_to=stored_name, max_length=200, blank=True)  # 480 px wide, for lists
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64, editable=False)
    alt = models.CharField(_("what the picture shows"), max_length=250, blank=True)
    faces = models.CharField(_("who can be recognised"), max_length=10, choices=Faces, default=Faces.PUPILS)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    is_attached = models.BooleanField(default=False)  # the sweeper removes what nobody attached within a day

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("file"), _("files")
        constraints = [
            closed_set("uploads_upload_kind", UploadKind, "kind"),
            closed_set("uploads_upload_faces", Faces, "faces"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_picture(self):
        return self.kind == UploadKind.PICTURE

    def get_absolute_url(self):
        return reverse("uploads:file", args=[self.pk])

    def get_small_url(self):
        return reverse("uploads:small", args=[self.pk]) if self.small else self.get_absolute_url()


class PictureConsentQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class PictureConsent(models.Model):
    """That the people in a picture (for pupils: every parent, in writing) agreed to its being public."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="consents", verbose_name=_("picture"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(_("how many people agreed"))
    where_kept = models.CharField(_("where the signed papers are kept"), max_length=200)
    given_at = models.DateTimeField(_("recorded"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = PictureConsentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("picture consent"), _("picture consents")
