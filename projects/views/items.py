"""Rows of the project's own lists: consultations, steps, log, evidence. One shape for the four."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programme.models import Stage
from projects.item_forms import KINDS
from projects.models import ActionStep, Project
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, made_before, once


def writable(request, project_id):
    projects = Project.objects.editable_by(request.user).select_related("lead", "school", "community")
    return get_object_or_404(projects, pk=project_id)


def kind_of(name):
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def row_of(project, kind, row_id):
    row = get_object_or_404(kind.model.objects.filter(project=project), pk=row_id)
    row.project = project
    return row


def stage_of(project, kind):
    return Stage.objects.filter(cohort=project.community.cohort_id, part=kind.part).first()


def back_to(project, kind):
    stage = stage_of(project, kind)
    return redirect("projects:stage", project.pk, stage.number) if stage else redirect(project)


def row_new(request, project_id, kind):
    project, kind = writable(request, project_id), kind_of(kind)
    if made := made_before(request, rows(project, kind)):
        messages.info(request, _("This has been saved already. Here you can change it."))
        return redirect("projects:row", project.pk, kind.name, made.pk)
    form = fill(request, kind.new_form, owner=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            row, is_new = once(lambda **keys: form.make(project, **keys), rows(project, kind), form)
        except SentDifferently:
            form.sent_differently()
        else:
            if is_new:
                form.settle(row, request.user)
            messages.success(request, kind.added)
            return back_to(project, kind)
    return show(request, project, kind, form, kind.add)


def rows(project, kind):
    return kind.model.objects.filter(project=project)


def row(request, project_id, kind, row_id):
    project, kind = writable(request, project_id), kind_of(kind)
    found = row_of(project, kind, row_id)
    form = fill(request, kind.edit_form, owner=request.user, instance=found)
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    if request.method == "POST" and status == 200:
        if form.save_or_conflict():
            form.settle(found, request.user)
            project.touch()
            messages.success(request, kind.added)
            return back_to(project, kind)
        status = 409
    return show(request, project, kind, form, kind.change, status, found)


def show(request, project, kind, form, title, status=None, found=None):
    context = {
        "form": form,
        "project": project,
        "kind": kind,
        "row": found,
        "title": title,
        "stage": stage_of(project, kind),
    }
    return render(request, "projects/row.html", context, status=status or (422 if form.errors else 200))


def row_remove(request, project_id, kind, row_id):
    """Asks once and names what goes."""
    project, kind = writable(request, project_id), kind_of(kind)
    found = row_of(project, kind, row_id)
    if request.method == "POST":
        name = str(found)
        found.remove(request.user)
        messages.success(request, _("Removed: %(name)s") % {"name": name})
        return back_to(project, kind)
    context = {"project": project, "kind": kind, "row": found, "stage": stage_of(project, kind)}
    return render(request, "projects/row_remove.html", context)


@require_POST
def step_done(request, project_id, step_id):
    return set_step(request, project_id, step_id, ActionStep.mark_done)


@require_POST
def step_reopen(request, project_id, step_id):
    return set_step(request, project_id, step_id, ActionStep.reopen)


def set_step(request, project_id, step_id, verb):
    project, kind = writable(request, project_id), KINDS["steps"]
    verb(row_of(project, kind, step_id), request.user)
    return back_to(project, kind)
