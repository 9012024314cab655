"""What this room holds of a person, and how it forgets her (promise D5)."""

from django.db import transaction

from accounts.erasing.acts import forget_with
from accounts.holdings import hold

from .models import (
    ActionStep,
    Comment,
    Consultation,
    EvidenceItem,
    LogEntry,
    NameForm,
    Project,
    ProjectStatus,
    StageEntry,
    Vignette,
    Visibility,
)
from .telling import sweep_pictures

GONE = "—"  # where a comment stood
WORDS = ("title", "concern", "changed_pupils", "changed_colleagues", "changed_school", "changed_me")


def register():
    hold(Project, "lead")
    for part in (StageEntry, Consultation, ActionStep, LogEntry, EvidenceItem, Vignette, Comment):
        hold(part, "project__lead")
    hold(Comment, "author")
    forget_with(forget)


def forget(erasing):
    """Her comments to others lose their words; her projects all that she wrote, or all but the story that stays."""
    Comment.objects.filter(author=erasing.person).update(text=GONE, payload_hash="")
    for project in Project.objects.filter(lead=erasing.person):
        if erasing.keep_story and project.status == ProjectStatus.PUBLISHED:
            keep_story_alone(project, erasing)
        else:
            empty(project)
    transaction.on_commit(sweep_pictures)  # previews of links that show what is gone


def keep_story_alone(project, erasing):
    """What the public reads stays, named after the school; what led to it goes."""
    shown = project.evidence.filter(is_public=True)
    for part in (project.entries, project.consultations, project.steps, project.log, project.comments):
        part.all().delete()
    project.evidence.exclude(pk__in=shown.values("pk")).delete()
    erasing.kept_uploads |= set(shown.exclude(upload=None).values_list("upload", flat=True))
    erasing.kept_uploads |= {project.cover_id} - {None}
    project.name_form = NameForm.SCHOOL
    project.save(update_fields=["name_form"])


def empty(project):
    """The row stays with school, theme and counts of pupils: figures that were told remain true."""
    for part in (project.entries, project.consultations, project.steps, project.log, project.evidence):
        part.all().delete()
    project.comments.all().delete()
    Vignette.objects.filter(project=project).delete()
    for name in WORDS:
        setattr(project, name, "")
    project.payload_hash = ""
    project.cover, project.published_at = None, None
    project.name_form, project.visibility = NameForm.SCHOOL, Visibility.ME
    finished = project.status in (ProjectStatus.ACCEPTED, ProjectStatus.PUBLISHED)
    project.status = ProjectStatus.ACCEPTED if finished else ProjectStatus.WITHDRAWN
    project.version += 1
    project.save()
