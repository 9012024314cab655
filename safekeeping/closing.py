"""The portal closed for planned work: a file says so, and when it is expected back. All workers see it at once."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def sign():
    return Path(settings.VAR_DIR) / "closed"


def close(minutes):
    until = timezone.now() + timedelta(minutes=minutes)
    sign().write_text(until.isoformat(timespec="minutes"))
    return until


def reopen():
    sign().unlink(missing_ok=True)


def closed_until():
    """None while the portal is open. A file that says no time closes it too: for half an hour from now."""
    try:
        text = sign().read_text().strip()
    except FileNotFoundError:
        return None
    try:
        until = datetime.fromisoformat(text)
    except ValueError:
        until = None
    return until if until and timezone.is_aware(until) else timezone.now() + timedelta(minutes=30)
