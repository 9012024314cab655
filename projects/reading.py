"""A project laid out by its stages, for whoever reads it."""

from collections import defaultdict
from dataclasses import dataclass, field

import programme.stages
from accounts.prepared import Prepared
from programme.models import Stage, StagePart

from .models import ActionStep, Comment, Consultation, EvidenceItem, LogEntry, StageEntry


@dataclass
class Chapter:
    """One stage of one project: what was asked and answered, its list, and what was said about it."""

    stage: Stage
    entry: StageEntry | None
    state: str  # "done", "now", "begun" or "waiting"
    answers: list = field(default_factory=list)  # (question, text)
    rows: list = field(default_factory=list)  # consultations, steps, log or evidence
    comments: list = field(default_factory=list)
    has_part: bool = False  # something in the columns that belong to this stage: concern, changes, vignette

    @property
    def is_empty(self):
        return not (self.has_part or self.rows or any(text for _question, text in self.answers))

    @property
    def is_done(self):
        return self.state == "done"

    @property
    def open_comments(self):
        return sum(comment.settled_at is None for comment in self.comments)


def stages_of(project):
    return Stage.objects.filter(cohort=project.community.cohort_id).order_by("number")


def entries_of(project):
    """Her rows of the stages: what she answered, and what is done."""
    return ENTRIES.rows(project)


def path_of(project, entries):
    """The stages as lamps: Chapters with their state and comments, without texts. One query, and now and then one.

    entries: as entries_of() gives them.
    """
    entries = {entry.stage_id: entry for entry in entries}
    comments = comments_by_stage(project)
    stages = programme.stages.stages_of(project.community.cohort_id)
    now = next((stage for stage in stages if not _done(entries.get(stage.pk))), None)
    return [
        Chapter(stage, entries.get(stage.pk), _state(entries.get(stage.pk), stage is now), comments=comments[stage.pk])
        for stage in stages
    ]


def chapters(project):
    """Every stage with its texts, lists and comments. 11 queries, however long the project."""
    entries = {entry.stage_id: entry for entry in entries_of(project)}
    rows, comments, filled = lists_of(project), comments_by_stage(project), filled_parts(project)
    return [
        Chapter(
            stage,
            entries.get(stage.pk),
            _state(entries.get(stage.pk)),
            answered(stage, entries.get(stage.pk)),
            rows.get(stage.part, []),
            comments[stage.pk],
            stage.part in filled,
        )
        for stage in stages_of(project).prefetch_related("questions")
    ]


def answered(stage, entry):
    """(question, text) of a stage; unanswered questions come with ""."""
    texts = entry.answers if entry else {}
    return [(question, texts.get(question.key, "")) for question in stage.questions.all()]


def rows_of(project, part):
    """The list that belongs to a part of the method, ready for showing; [] for parts without one."""
    rows = LISTS[part].rows(project) if part in LISTS else []
    for row in rows:
        row.project = project
    return rows


def filled_parts(project):
    """The parts whose columns the author has begun to fill."""
    vignette = getattr(project, "vignette", None)
    changes = (project.changed_pupils, project.changed_colleagues, project.changed_school, project.changed_me)
    return {
        part
        for part, texts in (
            (StagePart.CONCERN, [project.concern]),
            (StagePart.CHANGES, changes),
            (StagePart.VIGNETTE, [vignette.text if vignette else ""]),
        )
        if any(texts)
    }


def lists_of(project):
    parts = (StagePart.CONSULTATIONS, StagePart.ACTIONS, StagePart.LOG, StagePart.EVIDENCE)
    return {part: rows_of(project, part) for part in parts}


def comments_by_stage(project):
    """{stage: [comments]}, each with `thread`, its answers in their order."""
    found = defaultdict(list)
    for comment in _with_threads(SAID.rows(project)):
        found[comment.stage_id].append(comment)
    return found


def comments_at(project, stage):
    """Those at one stage."""
    return _with_threads(SAID_AT.rows(project, stage))


def _with_threads(comments):
    threads = defaultdict(list)
    for comment in comments:
        threads[comment.answers_id].append(comment)
    for comment in threads[None]:
        comment.thread = threads[comment.pk]
    return threads[None]


def _done(entry):
    return bool(entry and entry.done_at)


def _state(entry, is_now=False):
    if _done(entry):
        return "done"
    if is_now:
        return "now"
    return "begun" if entry and any(entry.answers.values()) else "waiting"


def _entries(project):
    return StageEntry.objects.filter(project=project)


def _said(project):
    return Comment.objects.filter(project=project).for_reading().order_by("written_at")


def _said_at(project, stage: int):
    return _said(project).filter(stage=stage)


def _evidence(project):
    return EvidenceItem.objects.filter(project=project).select_related("upload", "method")


ENTRIES, SAID, SAID_AT = Prepared(_entries), Prepared(_said), Prepared(_said_at)
LISTS = {
    StagePart.CONSULTATIONS: Prepared(lambda project: Consultation.objects.filter(project=project)),
    StagePart.ACTIONS: Prepared(lambda project: ActionStep.objects.filter(project=project)),
    StagePart.LOG: Prepared(lambda project: LogEntry.objects.filter(project=project)),
    StagePart.EVIDENCE: Prepared(_evidence),
}
