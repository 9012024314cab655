"""What a teacher changes: a project led by one person through the stages of her cohort."""

from .choices import RESTING, VISIBILITY_MEANS, WRITABLE, NameForm, ProjectStatus, Visibility
from .comment import Comment
from .entries import StageEntry
from .items import ActionStep, Consultation, EvidenceItem, LogEntry
from .project import Project
from .vignette import Vignette, VignetteStatus

__all__ = [
    "RESTING",
    "VISIBILITY_MEANS",
    "WRITABLE",
    "ActionStep",
    "Comment",
    "Consultation",
    "EvidenceItem",
    "LogEntry",
    "NameForm",
    "Project",
    "ProjectStatus",
    "StageEntry",
    "Vignette",
    "VignetteStatus",
    "Visibility",
]
