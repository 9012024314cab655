"""What chief reviewers do with the paper of a kind, each on record."""

from django.db import transaction

from accounts.models import AuditEntry


@transaction.atomic
def save_texts(form, by):
    """False when somebody was quicker."""
    if not form.save_or_conflict():
        return False
    fields = [name for name in form.changed_data if name in form._own_columns()]
    AuditEntry.objects.record(by, "certificate texts changed", form.instance, fields=fields)
    return True


@transaction.atomic
def save_piece(form, by, verb):
    if not form.save_or_conflict():
        return False
    AuditEntry.objects.record(by, verb, form.kind, piece=str(form.instance), fields=form.changed_data)
    return True


@transaction.atomic
def add_piece(form, by, verb, **keys):
    piece = form.make(**keys)
    AuditEntry.objects.record(by, verb, form.kind, piece=str(piece))
    return piece


@transaction.atomic
def move_up(kind, rows, row, by, verb):
    """Changes places with the one before it; the first stays where it is."""
    order = list(rows.select_for_update())
    place = order.index(row)
    if place == 0:
        return
    order[place - 1], order[place] = order[place], order[place - 1]
    for number, one in enumerate(order, start=1):
        rows.filter(pk=one.pk).update(order=number)
    AuditEntry.objects.record(by, verb, kind, piece=str(row), place=[place + 1, place])


@transaction.atomic
def remove_piece(kind, row, by, verb):
    """Certificates issued before keep it: what they print is frozen."""
    AuditEntry.objects.record(by, verb, kind, piece=str(row))
    row.delete()
