"""The same client id sent twice makes one record (promise A4).

A create form carries a `client_uuid` that the server rendered; the row keeps it, unique for its author, so that the
database settles the race of twenty equal posts.
"""

import hashlib
import json
import uuid

from django import forms
from django.db import IntegrityError, models, transaction


class SentDifferently(Exception):
    """This client id has already made `existing`, from another text."""

    def __init__(self, existing):
        super().__init__(f"{existing._meta.label} {existing.pk}")
        self.existing = existing


class SentOnce(models.Model):
    """A row made by a form that may arrive more than once. The model adds a UniqueConstraint with its author."""

    client_uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    payload_hash = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        abstract = True


class OnceForm(forms.Form):
    """Mix in to a create form; `payload_hash` is of all that was typed."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_uuid", uuid.uuid4())

    @property
    def payload_hash(self):
        typed = {name: self.data.getlist(self.add_prefix(name)) for name in self.fields if name != "client_uuid"}
        return hashlib.sha256(json.dumps(typed, sort_keys=True).encode()).hexdigest()


def once(make, earlier, form):
    """Calls make(client_uuid=…, payload_hash=…) unless `earlier` (queryset of the author's rows) already has the id.

    Returns (row, is_new). Raises SentDifferently when the id was used for another text.
    """
    keys = {"client_uuid": form.cleaned_data["client_uuid"], "payload_hash": form.payload_hash}
    existing = earlier.filter(client_uuid=keys["client_uuid"]).first()
    if existing is None:
        try:
            with transaction.atomic():
                return make(**keys), True
        except IntegrityError:
            existing = earlier.filter(client_uuid=keys["client_uuid"]).first()
            if existing is None:
                raise
    if existing.payload_hash != keys["payload_hash"]:
        raise SentDifferently(existing)
    return existing, False
