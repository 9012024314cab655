"""A school asks to join: anybody may, without an account."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from safekeeping.forms import fill
from safekeeping.once import SentDifferently, once

from ..forms import JoinForm
from ..models import JoinRequest

SWITCHES = (("kk", "Қаз"), ("ru", "Рус"), ("en", "Eng"))


@login_not_required
@never_cache
def join(request):
    form = fill(request, JoinForm)
    if request.method != "POST":
        return show(request, form, 200)
    if not form.is_valid():
        return show(request, form, 422)
    if not ratelimit.consume(request, action="join_request"):
        form.add_error(None, _("Too many requests have come from your connection. Please try again in an hour."))
        return show(request, form, 429)
    try:
        received, _is_new = once(form.make, JoinRequest.objects.all(), form)
    except SentDifferently:
        form.sent_differently()
        return show(request, form, 422)
    return redirect("programme:join_received", received.pk)


def show(request, form, status):
    """The language buttons carry along what was typed: see join_again."""
    context = {
        "form": form,
        "is_first": request.method == "GET",
        "switches": SWITCHES,
        "again": reverse("programme:join_again")[3:],  # without the language
    }
    return render(request, "programme/join.html", context, status=status)


@login_not_required
def join_again(request):
    """The form in another language, with everything typed still there: strangers have no place to keep it for them."""
    if request.method != "POST":
        return redirect("programme:join")
    names = [name for name in JoinForm.base_fields if name in request.POST and name != "homepage"]
    typed = {name: request.POST[name] for name in names}
    return show(request, JoinForm(initial=typed), 200)


@login_not_required
@never_cache
def join_received(request, request_id):
    """What happens next. Whoever has this address learns the number and the day, nothing about the person."""
    received = get_object_or_404(JoinRequest, pk=request_id)
    return render(request, "programme/join_received.html", {"received": received})


@login_not_required
@never_cache
def join_erase(request, request_id):
    """Withdrawing is as easy as asking: whoever has the address, and coordinators, can have it all erased."""
    received = get_object_or_404(JoinRequest, pk=request_id)
    if request.method == "POST":
        received.erase(request.user)
        messages.success(request, _("The request is erased."))
        return redirect("programme:about")
    return render(request, "programme/join_erase.html", {"received": received})
