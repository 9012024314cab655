"""The whole of a project at one moment, as plain data that no later change reaches."""

from django.utils.translation import override

from programme.models import Stage


def freeze(project):
    """Everything that a reader of the portfolio sees, in the project's own language. About 12 queries.

    Plain JSON data; days are ISO text, missing texts "" and missing counts None:
    {"title", "language", "author", "school", "community", "concern", "themes": [..], "subject", "grades",
     "methods": [..],
     "stages": [{"number", "title", "part", "done", "answers": [{"key", "question", "text"}]}],
     "consultations": [{"whom", "on", "said", "changed"}],
     "steps": [{"what", "who", "starts_on", "due_on", "hoped_evidence", "done_on"}],
     "log": [{"on", "text"}],
     "evidence": [{"id", "title", "on", "method", "said", "upload" (id or None), "name", "alt", "is_picture"}],
     "changes": {"girls", "boys", "pupils", "colleagues", "school", "me"},
     "vignette", "vignette_words"}
    `part` is the stage's StagePart; questions come in the stage's order, unanswered ones with "".
    """
    with override(project.language):
        return {**_about(project), "stages": _stages(project), **_lists(project), **_results(project)}


def _about(project):
    return {
        "title": project.title,
        "language": project.language,
        "author": project.lead.full_name,
        "school": str(project.school.name),
        "community": project.community.name,
        "concern": project.concern,
        "themes": [str(theme.name) for theme in project.themes.all()],
        "subject": str(project.subject.name) if project.subject else "",
        "grades": project.grades,
        "methods": [str(method.name) for method in project.methods.all()],
    }


def _stages(project):
    entries = {entry.stage_id: entry for entry in project.entries.all()}
    stages = Stage.objects.filter(cohort=project.community.cohort_id).order_by("number").prefetch_related("questions")
    return [_stage(stage, entries.get(stage.pk)) for stage in stages]


def _stage(stage, entry):
    answers = entry.answers if entry else {}
    return {
        "number": stage.number,
        "title": str(stage.title),
        "part": stage.part,
        "done": bool(entry and entry.done_at),
        "answers": [
            {"key": question.key, "question": str(question.text), "text": answers.get(question.key, "")}
            for question in stage.questions.all()
        ],
    }


def _lists(project):
    evidence = project.evidence.select_related("upload", "method")
    return {
        "consultations": [_columns(row, "whom", "on", "said", "changed") for row in project.consultations.all()],
        "steps": [
            _columns(row, "what", "who", "starts_on", "due_on", "hoped_evidence", "done_on")
            for row in project.steps.all()
        ],
        "log": [_columns(row, "on", "text") for row in project.log.all()],
        "evidence": [_evidence(item) for item in evidence],
    }


def _evidence(item):
    return {
        **_columns(item, "id", "title", "on", "said"),
        "method": str(item.method.name) if item.method else "",
        "upload": item.upload_id,
        "name": item.upload.name if item.upload else "",
        "alt": item.upload.alt if item.upload else "",
        "is_picture": bool(item.upload and item.upload.is_picture),
    }


def _results(project):
    vignette = getattr(project, "vignette", None)
    return {
        "changes": {
            "girls": project.girls_reached,
            "boys": project.boys_reached,
            "pupils": project.changed_pupils,
            "colleagues": project.changed_colleagues,
            "school": project.changed_school,
            "me": project.changed_me,
        },
        "vignette": vignette.text if vignette else "",
        "vignette_words": vignette.word_count if vignette else 0,
    }


def _columns(row, *names):
    """The named columns; days as ISO text, None kept."""
    values = ((name, getattr(row, name)) for name in names)
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values}
