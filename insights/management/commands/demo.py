from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from insights.demo import accounts
from insights.demo.building import build, is_there


class Command(BaseCommand):
    help = "Builds the invented demo programme in an empty portal."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="only print the demo's accounts")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are people already")

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demo has public passwords, so it is refused here (DEMO is off).")
        if options["accounts"]:
            self.stdout.write(accounts.lines())
            return
        if is_there():
            if options["if_empty"]:
                return
            raise CommandError("There are people in this portal already: the demo needs an empty one.")
        begun = monotonic()
        build()
        self.stdout.write(f"The demo programme is ready ({monotonic() - begun:.0f} s).")
        self.stdout.write(accounts.lines())
