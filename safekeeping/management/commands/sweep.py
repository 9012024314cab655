from django.core.management.base import BaseCommand

from safekeeping.models import KeptFile, KeptForm


class Command(BaseCommand):
    help = "Removes kept forms nobody came back for. Run it once a day."

    def handle(self, **options):
        for file in KeptFile.objects.filter(kept__in=KeptForm.objects.stale()):
            file.file.delete(save=False)
        count, _by_model = KeptForm.objects.stale().delete()
        self.stdout.write(f"{count} removed")
