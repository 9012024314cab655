"""Files that people send: pictures re-encoded without place data, documents checked; served only to those who may."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS, AuditEntry
from openweb.pages import forget_public_pages
from safekeeping.ids import long_token
from safekeeping.states import HasShortId, TransitionError, closed_set

from .checking import check, fingerprint, look_at_outside
from .limits import EVERYTHING
from .quota import refuse_beyond_quota
from .rights import attached_and_visible


class UploadKind(models.TextChoices):
    PICTURE = "picture", _("picture")
    DOCUMENT = "document", _("document")


class Faces(models.TextChoices):
    """Who can be recognised in a picture, or in the pictures of a document."""

    NOBODY = "nobody", _("nobody can be recognised")
    ADULTS = "adults", _("adults, and they agreed")
    PUPILS = "pupils", _("pupils")


def stored_name(upload, filename):
    """Random, so that a file's address tells nothing; the extension is the one that was checked."""
    return f"uploads/{upload.id[:2]}/{long_token()}.{filename.rpartition('.')[2]}"


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those attached to something that one may see (each room registers its own: rights.py).

        The open web gets only what is public() besides, whatever a room says.
        """
        if user.is_anonymous:
            return self.public().filter(attached_and_visible(user))
        return self.filter(attached_and_visible(user) | Q(owner=user))

    def managed_by(self, user):
        """Whose consent the user may record and withdraw: her own; coordinators, whatever they see."""
        if user.is_anonymous:
            return self.none()
        if user.in_group(COORDINATORS):
            return self.filter(Q(pk__in=self.visible_to(user).values("pk")) | Q(closed_at__isnull=False))
        return self.filter(owner=user)

    def reopened_by(self, user):
        """Closed by a coordinator, and hers to open again; never the owner's own."""
        if user.is_anonymous or not user.in_group(COORDINATORS):
            return self.none()
        return self.managed_by(user).filter(closed_at__isnull=False).exclude(owner=user)

    def public(self):
        """Fit for the open web: nobody recognisable, or consent recorded and not withdrawn; not closed by staff."""
        agreed = PictureConsent.objects.standing().values("upload")
        return self.filter(Q(faces=Faces.NOBODY) | Q(pk__in=agreed), closed_at=None)

    def room_used_by(self, owner):
        """(how many files, how many bytes) the portal keeps for her: one query."""
        used = self.filter(owner=owner).aggregate(files=Count("pk"), bytes=Sum("size", default=0))
        return used["files"], used["bytes"]

    def with_reach(self):
        """Each with `may_be_public`, for pages that tell people who can see a picture."""
        return self.annotate(may_be_public=Exists(Upload.objects.public().filter(pk=OuterRef("pk"))))

    def unused(self):
        """Attached nowhere: no row of any room points at them, frozen versions of portfolios included."""
        unused = self.all()
        for relation in Upload._meta.get_fields(include_hidden=True):
            if relation.auto_created and not relation.concrete and relation.related_model is not PictureConsent:
                column = relation.field.name if relation.one_to_many or relation.one_to_one else None
                if column:
                    pointing = relation.related_model._base_manager.exclude(**{column: None})
                    unused = unused.exclude(pk__in=pointing.values(column))
        return unused


class UploadManager(models.Manager.from_queryset(UploadQuerySet)):
    def receive(self, owner, file, *, types=EVERYTHING, faces=Faces.PUPILS, alt=""):
        """The file, checked and stored once: the same bytes from the same person are the same Upload.

        ValidationError in words when it is not fit. Call it outside a transaction: it reads the whole file.
        """
        look_at_outside(file, types)
        sha256 = fingerprint(file)
        if earlier := self.filter(owner=owner, sha256=sha256).first():
            return earlier
        refuse_beyond_quota(*self.room_used_by(owner), file.size)
        return self._store(check(file, types), owner=owner, sha256=sha256, faces=faces, alt=alt)

    def _store(self, checked, **fields):
        upload = self.model(
            kind=UploadKind.PICTURE if checked.is_picture else UploadKind.DOCUMENT,
            name=checked.name,
            content_type=checked.content_type,
            width=checked.width,
            height=checked.height,
            size=len(checked.main),
            **fields,
        )
        try:
            upload.file.save(f"main.{checked.extension}", ContentFile(checked.main), save=False)
            if checked.small:
                upload.small.save(f"small.{checked.extension}", ContentFile(checked.small), save=False)
            with transaction.atomic():
                upload.save(force_insert=True)
        except BaseException as error:
            upload.remove_files()
            if isinstance(error, IntegrityError):  # a second sending was quicker
                return self.get(owner=fields["owner"], sha256=fields["sha256"])
            if isinstance(error, OSError):
                raise ValidationError(
                    _("The portal cannot store files just now. Please try again later."), code="no_space"
                ) from error
            raise
        return upload


