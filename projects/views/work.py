"""The author's own pages of her project, apart from its stages."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.prepared import Prepared
from communities.models import Community
from languages.fields import columns_of, own_columns
from projects import checklist
from projects.forms import ProjectForm, PublishForm, SharingForm
from projects.models import Project, ProjectStatus
from projects.page_parts import beside_checklist
from projects.reading import entries_of, path_of
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, once
from safekeeping.states import TransitionError

NEWEST_COMMENTS = 3


def own(request, project_id):
    """The reader's own project, with what its pages say of its community, cohort, school and subject."""
    project = OWN.one(request.user, project_id)
    if project is None:
        raise Http404
    project.lead = request.user
    return project


def _own(person, project):
    projects = Project.objects.led_by(User(pk=person)).select_related("community__cohort", "school", "subject")
    community = ("community__name", "community__language", "community__status")
    cohort = ("community__cohort__sessions_needed", "community__cohort__review_days", "community__cohort__status")
    names = columns_of("community__cohort__name", "school__name", "subject__name")
    return projects.filter(pk=project).only(*own_columns(Project), *community, *cohort, *names)


OWN = Prepared(_own)


def project_new(request):
    form = fill(request, ProjectForm, lead=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            project, is_new = once(form.make, Project.objects.filter(lead=request.user), form)
        except SentDifferently:
            form.sent_differently()
        else:
            if is_new:
                messages.success(request, _("Your project is begun. Its first stage waits for you."))
            return redirect(project)
    context = {"form": form, "has_community": Community.objects.joined_by(request.user).exists()}
    return render(request, "projects/project_new.html", context, status=422 if form.errors else 200)


def project(request, project_id):
    """The path of lamps."""
    project = own(request, project_id)
    entries = entries_of(project)
    path = path_of(project, entries)
    said = [comment for chapter in path for comment in chapter.comments if comment.settled_at is None]
    context = {
        "project": project,
        "path": path,
        "now": next((chapter for chapter in path if chapter.state == "now"), None),
        "done": sum(chapter.is_done for chapter in path),
        "said": sorted(said, key=lambda comment: comment.written_at, reverse=True)[:NEWEST_COMMENTS],
        "checklist": checklist.for_project(project, entries),
        "beside_checklist": beside_checklist(project),
        "can_rest": project.can_move_to(ProjectStatus.PAUSED) or project.can_move_to(ProjectStatus.WITHDRAWN),
    }
    return render(request, "projects/project.html", context)


def project_sharing(request, project_id):
    """Who may read it: the circles, in words."""
    project = own(request, project_id)
    form = fill(request, SharingForm, initial={"visibility": project.visibility})
    if request.method == "POST" and form.is_valid():
        try:
            project.share_with(form.cleaned_data["visibility"], request.user)
        except TransitionError:
            messages.error(request, _("A public story is open to everyone. Take it down first."))
        else:
            messages.success(request, _("Saved. It may be read by: %(circle)s.") % {"circle": circle_of(project)})
        return redirect(project)
    context = {"form": form, "project": project}
    return render(request, "projects/project_sharing.html", context, status=422 if form.errors else 200)


def circle_of(project):
    return project.get_visibility_display()


@require_POST
def project_begin(request, project_id):
    return act(request, project_id, Project.begin, _("The work has begun."))


@require_POST
def project_pause(request, project_id):
    return act(request, project_id, Project.pause, _("Your project rests. You can take it up again whenever you like."))


@require_POST
def project_resume(request, project_id):
    return act(request, project_id, Project.resume, _("Welcome back. Everything is as you left it."))


def project_withdraw(request, project_id):
    """Asks once, and says what happens; withdrawing can be undone."""
    project = own(request, project_id)
    if request.method == "POST":
        done = _("Your project is withdrawn. Nothing is deleted: you can resume it.")
        return act(request, project_id, Project.withdraw, done)
    return render(request, "projects/project_withdraw.html", {"project": project})


def act(request, project_id, verb, done):
    project = own(request, project_id)
    try:
        verb(project, request.user)
    except TransitionError:
        messages.error(request, _("That is not possible any more: the project’s state has changed."))
    else:
        messages.success(request, done)
    return redirect(project)


def project_publish(request, project_id):
    """The author chooses what strangers see, then makes it public."""
    project = get_object_or_404(Project.objects.led_by(request.user).filter(status="accepted"), pk=project_id)
    form = fill(request, PublishForm, project=project)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(request.user)
            project.publish(request.user)
        except ValidationError as error:
            form.add_error(None, error)
        except TransitionError:
            return redirect(project)
        else:
            messages.success(request, _("Your story is public. A new light is on the map."))
            return redirect("projects:story", project.pk)
    context = {"form": form, "project": project}
    return render(request, "projects/project_publish.html", context, status=422 if form.errors else 200)


@require_POST
def project_unpublish(request, project_id):
    done = _("The story is no longer public. Your community still reads the project.")
    return act(request, project_id, Project.unpublish, done)


@require_POST
def vignette_retract(request, project_id):
    return act_on_vignette(request, project_id, "retract", _("The vignette is off the public story."))


@require_POST
def vignette_publish(request, project_id):
    return act_on_vignette(request, project_id, "publish", _("The vignette is on the public story again."))


def act_on_vignette(request, project_id, verb, done):
    projects = Project.objects.led_by(request.user).published().filter(vignette__isnull=False)
    project = get_object_or_404(projects.select_related("vignette"), pk=project_id)
    try:
        getattr(project.vignette, verb)(request.user)
    except TransitionError:
        messages.error(request, _("That is not possible any more: the project’s state has changed."))
    else:
        messages.success(request, done)
    return redirect("projects:story", project.pk)
