"""Logging a session, and correcting a log."""

from .form import LogForm
from .storing import receive

__all__ = ["LogForm", "receive"]
