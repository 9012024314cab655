"""What the portal holds about a person: each room adds its part, the page shows it, the export packs it (D5)."""

import io
import json
import zipfile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SECTIONS = []


def section(title, rows_of, files_of=None):
    """Registered in AppConfig.ready. title: a lazy text.

    rows_of(person) -> list of {label: value}, plain data with labels already in the reader's language;
    files_of(person) -> list of (name, open binary file), for the export.
    """
    _SECTIONS.append((title, rows_of, files_of))


def about(person):
    """[(title, rows), …], sections without rows included: that nothing is held is an answer too."""
    return [(str(title), rows_of(person)) for title, rows_of, _files_of in _SECTIONS]


def export(person):
    """Bytes of a ZIP: my-data.json with every section, and the person's own files."""
    held = dict(about(person))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-data.json", json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        for _title, _rows_of, files_of in _SECTIONS:
            for number, (name, file) in enumerate(files_of(person) if files_of else (), start=1):
                with file:
                    archive.writestr(f"files/{number:03}-{name.replace('/', '_')}", file.read())
    return packed.getvalue()


def register_own_sections():
    section(gettext_lazy("Me"), my_account)
    section(gettext_lazy("Consents"), my_consents)
    section(gettext_lazy("Slips"), my_slips)
    section(gettext_lazy("Where I am signed in"), my_sessions)
    section(gettext_lazy("What I did"), my_acts)


def my_account(person):
    return [
        {
            _("Surname"): person.surname,
            _("Given name"): person.given_name,
            _("Patronymic"): person.patronymic,
            _("Name in Latin letters"): person.latin_name,
            _("Phone"): person.phone,
            _("E-mail"): person.email,
            _("Sex"): person.get_sex_display(),
            _("Language"): person.get_language_display(),
            _("Entered"): person.joined_at,
            _("Last signed in"): person.last_login,
            _("Second factor"): ", ".join(one.get_type_display() for one in person.authenticator_set.all()),
        }
    ]


def my_consents(person):
    return [
        {
            _("Text"): f"{given.text.version}, {given.text.get_language_display()}",
            _("Given"): given.given_at,
            _("Withdrawn"): given.withdrawn_at,
        }
        for given in person.consents.select_related("text")
    ]


def my_slips(person):
    return [
        {_("Printed"): slip.created_at, _("Valid until"): slip.expires_at, _("Used"): slip.claimed_at}
        for slip in person.invitations.order_by("created_at")
    ]


def my_sessions(person):
    return [
        {
            _("Address"): session.ip,
            _("Device"): session.user_agent,
            _("Since"): session.created_at,
            _("Last seen"): session.last_seen_at,
        }
        for session in person.usersession_set.order_by("created_at")
    ]


def my_acts(person):
    from .models import AuditEntry

    return [
        {_("When"): entry.at, _("What"): str(entry)} for entry in AuditEntry.objects.filter(actor=person).order_by("at")
    ]
