"""What is counted, of what, and how: the one place of every definition (invariant 7)."""

from .definitions import ALL, INDICATORS, PUBLIC, QUIET_DAYS, VERSION, Indicator
from .groups import Group
from .measuring import Figure, Figures, Ledger, ledger_of, measure

__all__ = [
    "ALL",
    "INDICATORS",
    "PUBLIC",
    "QUIET_DAYS",
    "VERSION",
    "Figure",
    "Figures",
    "Group",
    "Indicator",
    "Ledger",
    "ledger_of",
    "measure",
]
