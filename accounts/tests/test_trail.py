"""The audit trail is only ever added to: the database itself refuses (promise B12)."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from accounts import trail
from accounts.models import AuditEntry
from tests.makers import make_person


def make_entry():
    return AuditEntry.objects.record(None, "tested", make_person())


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE accounts_auditentry SET verb = 'x'", "DELETE FROM accounts_auditentry"])
def test_whoever_speaks_to_the_database_changes_nothing(statement):
    make_entry()

    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        connection.cursor().execute(statement)

    assert AuditEntry.objects.get().verb == "tested"


@pytest.mark.django_db
def test_it_is_open_within_one_block_and_closed_after_it():
    entry = make_entry()
    rows = QuerySet(AuditEntry)

    with trail.opened("a test"):
        rows.filter(pk=entry.pk).update(actor_name="erased")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.filter(pk=entry.pk).update(actor_name="again")

    assert AuditEntry.objects.get().actor_name == "erased"


@pytest.mark.django_db
def test_an_error_in_the_block_closes_it_too():
    make_entry()

    with pytest.raises(ZeroDivisionError), trail.opened("a test"):
        1 / 0  # noqa: B018

    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(AuditEntry).update(verb="x")


@pytest.mark.django_db(transaction=True)
def test_a_whole_database_can_still_be_emptied():
    make_entry()

    call_command("flush", interactive=False, verbosity=0)

    assert not AuditEntry.objects.exists()
