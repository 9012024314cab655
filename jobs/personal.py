"""What this room holds of a person, and how it forgets her (promise D5)."""

from accounts.erasing.acts import forget_with
from accounts.holdings import hold

from .models import Job


def register():
    hold(Job, "owner", leave_out=("queue_id",))
    forget_with(forget)


def forget(erasing):
    """What she had asked for, done or not, with its file."""
    for job in Job.objects.filter(owner=erasing.person):
        job.erase()
