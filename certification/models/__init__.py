"""What the university recognises: a portfolio, its frozen versions, and their review."""

from .portfolio import DECIDED, WAITING, Portfolio, PortfolioStatus, PortfolioVersion, fingerprint
from .review import Criterion, CriterionComment, Outcome, Review
from .reviewers import Assignment, ConflictOfInterest, eligible_reviewers, known_reviewers

__all__ = [
    "DECIDED",
    "WAITING",
    "Assignment",
    "ConflictOfInterest",
    "Criterion",
    "CriterionComment",
    "Outcome",
    "Portfolio",
    "PortfolioStatus",
    "PortfolioVersion",
    "Review",
    "eligible_reviewers",
    "fingerprint",
    "known_reviewers",
]
