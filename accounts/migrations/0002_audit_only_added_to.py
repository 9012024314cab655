"""The database itself refuses to change or delete what the audit trail tells (promise B12).

The table accounts_audit_opened is the one way round it: while a transaction has a row there, which nobody else ever
sees, it may take an erased person's name off the trail. accounts/trail.py puts it there and takes it away.
"""

from django.db import migrations

WORDS = "The audit trail is only ever added to."
SWITCH = "CREATE TABLE accounts_audit_opened (why varchar(60) NOT NULL)"

SQLITE = [
    f"""
    CREATE TRIGGER accounts_audit_no_{act} BEFORE {act.upper()} ON accounts_auditentry
    WHEN NOT EXISTS (SELECT 1 FROM accounts_audit_opened)
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END
    """
    for act in ("update", "delete")
]

POSTGRESQL = [
    f"""
    CREATE FUNCTION accounts_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $refuse$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM accounts_audit_opened) THEN
            RAISE EXCEPTION '{WORDS}';
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END
    $refuse$
    """,
    """
    CREATE TRIGGER accounts_audit_only_added_to BEFORE UPDATE OR DELETE ON accounts_auditentry
    FOR EACH ROW EXECUTE FUNCTION accounts_audit_refuse()
    """,
]
SQLITE_BACK = [f"DROP TRIGGER accounts_audit_no_{act}" for act in ("update", "delete")]
POSTGRESQL_BACK = [
    "DROP TRIGGER accounts_audit_only_added_to ON accounts_auditentry",
    "DROP FUNCTION accounts_audit_refuse()",
]


def guard(apps, schema_editor):
    triggers = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in [SWITCH, *triggers]:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    triggers = SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK
    for statement in [*triggers, "DROP TABLE accounts_audit_opened"]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
