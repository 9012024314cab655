"""The database itself refuses to change or delete a signed decision list, or a line of one, and to add a line to it.

The way round it is the one of the audit trail (accounts/trail.py), for a database that is emptied whole.
"""

from django.db import migrations

WORDS = "A signed decision list never changes."
CLOSED = "NOT EXISTS (SELECT 1 FROM accounts_audit_opened)"
SIGNED = (
    "EXISTS (SELECT 1 FROM certification_decisionlist l WHERE l.id = {row}.decision_list_id AND l.status = 'signed')"
)
LISTS, LINES = "certification_decisionlist", "certification_decision"


def guards():
    """(name, table, act, condition under which it is refused)"""
    for act in ("update", "delete"):
        yield f"{LISTS}_no_{act}", LISTS, act, f"{CLOSED} AND OLD.status = 'signed'"
    for act, rows in (("insert", ["NEW"]), ("update", ["OLD", "NEW"]), ("delete", ["OLD"])):
        on_signed = " OR ".join(SIGNED.format(row=row) for row in rows)
        yield f"{LINES}_no_{act}", LINES, act, f"{CLOSED} AND ({on_signed})"


def on_sqlite():
    for name, table, act, refused in guards():
        yield f"""
            CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} WHEN {refused}
            BEGIN SELECT RAISE(ABORT, '{WORDS}'); END
        """


def on_postgresql():
    for name, table, act, refused in guards():
        yield f"""
            CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $refuse$
            BEGIN
                IF {refused} THEN
                    RAISE EXCEPTION '{WORDS}';
                END IF;
                RETURN {"OLD" if act == "delete" else "NEW"};
            END
            $refuse$
        """
        yield f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def guard(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in on_sqlite() if sqlite else on_postgresql():
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name, table, _act, _refused in guards():
        schema_editor.execute(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}"), params=None)
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION {name}()", params=None)


class Migration(migrations.Migration):
    dependencies = [("certification", "0003_rubric_frozen"), ("accounts", "0002_audit_only_added_to")]
    operations = [migrations.RunPython(guard, unguard)]
