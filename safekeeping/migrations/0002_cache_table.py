"""The table of the cache that all workers share, so that `migrate` is all a new database needs."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("safekeeping", "0001_initial")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
