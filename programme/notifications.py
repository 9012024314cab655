"""Letters of this room."""

from accounts.models import COORDINATORS, User
from outbox.letters import write_to


def school_asks_to_join(request):
    """To every coordinator, in her language. Who wrote gets none: nobody has checked that the address is hers."""
    for person in User.objects.filter(groups__name=COORDINATORS, is_active=True):
        write_to(person, "join_request", path=request.get_absolute_url, request=request)
