"""Network events: who took part."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ..models import NetworkEvent
from .community import A_PAGE


def event_list(request):
    events = NetworkEvent.objects.visible_to(request.user).select_related("cohort")
    page = Paginator(events, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "communities/event_list.html", {"page": page})


def event(request, event_id):
    """Ticks for the people whose part the user may mark; only ticks that this page changed are written."""
    event = get_object_or_404(NetworkEvent.objects.visible_to(request.user).select_related("cohort"), pk=event_id)
    people = list(event.markable_by(request.user))
    if request.method == "POST":
        came, were = set(request.POST.getlist("came")), set(request.POST.getlist("was"))
        own = {person.pk for person in people}
        event.mark(request.user, came=sorted((came - were) & own), not_came=sorted((were - came) & own))
        messages.success(request, _("Saved: who took part."))
        return redirect(event)
    there = set(event.participants.values_list("pk", flat=True))
    return render(request, "communities/event.html", {"event": event, "people": people, "there": there})
