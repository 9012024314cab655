"""Making a person and her slip; how a slip looks on paper."""

import uuid
from dataclasses import dataclass

import segno
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from safekeeping.once import id_of_row

from .models import AuditEntry, User
from .slips import workplaces


def earlier(request):
    """The person whom an earlier arrival of the same form has made, or None."""
    try:
        client_uuid = uuid.UUID(request.POST.get("client_uuid", ""))
    except ValueError:
        return None
    return User.objects.invitable_by(request.user).filter(pk=id_of_row(request.user, client_uuid)).first()


def is_about(person, data):
    """Whether the form was sent with this person's names, and not with those of the next one after Back."""
    names = ("surname", "given_name", "patronymic")
    return all(data.get(name, "").strip() == getattr(person, name) for name in names)


def invite(by, client_uuid, **fields):
    """The new person, not yet claimed. IntegrityError when her phone or e-mail was taken in the same moment."""
    person_id = id_of_row(by, client_uuid)
    try:
        with transaction.atomic():
            person = User.objects.create_user(id=person_id, **fields)
            AuditEntry.objects.record(by, "person added", person)
    except IntegrityError:
        person = User.objects.filter(pk=person_id).first()
        if person is None:  # not a second sending: her phone or e-mail is somebody's
            raise
    return person


@dataclass
class PaperSlip:
    person: User
    workplace: str
    code: str
    until: object
    short_link: str
    qr: str


def on_paper(slips):
    """slips: [(invitation, code)]. One PaperSlip each, links and words in the reader's language."""
    places = workplaces([slip.person for slip, _code in slips])
    return [paper(slip, code, places.get(slip.person_id, "")) for slip, code in slips]


def paper(slip, code, workplace):
    with override(slip.person.language):
        link = settings.SITE_URL + reverse("accounts:join_with_code", args=[code])
        short_link = settings.SITE_URL.partition("://")[2] + reverse("accounts:join")
    qr = segno.make(link, error="m").svg_data_uri(scale=4, border=2)
    return PaperSlip(slip.person, workplace, code, slip.expires_at, short_link, qr)
