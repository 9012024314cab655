"""Pages of the room: the teacher's, the queue, and the reading of one portfolio."""

from .queue import assign, queue, unassign
from .reading import decide, portfolio, portfolio_pdf, version
from .teacher import feedback, recall, submit

__all__ = [
    "assign",
    "decide",
    "feedback",
    "portfolio",
    "portfolio_pdf",
    "queue",
    "recall",
    "submit",
    "unassign",
    "version",
]
