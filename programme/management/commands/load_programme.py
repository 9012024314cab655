from django.core.management.base import BaseCommand

from programme.defaults import make_programme
from programme.models import Page, Partner, Tool


class Command(BaseCommand):
    help = "Loads the programme's pages, partners, tools and lists in three languages. What is there already stays."

    def handle(self, **options):
        make_programme()
        counts = (Page.objects.count(), Partner.objects.count(), Tool.objects.count())
        self.stdout.write("The portal has {} pages, {} partners and {} tools.".format(*counts))
