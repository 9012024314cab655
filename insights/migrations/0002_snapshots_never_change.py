"""The database itself refuses to change the figures of a snapshot, or to delete one. Its state may change."""

from django.db import migrations

WORDS = "A snapshot never changes."
FROZEN = ("id", "name", "cohort_id", "region_id", "hides_few", "definitions", "content", "frozen_on", "made_by_id", "made_at")

SQLITE = [
    f"""
    CREATE TRIGGER insights_snapshot_no_update BEFORE UPDATE OF {", ".join(FROZEN)} ON insights_snapshot
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END
    """,
    f"""
    CREATE TRIGGER insights_snapshot_no_delete BEFORE DELETE ON insights_snapshot
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END
    """,
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION insights_snapshot_refuse() RETURNS trigger LANGUAGE plpgsql AS $refuse$
    BEGIN RAISE EXCEPTION '{WORDS}'; END
    $refuse$
    """,
    f"""
    CREATE TRIGGER insights_snapshot_no_update BEFORE UPDATE OF {", ".join(FROZEN)} ON insights_snapshot
    FOR EACH ROW EXECUTE FUNCTION insights_snapshot_refuse()
    """,
    """
    CREATE TRIGGER insights_snapshot_no_delete BEFORE DELETE ON insights_snapshot
    FOR EACH ROW EXECUTE FUNCTION insights_snapshot_refuse()
    """,
]
SQLITE_BACK = ["DROP TRIGGER insights_snapshot_no_update", "DROP TRIGGER insights_snapshot_no_delete"]
POSTGRESQL_BACK = [
    "DROP TRIGGER insights_snapshot_no_update ON insights_snapshot",
    "DROP TRIGGER insights_snapshot_no_delete ON insights_snapshot",
    "DROP FUNCTION insights_snapshot_refuse()",
]


def guard(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("insights", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
