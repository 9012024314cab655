"""What somebody typed when the portal could not take it: kept for her, shown again when she is back."""

import json
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.http import QueryDict
from django.utils import timezone

from .ids import long_token
from .kept_files import fit_to_keep

KEPT_FOR = timedelta(days=2)
MOST_FORMS = 50  # of one owner; the oldest make room
MOST_BYTES = 60 * 1024 * 1024
NEVER_KEPT = ("password", "csrfmiddlewaretoken", "code", "_keeper")  # secrets, and what belongs to one request


class KeptFormQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def stale(self):
        return self.filter(created_at__lt=timezone.now() - KEPT_FOR)


class KeptFormManager(models.Manager.from_queryset(KeptFormQuerySet)):
    def keep(self, request, owner_id, path):
        """Stores the request's fields and files for their owner, to be shown again at `path`; None if she is gone.

        Whoever holds a copied page can make its owner's oldest kept forms go, but never fill the disk.
        """
        if not get_user_model().objects.filter(pk=owner_id).exists():
            return None
        fields = {name: values for name, values in request.POST.lists() if not any(part in name for part in NEVER_KEPT)}
        kept = self.create(owner_id=owner_id, path=path[:500], fields=fields, size=len(json.dumps(fields)))
        for field, files in request.FILES.lists():
            for file in filter(None, map(fit_to_keep, files)):
                kept.files.create(field=field, name=file.name[:255], content_type=file.content_type or "", file=file)
                kept.size += file.size
        kept.save(update_fields=["size"])
        self.make_room(owner_id)
        return kept

    def make_room(self, owner_id):
        """The newest stay: as many as the limits allow."""
        sizes = 0
        for number, kept in enumerate(self.filter(owner=owner_id).order_by("-created_at")):
            sizes += kept.size
            if number >= MOST_FORMS or sizes > MOST_BYTES:
                kept.discard()


class KeptForm(models.Model):
    token = models.CharField(primary_key=True, max_length=32, default=long_token, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_forms")
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    size = models.PositiveBigIntegerField(default=0)  # bytes, files included
    created_at = models.DateTimeField(default=timezone.now)

    objects = KeptFormManager()

    def discard(self):
        """It was taken, or is too old: the row and its files."""
        for file in self.files.all():
            file.file.delete(save=False)
        self.delete()

    discard.alters_data = True

    @property
    def data(self):
        """A QueryDict of what was typed, as the form would have received it."""
        data = QueryDict(mutable=True)
        for name, values in self.fields.items():
            data.setlist(name, values)
        return data


class KeptFile(models.Model):
    kept = models.ForeignKey(KeptForm, models.CASCADE, related_name="files")
    field = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100, blank=True)
    file = models.FileField(upload_to="kept/%Y/%m/%d/")
