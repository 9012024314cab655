"""Where we meet: professional communities, who belongs to them, their sessions and network events."""

from .calendar import CalendarAddress
from .community import (
    Community,
    CommunityStatus,
    Facilitation,
    FacilitatorKind,
    Membership,
)
from .event import NetworkEvent
from .session import (
    Attendance,
    LogReceipt,
    Mark,
    Reflection,
    Session,
    SessionMode,
    SessionStatus,
)

__all__ = [
    "Attendance",
    "CalendarAddress",
    "Community",
    "CommunityStatus",
    "Facilitation",
    "FacilitatorKind",
    "LogReceipt",
    "Mark",
    "Membership",
    "NetworkEvent",
    "Reflection",
    "Session",
    "SessionMode",
    "SessionStatus",
]