class Upload(HasShortId):
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads", verbose_name=_("sent by")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=UploadKind)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100, editable=False)
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200)
    small = models.FileField(upload_to=stored_name, max_length=200, blank=True)  # at most 480 px, for lists
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64, editable=False)  # of the file as it came, not as it is stored
    alt = models.CharField(_("what the picture shows"), max_length=250, blank=True)
    faces = models.CharField(_("who can be recognised"), max_length=10, choices=Faces, default=Faces.PUPILS)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed by a coordinator"), null=True, blank=True, editable=False)

    objects = UploadManager()

    class Meta:
        verbose_name, verbose_name_plural = _("file"), _("files")
        ordering = ("-created_at", "id")
        constraints = [
            closed_set("uploads_upload_kind", UploadKind, "kind"),
            closed_set("uploads_upload_faces", Faces, "faces"),
            models.UniqueConstraint(name="uploads_upload_received_once", fields=["owner", "sha256"]),
        ]

    def __str__(self):
        return self.name

    @property
    def audit_label(self):
        """Whose: a file's name is its owner's words, and the trail has other readers."""
        return str(self.owner)

    @property
    def is_picture(self):
        return self.kind == UploadKind.PICTURE

    @property
    def extension(self):
        return self.name.rpartition(".")[2].upper()

    def get_absolute_url(self):
        return reverse("uploads:file", args=[self.pk])

    def get_small_url(self):
        return reverse("uploads:small", args=[self.pk]) if self.small else self.get_absolute_url()

    @transaction.atomic
    def describe(self, by, *, faces, alt=None):
        """Who can be recognised, and what it shows. The first decides who may see it, so it is put on record.

        ValidationError when a coordinator has closed it to strangers: its owner does not declare it harmless.
        """
        if faces == Faces.NOBODY != self.faces:
            self.refuse_while_closed()
        if faces != self.faces:
            AuditEntry.objects.record(by, "picture described", self, faces=[self.faces, faces])
        self.faces, self.alt = faces, self.alt if alt is None else alt
        self.save(update_fields=["faces", "alt"])
        transaction.on_commit(forget_public_pages)

    @transaction.atomic
    def record_consent(self, by, *, people, where_kept):
        """Everyone who can be recognised (for a pupil, a parent) has agreed in writing.

        ValidationError while a coordinator has closed it.
        """
        self.refuse_while_closed()
        consent = self.consents.create(recorded_by=by, people=people, where_kept=where_kept)
        AuditEntry.objects.record(by, "picture consent recorded", self, people=people, where_kept=where_kept)
        return consent

    @transaction.atomic
    def withdraw_consent(self, by):
        """Takes it off the open web at once, whatever made it public.

        When it was not the owner who withdrew, it stays closed to strangers until a coordinator reopens it.
        """
        withdrawn = self.consents.standing().update(withdrawn_at=timezone.now())
        before, self.faces = self.faces, Faces.PUPILS if self.faces == Faces.NOBODY else self.faces
        if by.pk != self.owner_id:
            self.closed_at = timezone.now()
        self.save(update_fields=["faces", "closed_at"])
        transaction.on_commit(forget_public_pages)
        AuditEntry.objects.record(by, "picture consent withdrawn", self, consents=withdrawn, faces=[before, self.faces])

    @transaction.atomic
    def reopen(self, by):
        """What was complained of is settled: the owner may record consent again. It is not public by this alone."""
        if self.closed_at is None:
            raise TransitionError("The picture is not closed.")
        self.closed_at = None
        self.save(update_fields=["closed_at"])
        AuditEntry.objects.record(by, "picture reopened", self)

    def refuse_while_closed(self):
        if self.closed_at:
            raise ValidationError(
                _("A coordinator has closed this picture to strangers. Ask her before you open it again."),
                code="closed",
            )

    def remove_files(self):
        for stored in (self.file, self.small):
            if stored:
                stored.storage.delete(stored.name)

    @transaction.atomic
    def erase(self):
        """The row and, once that is safe, its files."""
        transaction.on_commit(self.remove_files)
        self.delete()

    describe.alters_data = record_consent.alters_data = withdraw_consent.alters_data = reopen.alters_data = True
    remove_files.alters_data = erase.alters_data = True


class PictureConsentQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class PictureConsent(models.Model):
    """That the people in a picture (for pupils: every parent, in writing) agreed to its being public."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="consents", verbose_name=_("picture"))
    recorded_by = models.ForeignKey(  # empty: that person was erased
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )
    people = models.PositiveSmallIntegerField(_("how many people agreed"))
    where_kept = models.CharField(_("where the signed papers are kept"), max_length=200)
    given_at = models.DateTimeField(_("recorded"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = PictureConsentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("picture consent"), _("picture consents")
        ordering = ("-given_at",)
        constraints = [
            models.CheckConstraint(
                name="uploads_consent_of_somebody",
                condition=Q(people__gte=1) & ~Q(where_kept=""),
                violation_error_message=_("Say how many people agreed and where the signed papers are kept."),
            )
        ]

    def __str__(self):
        return str(self.upload)
