"""What waits for coordinators in this room: for their own first page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Value

from accounts.prepared import Prepared

from .models import JoinRequest


@dataclass(frozen=True)
class Requests:
    waiting: int
    oldest: datetime | None


def for_coordinator():
    """Schools that asked to join and have no answer. One query."""
    return Requests(*(WAITING.one() or (0, None)))


def _waiting():
    waiting = JoinRequest.objects.waiting().order_by().annotate(one=Value(1)).values("one")
    return waiting.annotate(waiting=Count("pk"), oldest=Min("sent_at")).values_list("waiting", "oldest")


WAITING = Prepared(_waiting)
