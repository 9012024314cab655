"""Where teachers work: places of the KATO classifier, schools, who heads them and who teaches there."""

from .places import District, Place, Region, Settlement
from .rosters import (
    NameOrder,
    RosterImport,
    RosterKind,
    RosterRow,
    RosterStatus,
    RowChoice,
    Verdict,
)
from .schools import FEWEST_SHOWN, CurrentQuerySet, Headship, Relation, School, SchoolKind, Teacher, TeachingLanguage

__all__ = [
    "FEWEST_SHOWN",
    "CurrentQuerySet",
    "District",
    "Headship",
    "NameOrder",
    "Place",
    "Region",
    "Relation",
    "RosterImport",
    "RosterKind",
    "RosterRow",
    "RosterStatus",
    "RowChoice",
    "School",
    "SchoolKind",
    "Settlement",
    "Teacher",
    "TeachingLanguage",
    "Verdict",
]
