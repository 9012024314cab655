"""For the holder: her badge, and her pack for attestation. For chief reviewers: the university's words in it."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import UNIVERSITY, AuditEntry
from certification.checking.keys import NoSigningKey
from certification.models import AttestationWords, Certificate
from projects.models import Project
from safekeeping.forms import fill

from . import pack_paper
from .credential import signed
from .forms import WordsForm
from .pack import pack_of


@require_safe
def badge(request, certificate_id):
    """The signed credential as a file. For a wallet of badges, or for whoever checks one."""
    related = Certificate.objects.visible_to(request.user).select_related("kind", "person", "project")
    certificate = get_object_or_404(related, pk=certificate_id)
    if certificate.is_nameless:
        raise Http404
    try:
        content = signed(certificate)
    except NoSigningKey:
        messages.error(request, _("The portal has no signing key just now. Please tell the programme’s coordinator."))
        return redirect(certificate)
    return download(content, f"{certificate.code}.jwt", "text/plain; charset=utf-8")


@require_safe
def pack(request, project_id):
    found = her_pack(request, project_id)
    context = {"pack": found, "project": found.project, "contents": pack_paper.contents(found)}
    return render(request, "certification/badges/pack.html", context)


@require_safe
def pack_pdf(request, project_id):
    found = her_pack(request, project_id)
    return download(pack_paper.pack_pdf(found), name_of(found, "pdf"), "application/pdf")


@require_safe
def pack_zip(request, project_id):
    found = her_pack(request, project_id)
    return download(pack_paper.pack_zip(found), name_of(found, "zip"), "application/zip")


def her_pack(request, project_id):
    """Her own, nobody else's."""
    hers = Project.objects.led_by(request.user).select_related("lead", "school", "community__cohort")
    return pack_of(get_object_or_404(hers, pk=project_id))


def name_of(found, ending):
    return f"{found.person.latin_name or found.person.pk} - attestation.{ending}"


def download(content, name, content_type):
    headers = {
        "Content-Disposition": content_disposition_header(True, name),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)


def attestation_words(request):
    """What the university says of attestation, in its own words; empty, nothing is printed."""
    if not request.user.in_group(UNIVERSITY):
        raise Http404
    is_sent = request.method == "POST"
    row = AttestationWords.the_one() if is_sent else AttestationWords.objects.first() or AttestationWords()
    form = fill(request, WordsForm, instance=row)
    if not form.is_valid() or not saved(form, request.user):
        status = 409 if form.conflicts else 422 if form.is_bound else 200
        return render(request, "certification/badges/attestation_words.html", {"form": form}, status=status)
    messages.success(request, _("Saved. Packs say it from now on."))
    return redirect("certification:attestation_words")


@transaction.atomic
def saved(form, person):
    row = form.instance
    if not form.save_or_conflict():
        return False
    if form.changed_data:
        changes = {name: [form.initial.get(name, ""), form.cleaned_data[name]] for name in form.changed_data}
        AuditEntry.objects.record(person, "attestation words changed", row, **changes)
    return True
