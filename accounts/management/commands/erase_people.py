from django.core.management.base import BaseCommand

from accounts.erasing import record
from accounts.erasing.acts import erase
from accounts.erasing.models import ErasureRequest
from accounts.models import User


class Command(BaseCommand):
    help = (
        "Carries out requests to be erased whose fourteen days are over. "
        "With --again, after a restore: erases everybody in the list of erased people once more."
    )

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="read erased.jsonl and erase who has come back")

    def handle(self, again, **options):
        record.write_missing()  # what a crash after a commit may have left out
        count = self.erase_again() if again else self.erase_due()
        self.stdout.write(f"{count} people erased")

    def erase_due(self):
        due = list(ErasureRequest.objects.due().select_related("person"))
        for request in due:
            request.carry_out()
        return len(due)

    def erase_again(self):
        listed = record.read()
        back = list(User.objects.filter(pk__in=listed, erased_at=None))
        for person in back:
            erase(person, keep_story=listed[person.pk]["keep_story"])
        return len(back)
