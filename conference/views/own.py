"""What the author of a finished project does with her poster."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.forms import PosterForm, PosterNewForm
from conference.models import Conference, Poster
from safekeeping.forms import fill
from safekeeping.states import TransitionError


def poster_new(request, slug):
    conferences = Conference.objects.visible_to(request.user).open_for_posters()
    conference = get_object_or_404(conferences, slug=slug)
    form = fill(request, PosterNewForm, author=request.user, conference=conference)
    if form.is_valid():
        poster = Poster.objects.begin(conference, form.cleaned_data["project"], actor=request.user)
        return redirect("conference:poster_edit", slug, poster.pk)
    context = {"form": form, "conference": conference, "projects": form.fields["project"].queryset}
    return render(request, "conference/poster_new.html", context, status=422 if form.is_bound else 200)


def poster_edit(request, slug, poster_id):
    posters = Poster.objects.editable_by(request.user).filter(conference__slug=slug).for_listing()
    poster = get_object_or_404(posters, pk=poster_id)
    form = fill(request, PosterForm, instance=poster, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. Look it over: it is not sent yet."))
        return redirect(poster)
    context = {"form": form, "poster": poster}
    return render(request, "conference/poster_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def poster_submit(request, slug, poster_id):
    return act(request, slug, poster_id, "submit", _("Sent. The organisers will look at it and write to you."))


@require_POST
def poster_take_back(request, slug, poster_id):
    return act(request, slug, poster_id, "take_back", _("You have it back. Change it and send it again."))


@require_POST
def poster_reopen(request, slug, poster_id):
    return act(request, slug, poster_id, "reopen", _("You can change it now and send it again."))


def act(request, slug, poster_id, verb, done):
    """One verb of one's own poster, then back to its page, which says what is next."""
    posters = Poster.objects.made_by(request.user).filter(conference__slug=slug).select_related("conference", "project")
    poster = get_object_or_404(posters, pk=poster_id)
    try:
        getattr(poster, verb)(request.user)
    except TransitionError:
        messages.error(request, _("That is not possible any more. This is how it stands now."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect(poster)
