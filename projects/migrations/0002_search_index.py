from django.db import migrations


def index(verb):
    def run(apps, schema_editor):
        """Parts of words are found by an index where the database has one for them; SQLite reads the column."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(verb)

    return run


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial"), ("schools", "0002_search_index")]

    operations = [
        migrations.RunPython(
            index("CREATE INDEX projects_project_words ON projects_project USING gin (search_text gin_trgm_ops)"),
            index("DROP INDEX projects_project_words"),
        )
    ]
