"""What colleagues read and say; what the author answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from projects.forms import AnswerForm, CommentForm, ReadingSearchForm
from projects.models import Comment, Project
from projects.reading import Chapter, answered, chapters, comments_by_stage, rows_of, stages_of
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, once

READ_WITH = ("lead", "community__cohort", "school__district__region", "subject", "vignette")


PROJECTS_A_PAGE = 25


def reading_list(request):
    """Projects that colleagues share with this person, last changed first."""
    search = ReadingSearchForm(request.GET)
    shared = Project.objects.readable_by(request.user).exclude(lead=request.user).exclude(status="withdrawn")
    projects = search.narrow(shared).for_reading().order_by("-changed_at", "id")
    page = Paginator(projects, PROJECTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "projects/reading_list.html", {"search": search, "page": page})


def project_read(request, project_id):
    """The whole project, stage by stage, with what was said beside it. Private: for those who may read it."""
    readable = Project.objects.readable_by(request.user).select_related(*READ_WITH)
    project = get_object_or_404(readable.prefetch_related("themes", "methods"), pk=project_id)
    context = {
        "project": project,
        "chapters": chapters(project),
        "can_comment": Project.objects.commentable_by(request.user).contains(project),
        "is_own": project.lead_id == request.user.pk,
    }
    return render(request, "projects/project_read.html", context)


def comment_new(request, project_id, stage_number):
    open_to_her = Project.objects.commentable_by(request.user).select_related(*READ_WITH)
    project = get_object_or_404(open_to_her.prefetch_related("themes", "methods"), pk=project_id)
    stage = get_object_or_404(stages_of(project).prefetch_related("questions"), number=stage_number)
    form = fill(request, CommentForm)
    if request.method == "POST" and form.is_valid():
        comment = say(request, form, lambda **keys: Comment.objects.say(project, stage, request.user, **keys))
        if comment:
            messages.success(request, _("Your comment is with %(name)s.") % {"name": project.lead.short_name})
            return redirect(comment.path_for(request.user))
    entry = project.entries.filter(stage=stage).first()
    chapter = Chapter(stage, entry, "", answered(stage, entry), rows_of(project, stage.part))
    chapter.comments = comments_by_stage(project)[stage.pk]
    context = {"form": form, "project": project, "stage": stage, "chapter": chapter}
    return render(request, "projects/comment_new.html", context, status=422 if form.errors else 200)


def comment_answer(request, project_id, comment_id):
    comments = Comment.objects.answerable_by(request.user).filter(project=project_id)
    comment = get_object_or_404(comments.with_replies().select_related("project__lead"), pk=comment_id)
    form = fill(request, AnswerForm)
    if request.method == "POST" and form.is_valid():
        reply = say(request, form, lambda **keys: Comment.objects.answer(comment, request.user, **keys))
        if reply:
            messages.success(request, _("Your answer is sent."))
            return redirect(reply.path_for(request.user))
    context = {"form": form, "comment": comment, "project": comment.project}
    return render(request, "projects/comment_answer.html", context, status=422 if form.errors else 200)


def say(request, form, make):
    """The comment, made once; None when the form was sent before with other words, which it then says."""
    earlier = Comment.objects.filter(author=request.user)
    try:
        return once(lambda **keys: make(text=form.cleaned_data["text"], **keys), earlier, form)[0]
    except SentDifferently:
        form.sent_differently()
        return None


@require_POST
def comment_settle(request, project_id, comment_id):
    return set_settled(request, project_id, comment_id, Comment.settle)


@require_POST
def comment_reopen(request, project_id, comment_id):
    return set_settled(request, project_id, comment_id, Comment.reopen)


def set_settled(request, project_id, comment_id, verb):
    comments = Comment.objects.settled_by(request.user).filter(project=project_id).select_related("project", "stage")
    comment = get_object_or_404(comments, pk=comment_id)
    verb(comment, request.user)
    return redirect(comment.path_for(request.user))
