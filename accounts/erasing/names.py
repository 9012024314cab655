"""By what a person is known in texts that the portal itself wrote, and how these let go of it."""

import json

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from outbox.models import Message

from .. import trail

ERASED = "erased person"
LONG_ENOUGH = 5  # letters: a shorter name is part of too many words


def of(person):
    """Every text that names her: names now and then, phones, e-mails. The longest first."""
    from ..models import AuditEntry

    about_her = AuditEntry.objects.about(person).order_by()
    told = AuditEntry.objects.filter(actor=person).order_by().values_list("actor_name", flat=True).distinct()
    contacts = [
        text
        for changes in about_her.values_list("changes", flat=True)
        for name in ("email", "phone")
        for text in (changes.get(name) or ())
    ]
    now = (person.full_name, person.short_name, f"{person.surname} {person.given_name}", person.latin_name)
    labels = about_her.values_list("label", flat=True).distinct()
    found = {*told, *labels, *now, *contacts, person.email, person.phone}
    return sorted((text for text in found if text and len(text) >= LONG_ENOUGH), key=len, reverse=True)


def leave(person, known_as):
    """Takes her names off the audit trail, the letters to others, and the workshop's own history."""
    called = f"{ERASED} {person.pk}"
    with trail.opened("erasing a person"):
        _leave_trail(person, known_as, called)
    for letter in Message.objects.filter(_naming(("subject", "body", "error"), known_as)):
        letter.subject, letter.body = without(letter.subject, known_as, called), without(letter.body, known_as, called)
        letter.error = without(letter.error, known_as, called)
        letter.save(update_fields=["subject", "body", "error"])
    about_her = Q(content_type=ContentType.objects.get_for_model(person), object_id=str(person.pk))
    naming = _naming(("object_repr", "change_message"), known_as)
    LogEntry.objects.filter(Q(user=person) | about_her | naming).delete()


def _leave_trail(person, known_as, called):
    from ..models import AuditEntry

    rows = QuerySet(AuditEntry)
    about_her = {"kind": ContentType.objects.get_for_model(person), "object_id": str(person.pk)}
    named = _naming(("label", "actor_name", "told"), known_as)
    for entry in rows.annotate(told=Cast("changes", TextField())).filter(
        Q(actor_id=person.pk) | Q(**about_her) | named
    ):
        changes = without(entry.changes, known_as, called)
        if entry.kind_id == about_her["kind"].pk and entry.object_id == person.pk:
            changes = dict.fromkeys(entry.changes)  # that a column was changed, not what stood in it
        rows.filter(pk=entry.pk).update(
            actor_name=called if entry.actor_id == person.pk else without(entry.actor_name, known_as, called),
            label=without(entry.label, known_as, called),
            changes=changes,
        )


def _naming(columns, known_as):
    """Rows in whose columns one of the texts stands, also as JSON writes it."""
    found = Q(pk__in=())
    for text in known_as:
        for column in columns:
            found |= Q(**{f"{column}__contains": text}) | Q(**{f"{column}__contains": json.dumps(text)[1:-1]})
    return found


def without(value, known_as, called):
    """The same text, list or dictionary, with `called` in place of each of her names."""
    if isinstance(value, str):
        for text in known_as:
            value = value.replace(text, called)
        return value
    if isinstance(value, list):
        return [without(one, known_as, called) for one in value]
    if isinstance(value, dict):
        return {key: without(one, known_as, called) for key, one in value.items()}
    return value
