from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from insights.demo.building import is_there
from insights.large_seed.building import build
from insights.large_seed.sizes import SIZES


class Command(BaseCommand):
    help = "Fills an empty portal with the large set of docs/promises.md, for measuring (make bench)."

    def add_arguments(self, parser):
        parser.add_argument("--size", choices=SIZES, default="large", help="small is a tenth of large")

    def handle(self, *, size, **options):
        if not settings.DEMO:
            raise CommandError("The set has the demo's public passwords, so it is refused here (DEMO is off).")
        if is_there():
            raise CommandError("There are people in this portal already: the set needs an empty one.")
        begun = monotonic()
        build(SIZES[size])
        self.stdout.write(f"The {size} set is ready ({monotonic() - begun:.0f} s).")
