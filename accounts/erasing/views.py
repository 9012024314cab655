"""Asking to be erased, thinking again, and the coordinators' list."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safekeeping.forms import fill
from safekeeping.states import TransitionError

from ..models import COORDINATORS
from .forms import AskForm, CarryOutForm
from .models import ErasureRequest


def erasure(request):
    """What goes, what stays and why; her request, or that it waits."""
    waiting = request.user.erasure_requests.waiting().first()
    form = fill(request, AskForm)
    if waiting is None and form.is_valid():
        asked = ErasureRequest.objects.ask(request.user, keep_story=form.cleaned_data["stories"] == "keep")
        text = _("Your request has arrived. Until %(day)s you may take it back.")
        messages.success(request, text % {"day": form.shown(asked.due_on)})
        return redirect("accounts:erasure")
    page = {"form": form, "waiting": waiting}
    return render(request, "accounts/erasure.html", page, status=422 if form.is_bound and form.errors else 200)


@require_POST
def erasure_withdraw(request):
    waiting = get_object_or_404(request.user.erasure_requests.waiting())
    try:
        waiting.withdraw()
        messages.success(request, _("Your request is taken back. Nothing is erased."))
    except TransitionError:
        messages.error(request, _("This request is no longer waiting."))
    return redirect("accounts:erasure")


def erasure_list(request):
    if not request.user.in_group(COORDINATORS):
        raise Http404
    waiting = ErasureRequest.objects.decided_by(request.user).waiting().select_related("person")
    page = Paginator(waiting, 25).get_page(request.GET.get("page"))
    return render(request, "accounts/erasure_list.html", {"page": page})


def erasure_carry_out(request, erasure_id):
    """GET asks once more; POST erases, for good."""
    found = get_object_or_404(ErasureRequest.objects.decided_by(request.user).waiting(), pk=erasure_id)
    form = fill(request, CarryOutForm)
    if not form.is_valid():
        page = {"form": form, "found": found}
        return render(request, "accounts/erasure_carry_out.html", page, status=422 if form.is_bound else 200)
    try:
        found.carry_out(by=request.user)
        messages.success(request, _("Erased. What had to stay no longer has a name."))
    except TransitionError:
        messages.error(request, _("This request is no longer waiting."))
    return redirect("accounts:erasure_list")
