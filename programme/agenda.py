"""What waits for coordinators in this room: for their own first page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from .models import JoinRequest


@dataclass(frozen=True)
class Requests:
    waiting: int
    oldest: datetime | None


def for_coordinator():
    """Schools that asked to join and have no answer. One query."""
    found = JoinRequest.objects.waiting().aggregate(waiting=Count("pk"), oldest=Min("sent_at"))
    return Requests(**found)
