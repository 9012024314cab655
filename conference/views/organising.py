"""What organisers do: see what was sent, accept it or say why not."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.forms import DeclineForm
from conference.models import SHOWN, Conference, Poster, PosterStatus
from safekeeping.states import TransitionError

from .gallery import about

TABS = {"waiting": (PosterStatus.SUBMITTED,), "accepted": SHOWN, "declined": (PosterStatus.DECLINED,)}


def poster_queue(request, slug):
    """Longest waiting first."""
    conference = get_object_or_404(Conference.objects.organised_by(request.user), slug=slug)
    tab = request.GET.get("state") if request.GET.get("state") in TABS else "waiting"
    posters = conference.posters.exclude(status=PosterStatus.DRAFT)
    rows = posters.filter(status__in=TABS[tab]).order_by("submitted_at", "pk").for_listing()
    counts = [(name, posters.filter(status__in=states).count()) for name, states in TABS.items()]
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    context = {"conference": conference, "tab": tab, "counts": counts, "page": page}
    return render(request, "conference/poster_queue.html", context)


@require_POST
def poster_accept(request, slug, poster_id):
    poster = the_poster(request, slug, poster_id)
    try:
        poster.accept(request.user)
    except TransitionError:
        messages.error(request, _("Somebody has already decided on this poster."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Accepted as number %(number)s. The author is told.") % {"number": poster.number})
    return redirect("conference:poster_queue", slug)


@require_POST
def poster_decline(request, slug, poster_id):
    poster = the_poster(request, slug, poster_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return render(request, "conference/poster.html", about(poster, request.user, form), status=422)
    try:
        poster.decline(request.user, form.cleaned_data["reason"])
    except TransitionError:
        messages.error(request, _("Somebody has already decided on this poster."))
    else:
        messages.success(request, _("Declined. The author is told why."))
    return redirect("conference:poster_queue", slug)


def the_poster(request, slug, poster_id):
    posters = Poster.objects.decidable_by(request.user).filter(conference__slug=slug).for_listing()
    return get_object_or_404(posters, pk=poster_id)
