"""Where coordinators reword the programme's pages and keep its partners."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import COORDINATORS, AuditEntry
from openweb.pages import forget_public_pages
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, once

from ..forms_texts import PageForm, PartnerForm, PartnerNewForm, PreviewForm
from ..models import Page, Partner
from .desk import answer


def page_list(request):
    get_object_or_404(request.user.groups, name=COORDINATORS)
    return render(request, "programme/page_list.html", {"pages": Page.objects.editable_by(request.user)})


def page_edit(request, page_slug):
    page = get_object_or_404(Page.objects.editable_by(request.user), slug=page_slug)
    form, status = fill(request, PageForm, instance=page), None
    if request.method == "POST" and form.is_valid():
        if form.save_or_conflict():
            AuditEntry.objects.record(request.user, "page changed", page, fields=form.changed_data)
            forget_public_pages()
            messages.success(request, _("Saved. This is how everybody reads it now."))
            return redirect(page)
        status = 409
    return answer(request, "page_form", form, {"page": page}, status)


@require_POST
def preview(request):
    """What is being written, as it would look; nothing is saved."""
    get_object_or_404(request.user.groups, name=COORDINATORS)
    return render(request, "programme/preview.html", {"texts": PreviewForm(request.POST).texts})


def partner_new(request):
    get_object_or_404(request.user.groups, name=COORDINATORS)
    form = fill(request, PartnerNewForm, owner=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            once(lambda **keys: form.make(request.user, **keys), Partner.objects.all(), form)
        except SentDifferently:
            form.sent_differently()
        else:
            forget_public_pages()
            return redirect("programme:partner_list")
    return answer(request, "partner_form", form, {"partner": None})


def partner_edit(request, partner_id):
    partner = get_object_or_404(Partner.objects.editable_by(request.user), pk=partner_id)
    form, status = fill(request, PartnerForm, owner=request.user, instance=partner), None
    if request.method == "POST" and form.is_valid():
        if saved(form, request.user):
            forget_public_pages()
            messages.success(request, _("Saved."))
            return redirect("programme:partner_list")
        status = 409
    return answer(request, "partner_form", form, {"partner": partner}, status)


@transaction.atomic
def saved(form, by):
    """Writes the partner, makes a logo public, puts it on record; False when somebody was quicker."""
    if not form.save_or_conflict():
        return False
    form.settle_logo()
    AuditEntry.objects.record(by, "partner changed", form.instance, fields=form.changed_data)
    return True
