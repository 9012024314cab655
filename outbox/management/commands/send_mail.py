import time

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from outbox.models import Message


class Command(BaseCommand):
    help = "Delivers the outbox: once, or with --forever every few seconds."

    def add_arguments(self, parser):
        parser.add_argument("--forever", action="store_true")
        parser.add_argument("--pause", type=float, default=5.0, help="seconds between two looks")

    def handle(self, forever, pause, **options):
        while True:
            connection = get_connection(settings.OUTBOX_DELIVERY_BACKEND, timeout=settings.EMAIL_TIMEOUT)
            for message in Message.objects.due()[:100]:
                message.deliver(connection)
            if not forever:
                return
            time.sleep(pause)
            close_old_connections()  # the database may have been away meanwhile
