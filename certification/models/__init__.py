"""What the university recognises: a portfolio, its frozen versions, their review, decisions and certificates."""

from .attestation import AttestationWords
from .certificates import (
    Batch,
    Certificate,
    CertificateStatus,
    Revocation,
    RevocationReason,
    Series,
    SigningKey,
)
from .corrections import CorrectionStatus, NameCorrection
from .decisions import Appeal, AppealStatus, Decision, DecisionList, ListStatus
from .kinds import CertificateKind, ConfirmedName, KindLogo, KindPicture, Layout, Recipient, Signatory
from .moderation import AssessmentRules, Moderation, ModerationReason, ModerationStatus
from .portfolio import DECIDED, WAITING, WITH_UNIVERSITY, Portfolio, PortfolioStatus, PortfolioVersion, fingerprint
from .review import FINAL, CriterionMark, Outcome, Review
from .reviewers import (
    Assignment,
    ConflictKind,
    ConflictOfInterest,
    Ended,
    Reading,
    Reviewer,
    eligible_reviewers,
    known_reviewers,
    reviews,
    to_read,
)
from .rubric import Criterion, Level, Rubric, RubricStatus

__all__ = [
    "DECIDED",
    "FINAL",
    "WAITING",
    "WITH_UNIVERSITY",
    "Appeal",
    "AppealStatus",
    "AssessmentRules",
    "Assignment",
    "AttestationWords",
    "Batch",
    "Certificate",
    "CertificateKind",
    "CertificateStatus",
    "ConfirmedName",
    "ConflictKind",
    "ConflictOfInterest",
    "CorrectionStatus",
    "Criterion",
    "CriterionMark",
    "Decision",
    "DecisionList",
    "Ended",
    "KindLogo",
    "KindPicture",
    "Layout",
    "Level",
    "ListStatus",
    "Moderation",
    "ModerationReason",
    "ModerationStatus",
    "NameCorrection",
    "Outcome",
    "Portfolio",
    "PortfolioStatus",
    "PortfolioVersion",
    "Reviewer",
    "Reading",
    "Recipient",
    "Review",
    "Revocation",
    "RevocationReason",
    "Rubric",
    "RubricStatus",
    "Series",
    "Signatory",
    "SigningKey",
    "eligible_reviewers",
    "fingerprint",
    "known_reviewers",
    "reviews",
    "to_read",
]
