"""The same client id sent twice makes one record (promise A4).

A create form carries a `client_uuid`; the row keeps it, unique for its author, so that the database settles the race of
twenty equal posts. The id stands in the address of the form's page too (`?form=…`, see `safekeeping.forms.fill`): who
presses Back after saving asks for the same address, and so for the same id, whether her browser runs scripts or not.
"""

import hashlib
import json
import uuid

from django import forms
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from .ids import LETTERS

IN_ADDRESS = "form"


class SentDifferently(Exception):
    """This client id has already made `existing`, from another text."""

    def __init__(self, existing):
        super().__init__(f"{existing._meta.label} {existing.pk}")
        self.existing = existing


class PageWithoutId(Exception):
    """The page of a create form was asked for without an id; `address` is the same page with one."""

    def __init__(self, address):
        super().__init__(address)
        self.address = address


class SentOnce(models.Model):
    """A row made by a form that may arrive more than once. The model adds a UniqueConstraint with its author."""

    client_uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    payload_hash = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        abstract = True


class OnceForm(forms.Form):
    """Mix in to a create form; `payload_hash` is of all that was typed and of the files that came with it."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_uuid", uuid.uuid4())

    @property
    def makes_new(self):
        """False where a form that can also make a row is about a stored one."""
        instance = getattr(self, "instance", None)
        return instance is None or instance._state.adding

    @property
    def payload_hash(self):
        names = [self.add_prefix(name) for name in self.fields if name != "client_uuid"]
        typed = [(name, self.data.getlist(name)) for name in names]
        files = [(name, content_hash(file)) for name in names for file in self.files.getlist(name)]
        return hashlib.sha256(json.dumps([typed, files]).encode()).hexdigest()

    def take_another_id(self):
        """To send it now is to make one more. The same text always takes the same id: even that is done once."""
        self.data = self.data.copy()
        another = uuid.uuid5(self.cleaned_data["client_uuid"], self.payload_hash)
        self.data[self.add_prefix("client_uuid")] = str(another)
        self.cleaned_data["client_uuid"] = another

    def sent_differently(self):
        """Says that it was saved before with other words; to press again is to add one more, on purpose."""
        self.take_another_id()
        self.add_error(
            None,
            _(
                "This form has been saved already, with other words. To change what is saved, open it from the list. "
                "To keep this as one more, press the button again."
            ),
        )


def content_hash(file):
    digest = hashlib.sha256()
    for chunk in file.chunks():  # from its beginning
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def id_in_address(request):
    try:
        return uuid.UUID(request.GET.get(IN_ADDRESS, ""))
    except ValueError:
        return None


def made_before(request, earlier):
    """What the form at this address has made already, for whoever comes back to its page; else None."""
    client_uuid = id_in_address(request) if request.method != "POST" else None
    return client_uuid and earlier.filter(client_uuid=client_uuid).first()


def id_of_row(by, client_uuid):
    """The short id of the row that this form of this person makes, for rows that keep no client id of their own."""
    digest = hashlib.sha256(f"{by.pk} {client_uuid}".encode()).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:12])


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
