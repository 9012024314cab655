"""Sessions in the calendar of a phone: the page that says how, and the file itself."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from safekeeping.ids import short_id

from ..calendar_feed import feed_of
from ..models import CalendarAddress


def calendar(request):
    """Opening the page makes nothing; the button makes the address."""
    address = CalendarAddress.objects.filter(person=request.user).first()
    url = ""
    if address:
        url = settings.SITE_URL + reverse("communities:calendar_feed", args=[address.token])
    webcal = "webcal" + url.removeprefix("https").removeprefix("http") if url else ""
    return render(request, "communities/calendar.html", {"url": url, "webcal": webcal})


@require_POST
def calendar_renew(request):
    """A new address; the one before stops working."""
    _address, is_new = CalendarAddress.objects.update_or_create(person=request.user, defaults={"nonce": short_id()})
    if not is_new:
        messages.success(request, _("Here is the new address. The old one no longer works."))
    return redirect("communities:calendar")


@login_not_required
def calendar_feed(request, calendar_token):
    """Read by a calendar program, which cannot sign in: the token is the key."""
    address = get_object_or_404(CalendarAddress.objects.open_for(calendar_token))
    with override(address.person.language):
        content = feed_of(address.person)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
