"""What the portal holds about a person: each room adds its part, the page shows it, the export packs it (D5)."""

import json
import tempfile
import zipfile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .holdings import files_of, records_of

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
    """An open ZIP at its beginning: my-data.json for machines, my-data.html to be read, and the person's own files.

    Holds the sections of the page and, word for word, every record of hers in every room (holdings.py).
    """
    held = all_of(person)
    packed = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-data.json", json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        archive.writestr(
            "my-data.html", render_to_string("accounts/my_data_file.html", {"held": held, "person": person})
        )
        for number, (name, file) in enumerate(_files(person), start=1):
            with file, archive.open(f"files/{number:03}-{get_valid_filename(name.replace('/', '_'))}", "w") as inside:
                while piece := file.read(1 << 16):
                    inside.write(piece)
    packed.seek(0)
    return packed


def all_of(person):
    """{title: [{label: value}, …]}; a title that two parts share has both parts' rows."""
    held = {}
    for title, rows in (*about(person), *records_of(person)):
        held.setdefault(title, []).extend(rows)
    return held


def _files(person):
    for _title, _rows_of, own_files in _SECTIONS:
        yield from own_files(person) if own_files else ()
    yield from files_of(person)


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
