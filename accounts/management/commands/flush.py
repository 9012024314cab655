from django.core.management.commands import flush

from accounts import trail


class Command(flush.Command):
    """Django's own. Emptying a whole database, as tests do, empties its audit trail too; SQLite does it by DELETE."""

    def handle(self, **options):
        with trail.opened("flush"):
            super().handle(**options)
