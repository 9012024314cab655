"""The database itself refuses to delete a certificate or a revocation, and to change what a certificate says.

Its state may go from issued to replaced or revoked, once; the file of its paper and the fingerprint of that file are
set once. The way round it is the one of the audit trail (accounts/trail.py), for a person who is erased.
"""

from django.db import migrations

WORDS = "A certificate never changes and is never deleted."
FROZEN = (
    *("id", "kind_id", "cohort_id", "person_id", "school_id", "occasion", "decision_id", "batch_id"),
    *("series_id", "number", "code", "token", "layout", "printed", "rule_snapshot", "issued_at", "issued_by_id"),
    *("replaces_id", "signing_key_id", "statement"),
)
SET_ONCE = ("pdf", "pdf_sha256")
CLOSED = "NOT EXISTS (SELECT 1 FROM accounts_audit_opened)"
TABLE, OTHER = "certification_certificate", "certification_revocation"


def sqlite_trigger(name, event, table, when=""):
    return f"""
    CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {CLOSED}{when}
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END
    """


def postgresql_trigger(name, event, table, when=""):
    return f"""
    CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when}
    EXECUTE FUNCTION certification_certificate_refuse()
    """


TRIGGERS = {
    "certification_certificate_no_update": (f"UPDATE OF {', '.join(FROZEN)}", TABLE, ""),
    "certification_certificate_no_way_back": ("UPDATE OF status", TABLE, "OLD.status <> 'issued'"),
    "certification_certificate_no_delete": ("DELETE", TABLE, ""),
    "certification_revocation_no_delete": ("DELETE", OTHER, ""),
    "certification_revocation_no_way_back": (
        "UPDATE OF certificate_id, reason, asked_by_id, asked_at, confirmed_by_id, confirmed_at, dropped_at, dropped_by_id",
        OTHER,
        "OLD.confirmed_at IS NOT NULL OR OLD.dropped_at IS NOT NULL",
    ),
} | {
    f"certification_certificate_{column}_once": (f"UPDATE OF {column}", TABLE, f"OLD.{column} <> ''")
    for column in SET_ONCE
}
FUNCTION = f"""
CREATE FUNCTION certification_certificate_refuse() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
    IF {CLOSED} THEN
        RAISE EXCEPTION '{WORDS}';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$refuse$
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, (event, table, when) in TRIGGERS.items():
            condition = f" AND ({when})" if when else ""
            schema_editor.execute(sqlite_trigger(name, event, table, condition), params=None)
        return
    schema_editor.execute(FUNCTION, params=None)
    for name, (event, table, when) in TRIGGERS.items():
        condition = f"WHEN ({when})" if when else ""
        schema_editor.execute(postgresql_trigger(name, event, table, condition), params=None)


def unguard(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for name, (_event, table, _when) in TRIGGERS.items():
        schema_editor.execute(f"DROP TRIGGER {name}" if on_sqlite else f"DROP TRIGGER {name} ON {table}", params=None)
    if not on_sqlite:
        schema_editor.execute("DROP FUNCTION certification_certificate_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [("certification", "0001_initial"), ("accounts", "0002_audit_only_added_to")]
    operations = [migrations.RunPython(guard, unguard)]
