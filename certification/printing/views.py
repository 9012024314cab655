"""The paper of each kind of certificate: its texts with a preview, who signs it, whose marks it bears."""

from base64 import b64encode
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from accounts.models import UNIVERSITY
from certification.models import CertificateKind
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, once

from . import acts, samples
from .forms import KindForm
from .paper import TooLong, paper_pdf, paper_png
from .placeholders import WORDS

PREVIEW_PIXELS_AN_INCH = 84  # 982 pixels wide


def editable(request, kind_key):
    return get_object_or_404(CertificateKind.objects.editable_by(request.user).with_paper(), key=kind_key)


@require_safe
def kind_list(request):
    if not request.user.in_group(UNIVERSITY):
        raise Http404
    kinds = CertificateKind.objects.editable_by(request.user).with_paper()
    return render(request, "certification/printing/kind_list.html", {"kinds": kinds})


def kind_edit(request, kind_key):
    kind = editable(request, kind_key)
    form, status = fill(request, KindForm, instance=kind), None
    if request.method == "POST" and form.is_valid():
        if acts.save_texts(form, request.user):
            messages.success(request, _("Saved. Certificates issued from now on are printed like this."))
            return redirect("certification:kind_edit", kind.key)
        status = 409
    return kind_page(request, form, kind, status or (422 if form.errors else 200))


@require_POST
def kind_preview(request, kind_key):
    """What is being typed, as it would be printed; nothing is saved. A part of the page for htmx, else all of it."""
    kind = editable(request, kind_key)
    form = KindForm(request.POST, instance=kind)
    form.is_valid()
    if request.htmx:
        return render(request, "certification/printing/_preview.html", preview(form) | {"form": form})
    return kind_page(request, form, kind, 200, was_asked=True)


def kind_page(request, form, kind, status, was_asked=False):
    context = {
        "form": form,
        "kind": kind,
        "signatories": kind.signatories.all(),
        "logos": kind.logos.all(),
        "placeholders": WORDS,
        "was_asked": was_asked,
        **preview(form),
    }
    return render(request, "certification/printing/kind_edit.html", context, status=status)


def preview(form):
    """{"picture": data URL of the paper with invented names, "" when even these do not fit}"""
    content = samples.sample(samples.typed(form), long=bool(form["with_long_name"].value()))
    try:
        png = paper_png(content, samples.ADDRESS, PREVIEW_PIXELS_AN_INCH)
    except TooLong:
        return {"picture": ""}
    return {"picture": f"data:image/png;base64,{b64encode(png).decode()}"}


@require_safe
def kind_sample(request, kind_key):
    """The saved texts as a PDF to be printed on trial: the word "specimen" lies across it."""
    kind = editable(request, kind_key)
    with override(kind.languages[0]):
        specimen = _("SPECIMEN")
    content = paper_pdf(samples.sample(kind), samples.ADDRESS, specimen)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{kind.prefix}-{specimen}.pdf")
    response["Cache-Control"] = "private, no-store"
    return response


# Signatories and marks ------------------------------------------------------------------------------------


def found(request, kind_key, piece, piece_id):
    kind = editable(request, kind_key)
    return kind, get_object_or_404(piece.rows(kind), pk=piece_id)


def piece_page(request, kind, piece, form, status=None, row=None):
    context = {"form": form, "kind": kind, "piece": piece, "row": row}
    status = status or (422 if form.is_bound and form.errors else 200)
    return render(request, "certification/printing/piece_form.html", context, status=status)


def piece_new(request, kind_key, piece):
    kind = editable(request, kind_key)
    if len(piece.rows(kind).all()) >= piece.most:
        messages.error(request, piece.enough)
        return redirect("certification:kind_edit", kind.key)
    form = fill(request, piece.new_form, owner=request.user, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            once(partial(acts.add_piece, form, request.user, piece.added), piece.rows(kind), form)
        except SentDifferently:
            form.sent_differently()
        else:
            messages.success(request, _("Saved."))
            return redirect("certification:kind_edit", kind.key)
    return piece_page(request, kind, piece, form)


def piece_edit(request, kind_key, piece, piece_id):
    kind, row = found(request, kind_key, piece, piece_id)
    form, status = fill(request, piece.form, owner=request.user, kind=kind, instance=row), None
    if request.method == "POST" and form.is_valid():
        if acts.save_piece(form, request.user, piece.changed):
            messages.success(request, _("Saved."))
            return redirect("certification:kind_edit", kind.key)
        status = 409
    return piece_page(request, kind, piece, form, status, row)


@require_POST
def piece_up(request, kind_key, piece, piece_id):
    kind, row = found(request, kind_key, piece, piece_id)
    acts.move_up(kind, piece.rows(kind), row, request.user, piece.changed)
    return redirect("certification:kind_edit", kind.key)


def piece_remove(request, kind_key, piece, piece_id):
    """Asks once and shows what goes."""
    kind, row = found(request, kind_key, piece, piece_id)
    if request.method == "POST":
        acts.remove_piece(kind, row, request.user, piece.removed)
        messages.success(request, _("Removed. Certificates that were issued with it keep it."))
        return redirect("certification:kind_edit", kind.key)
    return render(request, "certification/printing/piece_remove.html", {"kind": kind, "piece": piece, "row": row})
