"""Small functions that build a valid thing of a project and no more. See also tests/makers.py."""

from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from projects.models import ActionStep, Comment, Consultation, EvidenceItem, LogEntry, StageEntry, Vignette
from tests.makers import make_community, make_project, make_stages
from uploads.models import Faces, Upload, UploadKind

__all__ = ["make_project"]


def make_staged_project(**fields):
    """A project in a cohort with its ten stages; each stage has the required question `question-<number>`."""
    community = fields.pop("community", None) or make_community()
    if not community.cohort.stages.exists():
        make_stages(community.cohort)
    return make_project(community, **fields)


def stage_of(project, number):
    return project.community.cohort.stages.get(number=number)


def make_entry(project, number=1, **fields):
    entry, _new = StageEntry.objects.get_or_create(
        project=project,
        stage=stage_of(project, number),
        defaults={"answers": {f"question-{number}": "Балалар оқығанын айта алмайды."}, **fields},
    )
    return entry


def make_consultation(project, **fields):
    return Consultation.objects.create(
        project=project, **{"whom": "Әріптес", "on": timezone.localdate(), "said": "Келісемін.", **fields}
    )


def make_step(project, **fields):
    return ActionStep.objects.create(project=project, **{"what": "Топпен оқу", **fields})


def make_log_entry(project, **fields):
    return LogEntry.objects.create(project=project, **{"on": timezone.localdate(), "text": "Бүгін оқыдық.", **fields})


def make_evidence(project, **fields):
    return EvidenceItem.objects.create(project=project, **{"title": "Мазмұндама", "on": timezone.localdate(), **fields})


def make_picture(owner, **fields):
    upload = Upload(
        owner=owner,
        **{
            "kind": UploadKind.PICTURE,
            "name": "dapter.webp",
            "content_type": "image/webp",
            "size": 4,
            "sha256": uuid4().hex * 2,
            "alt": "Оқушы дәптері",
            "faces": Faces.NOBODY,
            **fields,
        },
    )
    upload.file.save("dapter.webp", ContentFile(b"RIFF"), save=False)
    upload.save()
    return upload


def make_vignette(project, **fields):
    return Vignette.objects.create(project=project, **{"text": "Бұл хикая бір сабақтан басталды.", **fields})


def make_comment(project, author, number=1, **fields):
    return Comment.objects.create(
        project=project, stage=stage_of(project, number), author=author, **{"text": "Қашан шақырасыз?", **fields}
    )
