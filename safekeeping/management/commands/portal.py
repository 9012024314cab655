from django.core.management.base import BaseCommand
from django.utils import timezone

from safekeeping import closing


class Command(BaseCommand):
    help = "Closes the portal for planned work, with a page in three languages, and opens it again."

    def add_arguments(self, parser):
        parser.add_argument("act", choices=["close", "open"])
        parser.add_argument("--minutes", type=int, default=30, help="when it is expected back")

    def handle(self, act, minutes, **options):
        if act == "close":
            until = timezone.localtime(closing.close(minutes))
            self.stdout.write(f"Closed; the page says: back by {until:%H:%M}. `manage.py portal open` ends it.")
        else:
            closing.reopen()
            self.stdout.write("Open.")
