"""One page a stage: it saves by itself while she types, and by its button without JavaScript."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programme.models import StagePart
from programme.stages import stage_with_questions, stages_of
from projects import checklist
from projects.item_forms import BY_PART
from projects.models import StageEntry
from projects.reading import Chapter, answered, comments_at, rows_of
from projects.stage_forms import form_of
from safekeeping.forms import fill

from .work import own


def stage(request, project_id, stage_number):
    project = own(request, project_id)
    stage = stage_with_questions(project.community.cohort_id, stage_number)
    if stage is None:
        raise Http404
    writing = request.method == "POST"
    entry = (StageEntry.objects.to_write if writing else StageEntry.objects.of)(project, stage)
    entry.project, entry.stage = project, stage
    form_class, keywords = form_of(stage, project, entry, writing=writing)
    form = fill(request, form_class, **keywords)
    status = save(form, project) if writing else 200
    if writing and request.htmx:
        return render(request, "projects/_saved.html", saved_words(form, status), status=status)
    if writing and status == 200:
        return go_on(request, project, entry, form)
    return render(request, "projects/stage.html", page(project, stage, entry, form), status=status)


def save(form, project):
    """Stores the form if it may be; returns the status of the answer."""
    if not form.is_valid():
        return 422
    if not project.is_writable:
        form.add_error(
            None, _("This project cannot be changed now, so this is not saved. Copy your text if you need it.")
        )
        return 422
    return 200 if form.save_or_conflict() else 409


def saved_words(form, status):
    """For the line beside the text while she types: what was saved when, or why it was not."""
    problem = ""
    if status == 409:
        problem = _("Not saved: somebody else saved this meanwhile. Press the save button to see both texts.")
    elif status != 200:
        first = next(iter(form.errors.values()))[0]
        problem = _("Not saved yet: %(problem)s") % {"problem": first}
    return {"form": form, "problem": problem, "at": timezone.localtime()}


def go_on(request, project, entry, form):
    """After the button: back to the path, with the lamp lit if the stage is done."""
    if form.cleaned_data["is_done"]:
        entry.mark_done(request.user)
        messages.success(request, _("Stage %(number)d is done: its lamp is lit.") % {"number": entry.stage.number})
    else:
        messages.success(request, _("Saved. You can go on whenever you like."))
    return redirect(project)


def page(project, stage, entry, form):
    chapter = Chapter(stage, entry, "", answered(stage, entry), rows_of(project, stage.part))
    chapter.comments = comments_at(project, stage)
    numbers = [one.number for one in stages_of(project.community.cohort_id)]
    return {
        "project": project,
        "stage": stage,
        "entry": entry,
        "chapter": chapter,
        "kind": BY_PART.get(stage.part),
        "form": form,
        "can_edit": project.is_writable or form.is_bound,
        "checklist": checklist.for_project(project) if stage.part == StagePart.PORTFOLIO else None,
        "total": len(numbers),
        "previous": max((number for number in numbers if number < stage.number), default=None),
        "next": min((number for number in numbers if number > stage.number), default=None),
    }


@require_POST
def stage_reopen(request, project_id, stage_number):
    project = own(request, project_id)
    entry = get_object_or_404(project.entries.select_related("stage"), stage__number=stage_number)
    if project.is_writable:
        entry.project = project
        entry.reopen(request.user)
    return redirect("projects:stage", project.pk, stage_number)
