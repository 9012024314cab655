"""What somebody typed when the portal could not take it: kept for her, shown again when she is back."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone

from .ids import long_token
from .kept_files import fit_to_keep

KEPT_FOR = timedelta(days=2)
NEVER_KEPT = ("password", "csrfmiddlewaretoken", "code", "_keeper")  # secrets, and what belongs to one request


class KeptFormQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def stale(self):
        return self.filter(created_at__lt=timezone.now() - KEPT_FOR)


class KeptFormManager(models.Manager.from_queryset(KeptFormQuerySet)):
    def keep(self, request, owner_id, path):
        """Stores the request's fields and files for their owner, to be shown again at `path`."""
        fields = {name: values for name, values in request.POST.lists() if not any(part in name for part in NEVER_KEPT)}
        kept = self.create(owner_id=owner_id, path=path, fields=fields)
        for field, files in request.FILES.lists():
            for file in filter(None, map(fit_to_keep, files)):
                kept.files.create(field=field, name=file.name[:255], content_type=file.content_type or "", file=file)
        return kept


class KeptForm(models.Model):
    token = models.CharField(primary_key=True, max_length=32, default=long_token, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_forms")
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = KeptFormManager()

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
