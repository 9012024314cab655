"""What the portal forgets: requests to join that nobody has touched for a year (docs/personal-data.md)."""

from .models import JoinRequest


def forget_old_requests():
    count, _by_model = JoinRequest.objects.outdated().delete()
    return f"{count} requests to join, a year after their last step"
