"""How her name is printed: she confirms it herself, in three spellings, before anything is printed."""

from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.names import proposed_latin_name
from certification.models import Certificate, ConfirmedName, CorrectionStatus, NameCorrection
from outbox.letters import write_to
from safekeeping.states import TransitionError

from .acts import NotIssued, replace

SPELLINGS = ("kk", "ru", "latin")
RUSSIAN = str.maketrans("ӘәҒғҚқҢңӨөҰұҮүҺһІі", "АаГгКкНнОоУуУуХхИи")


def proposed(person):
    """{spelling: name} from her profile; she mends what is not as in her documents."""
    name = person.full_name
    latin = person.latin_name or proposed_latin_name(person.surname, person.given_name)
    return {"kk": name, "ru": name.translate(RUSSIAN), "latin": latin}


def is_printed(person):
    """Once it is on a paper it changes by replacing the paper."""
    return Certificate.objects.filter(person=person).exists()


@transaction.atomic
def confirmed(person, changed):
    """She has pressed the button; the form has written the row."""
    AuditEntry.objects.record(person, "name confirmed", person, fields=list(changed))


@transaction.atomic
def ask_for_correction(person, names, why, **keys):
    """keys: client_uuid and payload_hash of the form (promise A4)."""
    correction = NameCorrection.objects.create(person=person, why=why, **names, **keys)
    AuditEntry.objects.record(person, "correction of a name asked", person)
    return correction


def carry_out(correction, by):
    """It is her confirmed name now, and each of her valid certificates is replaced. Returns the new ones.

    A replacement that the database refuses leaves the others done: asking again goes on with the rest.
    """
    person = correction.person
    with transaction.atomic():
        _answer(correction, CorrectionStatus.DONE, by)
        names = {spelling: getattr(correction, spelling) for spelling in SPELLINGS}
        row, is_new = ConfirmedName.objects.get_or_create(person=person, defaults=names)
        if not is_new:
            for spelling, name in names.items():
                setattr(row, spelling, name)
            row.confirmed_at = timezone.now()
            row.save_as_of(row.version, [*SPELLINGS, "confirmed_at"])
        AuditEntry.objects.record(by, "correction of a name done", person)
    return replace_all(person, by)


def replace_all(person, by):
    """Her valid certificates on which the name is another than the one she has confirmed."""
    name, made = ConfirmedName.objects.get(pk=person.pk), []
    for certificate in Certificate.objects.valid().filter(person=person).select_related("cohort", "person"):
        printed = certificate.printed["name"]
        if any(name.in_language(code) != text for code, text in printed.items()):
            try:
                made.append(replace(certificate, by, why="name"))
            except (TransitionError, NotIssued):
                continue  # asked to be revoked, or replaced meanwhile: its page says so
    return made


@transaction.atomic
def decline(correction, by, answer):
    _answer(correction, CorrectionStatus.DECLINED, by, answer)
    AuditEntry.objects.record(by, "correction of a name declined", correction.person)
    path = partial(reverse, "certification:my_name")
    write_to(correction.person, "correction_declined", path=path, correction=correction)


def _answer(correction, status, by, answer=""):
    if correction.person_id == by.pk:
        raise PermissionError("Another chief reviewer answers.")
    correction._move_to(status, answered_by=by, answered_at=timezone.now(), answer=answer)


def remind(people, by, kind):
    """A letter to each who has to confirm her name before her certificate can be issued. Returns how many have mail."""
    path, written = partial(reverse, "certification:my_name"), 0
    for person in User.objects.filter(pk__in=people, is_active=True, confirmed_name=None):
        written += write_to(person, "name_to_confirm", path=path, kind=kind) is not None
    AuditEntry.objects.record(by, "asked to confirm names", kind, people=len(people))
    return written
