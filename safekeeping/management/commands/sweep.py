from django.core.management.base import BaseCommand

from safekeeping.models import KeptFile, KeptForm
from safekeeping.sweeping import BROOMS


class Command(BaseCommand):
    help = "Removes what nobody came back for: kept forms, files that were never attached. Run it once a day."

    def handle(self, **options):
        for file in KeptFile.objects.filter(kept__in=KeptForm.objects.stale()):
            file.file.delete(save=False)
        count, _by_model = KeptForm.objects.stale().delete()
        self.stdout.write(f"{count} kept rows removed")
        for broom in BROOMS:
            self.stdout.write(broom())
