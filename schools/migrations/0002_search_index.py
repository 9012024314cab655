from django.db import migrations


def each(*statements):
    def run(apps, schema_editor):
        """Parts of words are found by an index where the database has one for them; SQLite reads the column."""
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("schools", "0001_initial")]

    operations = [
        migrations.RunPython(
            each(
                "CREATE EXTENSION IF NOT EXISTS pg_trgm",  # its owner may: PostgreSQL trusts this one
                "CREATE INDEX schools_school_words ON schools_school USING gin (search_text gin_trgm_ops)",
            ),
            each("DROP INDEX schools_school_words"),
        )
    ]
