"""Storing a log: receipt, session, attendance, reflection and audit in one transaction, once (promises A4, A7)."""

from functools import partial

from django.utils import timezone

from accounts.models import AuditEntry
from safekeeping.once import once
from safekeeping.versions import Conflict

from ..models import Attendance, LogReceipt, Reflection, Session, SessionStatus
from .reading import COLUMNS, digest


def receive(form, by):
    """Stores a valid log once and returns its session.

    Raises SentDifferently when this client id has stored another text, Conflict when somebody was quicker.
    """
    receipt, _is_new = once(partial(_store, form, by), LogReceipt.objects.filter(author=by), form)
    form.describe_files()
    return receipt.session


def _store(form, by, **keys):
    """Receipt, session, attendance, reflection and audit: all or nothing."""
    session, was_held = form.instance, not form.is_new and form.instance.is_held
    planned_or_new = "" if form.is_new else session.status
    receipt = LogReceipt.objects.create(session=session, author=by, **keys)
    changes = _store_texts(form, by, **keys)
    marks = _store_marks(form, session, was_held)
    _store_pictures(form, session)
    _store_reflection(form, session, by)
    if not was_held:
        AuditEntry.objects.record(
            by, "session logged", session, status=[planned_or_new, session.status], attendance=marks
        )
    elif changes or marks:
        AuditEntry.objects.record(by, "session log corrected", session, **changes, attendance=marks)
    return receipt


def _store_texts(form, by, **keys):
    """Returns {name: [before, after]} of what changed."""
    session, touched = form.instance, form.touched()
    changes = {name: [form.stored[name], form._typed(name)] for name in touched if name != "reflection"}
    changes = {name: pair for name, pair in changes.items() if digest(pair[0]) != digest(pair[1])}
    columns = [name for name in touched if name in COLUMNS]
    if {"day", "time"} & set(touched):
        session.starts_at, columns = form.starts_at, [*columns, "starts_at"]
    if form.is_new:
        session.status, session.logged_at, session.made_by = SessionStatus.HELD, timezone.now(), by
        session.client_uuid, session.payload_hash = keys["client_uuid"], keys["payload_hash"]
        session.save(force_insert=True)
    elif columns or "tools" in touched:
        session.save_as_of(form.cleaned_data["version"], columns)
    if "tools" in touched:
        session.tools.set(form.cleaned_data["tools"])
    if session.is_planned:
        session.hold()
    return changes


def _store_marks(form, session, was_held):
    """Returns {name: [was, mark]}. Marks of other people by other pages stay as they are."""
    changed = form.changed_marks()
    if was_held:
        for person, was, mark in changed:
            if Attendance.objects.change(session, person.pk, was, mark) != mark:
                raise Conflict(Session.objects.get(pk=session.pk))
    else:
        Attendance.objects.bulk_create(
            Attendance(session=session, person=person, mark=mark) for person, _was, mark in changed
        )
    return {str(person): [was, mark] for person, was, mark in changed}


def _store_pictures(form, session):
    before, now = set(form.initial["pictures"]), set(form.cleaned_data["pictures"])
    session.pictures.add(*(now - before))
    session.pictures.remove(*(before - now))


def _store_reflection(form, session, by):
    if "reflection" not in form.touched() or (not form.cleaned_data["reflection"] and not form.stored["reflection"]):
        return
    reflection, _is_new = Reflection.objects.get_or_create(session=session, author=by)
    if reflection.text != form.stored["reflection"]:
        raise Conflict(Session.objects.get(pk=session.pk))
    version, reflection.text = reflection.version, form.cleaned_data["reflection"]
    reflection.save_as_of(version, ["text"])
