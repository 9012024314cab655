"""The database itself refuses to change a rubric that is in use or was: its criteria, their levels, what it is.

Only its state goes on, from in use to replaced. A review says by which version it was made; that must stay what it was.
The way round it is the one of the audit trail (accounts/trail.py), for a database that is emptied whole.
"""

from django.db import migrations

CLOSED = "NOT EXISTS (SELECT 1 FROM accounts_audit_opened)"
WORDS = "A rubric in use is frozen: write its next version."
STATUS = "(SELECT status FROM certification_rubric WHERE id = {row}.rubric_id)"
STATUS_OF_LEVEL = (
    "(SELECT r.status FROM certification_criterion c JOIN certification_rubric r ON r.id = c.rubric_id "
    "WHERE c.id = {row}.criterion_id)"
)
FIXED = ("id", "cohort_id", "number", "in_use_since", "put_in_use_by_id")
ROWS = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}


def part_is_frozen(status, act):
    return " OR ".join(f"{status.format(row=row)} <> 'draft'" for row in ROWS[act])


def rubric_is_changed(differs):
    fixed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in FIXED)
    goes_on = "(NEW.status = OLD.status OR (OLD.status = 'in_use' AND NEW.status = 'replaced'))"
    return f"OLD.status <> 'draft' AND ({fixed} OR NOT {goes_on})"


def guards(differs):
    """(name, table, act, condition under which it is refused)"""
    for table, status in (("certification_criterion", STATUS), ("certification_level", STATUS_OF_LEVEL)):
        for act in ROWS:
            yield f"{table}_frozen_{act}", table, act, part_is_frozen(status, act)
    yield "certification_rubric_frozen_update", "certification_rubric", "update", rubric_is_changed(differs)
    yield "certification_rubric_frozen_delete", "certification_rubric", "delete", "OLD.status <> 'draft'"


def on_sqlite():
    for name, table, act, refused in guards("IS NOT"):
        yield f"""
            CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} WHEN {CLOSED} AND ({refused})
            BEGIN SELECT RAISE(ABORT, '{WORDS}'); END
        """


def on_postgresql():
    for name, table, act, refused in guards("IS DISTINCT FROM"):
        yield f"""
            CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $refuse$
            BEGIN
                IF {CLOSED} AND ({refused}) THEN
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
    for name, table, _act, _refused in guards(""):
        schema_editor.execute(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}"), params=None)
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION {name}()", params=None)


class Migration(migrations.Migration):
    dependencies = [("certification", "0002_certificates_never_change")]
    operations = [migrations.RunPython(guard, unguard)]
