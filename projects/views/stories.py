"""What everyone sees: published projects."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.vary import vary_on_headers

from projects.forms import StorySearchForm
from projects.models import EvidenceItem, Project, ProjectStatus

STORIES_A_PAGE = 24


@login_not_required
@vary_on_headers("HX-Request")
def story_list(request):
    search = StorySearchForm(request.GET)
    stories = search.narrow(Project.objects.published()).for_listing().order_by("-published_at", "id")
    page = Paginator(stories, STORIES_A_PAGE).get_page(request.GET.get("page"))
    template = "_stories" if request.htmx and not request.htmx.boosted else "story_list"
    return render(
        request, f"projects/{template}.html", {"search": search, "page": page, "narrowed": search.is_narrowed}
    )


@login_not_required
def story(request, project_id):
    """A published project; its author sees an accepted one too, as it would look."""
    stories = Project.objects.stories_for(request.user).for_listing().select_related("vignette", "school__settlement")
    project = get_object_or_404(stories, pk=project_id)
    is_preview = project.status != ProjectStatus.PUBLISHED
    vignette = getattr(project, "vignette", None)
    shown = EvidenceItem.objects.fit_for_story().filter(project=project).select_related("upload", "method")
    context = {
        "project": project,
        "evidence": list(shown),
        "steps": project.steps.exclude(done_on=None),
        "vignette": vignette if vignette and (vignette.is_published or is_preview) else None,
        "retracted": vignette and not vignette.is_published,
        "is_preview": is_preview,
        "is_own": request.user.is_authenticated and project.lead_id == request.user.pk,
    }
    return render(request, "projects/story.html", context)
