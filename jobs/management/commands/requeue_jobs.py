from django.core.management.base import BaseCommand

from jobs.queue import requeue


class Command(BaseCommand):
    help = "Puts back into the queue what a killed worker has left (run_jobs does so by itself)."

    def handle(self, **options):
        self.stdout.write(f"{requeue()} jobs wait again")
