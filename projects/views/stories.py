"""What everyone sees: published projects, and how they leave the portal: feed, citation, picture of a sent link."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from openweb import pictures
from openweb.filters import count_of
from openweb.keyset import Keyset
from openweb.pages import public_page
from projects import citations, telling
from projects.models import EvidenceItem, Project, ProjectStatus
from projects.story_search import StorySearchForm

STORIES = Keyset("stories", ("-published_at", "id"), 24)
MOST_IN_FEED = 30
MOST_RELATED = 3


@public_page
@vary_on_headers("HX-Request")
def story_list(request):
    search = StorySearchForm(request.GET)
    found, cursor = search.narrow(Project.objects.published()), request.GET.get("at", "")
    page = STORIES.page(found.for_cards(), cursor)
    context = {
        "search": search,
        "page": page,
        "count": count_of(page, found),
        "is_listed": not search.is_searched and not cursor,
    }
    template = "_stories" if request.htmx and not request.htmx.boosted else "story_list"
    return search.settle_address(request, render(request, f"projects/{template}.html", context))


@public_page
@require_safe
def story_feed(request):
    """The newest stories of a search, for feed readers."""
    stories = StorySearchForm(request.GET).narrow(Project.objects.published()).for_listing()
    feed = telling.as_feed(stories.order_by("-published_at", "id")[:MOST_IN_FEED], request.get_full_path())
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public_page
def story(request, project_id):
    """A published project; its author sees an accepted one too, as it would look.

    What is not public any more and what never was are answered alike, and kindly.
    """
    stories = Project.objects.stories_for(request.user).for_listing().select_related("vignette", "school__settlement")
    project = stories.filter(pk=project_id).first()
    if project is None:
        return render(request, "projects/story_gone.html", status=404)
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
        "near": Project.objects.published().near(project).for_cards()[:MOST_RELATED],
        "alike": Project.objects.published().alike(project).for_cards()[:MOST_RELATED],
        "citation": citations.plain(project),
        "linked_data": None if is_preview else telling.as_linked_data(project),
    }
    return render(request, "projects/story.html", context)


@login_not_required
@require_safe
def story_cite(request, project_id, style):
    """The citation as a file, for BibTeX and for programs that read CSL."""
    project = get_object_or_404(Project.objects.published().for_listing(), pk=project_id)
    if style not in citations.STYLES:
        raise Http404
    write, content_type = citations.STYLES[style]
    response = HttpResponse(write(project), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{citations.key(project)}.{style}")
    return response


@login_not_required
@require_safe
def story_picture(request, project_id):
    """What a messenger shows beside the link."""
    project = get_object_or_404(Project.objects.published().for_listing(), pk=project_id)
    return pictures.send(request, *telling.as_picture(project))
