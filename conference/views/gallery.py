"""What everyone may see: the conference, its gallery, a poster."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.vary import vary_on_headers

from conference.forms import DeclineForm, GallerySearchForm
from conference.models import Conference, Poster, PosterStatus
from openweb.pages import public_page
from projects.models import Project

A_PAGE = 24
ON_THE_FIRST_PAGE = 6


@login_not_required
def conference_list(request):
    """Straight to the newest one; each names the earlier ones."""
    newest = Conference.objects.visible_to(request.user).first()
    return redirect(newest) if newest else render(request, "conference/conference_list.html")


@public_page
def conference(request, slug):
    conferences = Conference.objects.visible_to(request.user)
    conference = get_object_or_404(conferences, slug=slug)
    shown = conference.posters.shown()
    posters = shown.for_listing()[:ON_THE_FIRST_PAGE]
    context = {
        "conference": conference,
        "earlier": None if posters else Poster.objects.latest_gallery(request.user),
        "others": conferences.exclude(pk=conference.pk)[:10],
        "posters": posters,
        "poster_count": shown.count(),
        "school_count": shown.order_by().values("project__school").distinct().count(),
        "region_count": shown.order_by().values("project__school__district__region").distinct().count(),
        "mine": conference.posters.made_by(request.user).select_related("project", "conference"),
        "waiting": conference.posters.decidable_by(request.user).waiting().count(),
        "is_organiser": Conference.objects.organised_by(request.user).contains(conference),
        "can_begin": conference.is_open_for_posters
        and Poster.objects.projects_without(conference, request.user).exists(),
    }
    return render(request, "conference/conference.html", context)


@public_page
@vary_on_headers("HX-Request")
def poster_list(request, slug):
    conference = get_object_or_404(Conference.objects.visible_to(request.user), slug=slug)
    shown = conference.posters.shown()
    search = GallerySearchForm(request.GET, posters=shown)
    page = Paginator(search.narrow(shown).for_listing(), A_PAGE).get_page(request.GET.get("page"))
    is_listed = not search.is_searched and page.number == 1
    context = {"conference": conference, "search": search, "page": page, "is_listed": is_listed}
    return render(request, f"conference/{'_poster_rows' if request.htmx else 'poster_list'}.html", context)


@public_page
def poster(request, slug, poster_id):
    posters = Poster.objects.visible_to(request.user).filter(conference__slug=slug)
    poster = get_object_or_404(posters.for_listing(), pk=poster_id)
    return render(request, "conference/poster.html", about(poster, request.user))


def about(poster, user, decline_form=None):
    """All that the poster's page shows, to its author and to organisers also what they can do."""
    is_mine = poster.project.lead_id == user.pk
    is_open = poster.conference.is_open_for_posters
    can_decide = Poster.objects.decidable_by(user).contains(poster)
    return {
        "poster": poster,
        "project": poster.project,
        "story": Project.objects.published().filter(pk=poster.project_id).first(),
        "is_mine": is_mine,
        "can_decide": can_decide,
        "missing": poster.missing() if is_mine and poster.status == PosterStatus.DRAFT else [],
        "can_edit": is_mine and is_open and poster.status == PosterStatus.DRAFT,
        "can_take_back": is_mine and poster.status == PosterStatus.SUBMITTED,
        "can_reopen": is_mine and is_open and poster.status == PosterStatus.DECLINED,
        "can_accept": can_decide and poster.can_move_to(PosterStatus.ACCEPTED),
        "can_decline": can_decide and poster.can_move_to(PosterStatus.DECLINED),
        "form": decline_form or DeclineForm(),
    }
