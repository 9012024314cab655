"""The one way round the guard of the audit trail (migration 0002): taking an erased person's name off it."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def opened(why):
    """Within this block, in this transaction alone, rows of the trail may be changed. Nobody else sees it open."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO accounts_audit_opened (why) VALUES (%s)", [why])
        yield
        cursor.execute("DELETE FROM accounts_audit_opened")
