from django.core.mail.backends.base import BaseEmailBackend

from .models import Message


class OutboxBackend(BaseEmailBackend):
    """Django's own mail (and allauth's) goes into the outbox too: same transaction, no waiting."""

    def send_messages(self, email_messages):
        rows = [
            Message(to=address, subject=" ".join(message.subject.split())[:300], body=message.body)
            for message in email_messages
            for address in message.recipients()
        ]
        return len(Message.objects.bulk_create(rows))
