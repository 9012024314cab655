"""What a holder sees: her certificates, how her name is printed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import UNIVERSITY
from certification.checking.statements import check_word, page_url
from certification.models import Certificate, ConfirmedName, CorrectionStatus, Revocation
from documents.serving import stored_file
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, made_before, once

from . import entitled, names
from .files import called, paper_of
from .forms import ConfirmedNameForm, CorrectionForm

ROWS = 25


def answer_to(form):
    """200 for a fresh page, 409 for a conflict, 422 for mistakes."""
    if getattr(form, "conflicts", ()) or getattr(form, "stored", ()):
        return 409
    return 422 if form.is_bound else 200


def my_certificates(request):
    held = Certificate.objects.held_by(request.user).for_listing()
    context = {
        "page": Paginator(held, ROWS).get_page(request.GET.get("page")),
        "name": ConfirmedName.objects.filter(pk=request.user.pk).first(),
    }
    return render(request, "certification/issuing/my_certificates.html", context)


def my_name(request):
    """Until something is printed she confirms and changes it herself; afterwards she asks for a correction."""
    if names.is_printed(request.user):
        return correction(request)
    instance = ConfirmedName.objects.filter(pk=request.user.pk).first() or ConfirmedName(person=request.user)
    is_new = instance._state.adding
    form = fill(request, ConfirmedNameForm, instance=instance)
    if not form.is_valid() or not form.save_or_conflict():
        context = {"form": form, "is_new": is_new}
        return render(request, "certification/issuing/my_name.html", context, status=answer_to(form))
    names.confirmed(request.user, form.changed_data)
    messages.success(request, _("Thank you. Your name will be printed just so."))
    return redirect("certification:my_name")


def correction(request):
    asked = request.user.name_corrections
    confirmed = ConfirmedName.objects.get(pk=request.user.pk)
    waiting = asked.waiting().first()
    if waiting and request.method != "POST":
        return correction_page(request, None, confirmed, waiting)
    if made_before(request, asked):
        return redirect("certification:my_name")
    form = fill(request, CorrectionForm, confirmed=confirmed)
    if not form.is_valid() or not asked_once(request.user, form):
        return correction_page(request, form, confirmed, waiting)
    messages.success(request, _("The university has your request. You will hear when it is settled."))
    return redirect("certification:my_name")


def asked_once(person, form):
    def make(**keys):
        return names.ask_for_correction(person, form.names, form.cleaned_data["why"], **keys)

    if person.name_corrections.waiting().exclude(client_uuid=form.cleaned_data["client_uuid"]).exists():
        form.add_error(None, _("You have asked already: wait for the answer of the university."))
        return False
    try:
        once(make, person.name_corrections.all(), form)
    except SentDifferently:
        form.sent_differently()
        return False
    return True


def correction_page(request, form, confirmed, waiting):
    declined = request.user.name_corrections.filter(status=CorrectionStatus.DECLINED).last()
    context = {"form": form, "confirmed": confirmed, "waiting": waiting, "declined": declined}
    status = answer_to(form) if form else 200
    return render(request, "certification/issuing/my_name_correction.html", context, status=status)


def certificate(request, certificate_id):
    """For its holder, the principal of the school, and the chief reviewers, who see what it was earned by."""
    visible = Certificate.objects.visible_to(request.user)
    related = ("kind", "cohort", "person", "school", "batch", "replaces", "replaced_by", "decision__decision_list")
    found = get_object_or_404(visible.select_related(*related), pk=certificate_id)
    is_chief = request.user.in_group(UNIVERSITY)
    may_manage = Certificate.objects.managed_by(request.user).contains(found)
    revocations = found.revocations.select_related("asked_by", "confirmed_by", "dropped_by")
    context = {
        "certificate": found,
        "paper": paper_lines(found),
        "is_holder": found.person_id == request.user.pk,
        "is_chief": is_chief,
        "may_manage": may_manage,
        "rule": entitled.earned_in_words(found.rule_snapshot) if is_chief else (),
        "asked": Revocation.objects.waiting().filter(certificate=found).select_related("asked_by").first(),
        "revocations": list(revocations) if is_chief else list(revocations.confirmed()),
        "check_link": page_url(found),
        "check_word": check_word(found),
    }
    return render(request, "certification/issuing/certificate.html", context)


def paper_lines(found):
    """[(language, name, heading, body)] as printed."""
    said = found.printed
    return [
        (code, said["name"].get(code, ""), said["heading"].get(code, ""), said["body"].get(code, ""))
        for code in said.get("languages", ())
    ]


def certificate_pdf(request, certificate_id):
    found = get_object_or_404(Certificate.objects.visible_to(request.user).select_related("kind"), pk=certificate_id)
    stored = paper_of(found)
    if stored is None:
        raise Http404
    return stored_file(stored, "application/pdf", called(found), as_attachment=False)
