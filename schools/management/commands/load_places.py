from django.core.management.base import BaseCommand

from schools import places


class Command(BaseCommand):
    help = "Loads the regions, districts and settlements of Kazakhstan (KATO). Running it again changes nothing."

    def handle(self, **options):
        regions, districts, settlements = places.load()
        self.stdout.write(f"{regions} regions, {districts} districts, {settlements} settlements")
