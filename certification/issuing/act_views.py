"""What chief reviewers do: issue, remind, change the rule, replace, revoke, answer corrections."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import AuditEntry, User
from certification.checking.keys import can_sign
from certification.models import Certificate, CertificateKind, NameCorrection, Recipient, Revocation
from safekeeping.forms import fill
from safekeeping.once import id_of_row
from safekeeping.states import TransitionError
from schools.models import School

from . import acts, batches, entitled, names, revoking
from .chief_views import for_chiefs
from .entitled import State
from .forms import AnswerForm, BatchForm, GroupForm, ReplaceForm, RevokeForm, RuleForm
from .holder_views import answer_to


def kind_named(key):
    return get_object_or_404(CertificateKind.objects.prefetch_related("signatories", "logos"), key=key)


def group_asked(request, kind):
    """The cohort (and conference) that stands in the address."""
    form = GroupForm(request.GET, kind=kind)
    if form.cohort is None:
        raise Http404
    return form.group


def back_to(group):
    query = f"?cohort={group.cohort.pk}" + (f"&occasion={group.occasion}" if group.occasion else "")
    return reverse("certification:earned", args=[group.kind.key]) + query


# Issuing ----------------------------------------------------------------------------------------------------


@for_chiefs
def batch_new(request, kind_key):
    """How many, then one button; the work is done in the background."""
    kind = kind_named(kind_key)
    group = group_asked(request, kind)
    lists = batches.signed_lists(group.cohort) if kind.needs_decision else None
    form = fill(request, BatchForm, lists=lists)
    if form.is_valid():
        found = started(request, form, group)
        if found:
            return redirect(found)
    context = {
        "form": form,
        "group": group,
        "back": back_to(group),
        "counts": group.counts(),
        "can_sign": can_sign(),
        "languages": kind.get_layout_display(),
    }
    return render(request, "certification/issuing/batch_new.html", context, status=answer_to(form))


def started(request, form, group):
    pk = id_of_row(request.user, form.cleaned_data["client_uuid"])
    try:
        return batches.begin(
            group.kind,
            group.cohort,
            request.user,
            occasion=group.occasion,
            decision_list=form.cleaned_data.get("decision_list"),
            pk=pk,
        )
    except acts.NotIssued as reason:
        form.add_error(None, str(reason))
        return None


@for_chiefs
def issue_one(request, kind_key, recipient_id):
    """One certificate, shown before it is issued; also once more after one was revoked."""
    kind = kind_named(kind_key)
    group = group_asked(request, kind)
    to = get_object_or_404(School if kind.recipient == Recipient.SCHOOL else User, pk=recipient_id)
    standing = entitled.standing_of(kind, to, group.cohort, group.occasion)
    if standing is None:
        raise Http404
    context = {
        "group": group,
        "to": to,
        "standing": standing,
        "why_not": group.why_not(standing),
        "earned": [entitled.sentence(one.name) for _line, one in group.lines if one.key not in standing.missing],
        "names": names_shown(kind, to),
        "may_issue": standing.state in (State.READY, State.REVOKED) and to != request.user,
        "can_sign": can_sign(),
        "back": back_to(group),
    }
    if request.method != "POST":
        return render(request, "certification/issuing/issue_one.html", context)
    try:
        again = standing.state == State.REVOKED
        made = acts.issue(
            kind, to=to, cohort=group.cohort, by=request.user, occasion=group.occasion, standing=standing, again=again
        )
    except acts.AlreadyIssued as reason:
        messages.warning(request, str(reason))
        return redirect(context["back"])
    except acts.NotIssued as reason:
        context["problem"] = str(reason)
        return render(request, "certification/issuing/issue_one.html", context, status=422)
    messages.success(request, _("Issued: %(code)s.") % {"code": made.code})
    return redirect(made)


def names_shown(kind, to):
    try:
        return acts.names_for(kind, to)
    except acts.NotIssued:
        return {}


@require_POST
@for_chiefs
def remind(request, kind_key):
    """Everybody who has earned it and has not confirmed her name gets a letter."""
    group = group_asked(request, kind_named(kind_key))
    waiting = [standing.recipient for standing in group.in_state(State.NAME)]
    written = names.remind(waiting, request.user, group.kind)
    told = {"number": written}
    messages.success(
        request, ngettext("%(number)d letter is on its way.", "%(number)d letters are on their way.", written) % told
    )
    if written < len(waiting):
        messages.info(request, _("The others have no e-mail: they see the request on My page."))
    return redirect(back_to(group) + f"&state={State.NAME}")


# The rule ---------------------------------------------------------------------------------------------------


@for_chiefs
def rule(request, kind_key):
    kind = kind_named(kind_key)
    before = {"rule": kind.rule, "number": kind.rule_number}
    form = fill(request, RuleForm, instance=kind)
    if form.is_valid() and form.save_or_conflict():
        if kind.rule_number != before["number"]:
            changes = {
                name: [value, getattr(kind, of)]
                for (name, value), of in zip(before.items(), ("rule", "rule_number"), strict=True)
            }
            AuditEntry.objects.record(request.user, "certificate rule changed", kind, **changes)
            messages.success(
                request,
                _("The rule is now version %(number)d. Certificates issued before keep theirs.")
                % {"number": kind.rule_number},
            )
        else:
            messages.info(request, _("Nothing was changed."))
        return redirect("certification:rule", kind.key)
    context = {"form": form, "kind": kind, "pairs": pairs_of(form), "history": history_of(kind)}
    return render(request, "certification/issuing/rule.html", context, status=answer_to(form))


def pairs_of(form):
    """[(box, number field or None)]"""
    numbers = [f"number_{one.key}" for one in form.known]
    return [
        (form[f"needs_{one.key}"], form[name] if name in form.fields else None)
        for one, name in zip(form.known, numbers, strict=True)
    ]


def history_of(kind):
    """Each change of the rule: when, who, what it asks for since."""
    entries = AuditEntry.objects.about(kind).filter(verb="certificate rule changed")
    return [(entry, entry.changes["number"][1], entitled.in_words(entry.changes["rule"][1])) for entry in entries]


# In place of another, and taken away ------------------------------------------------------------------------


def managed(request, certificate_id):
    related = ("kind", "cohort", "person", "school")
    return get_object_or_404(Certificate.objects.managed_by(request.user).select_related(*related), pk=certificate_id)


def certificate_replace(request, certificate_id):
    found = managed(request, certificate_id)
    form = fill(request, ReplaceForm)
    if form.is_valid():
        try:
            new = acts.replace(found, request.user, why=form.cleaned_data["why"])
        except TransitionError:
            messages.warning(request, _("This certificate is not valid any more, or somebody has asked to revoke it."))
            return redirect(found)
        except acts.NotIssued as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Replaced: the new number is %(code)s.") % {"code": new.code})
            return redirect(new)
    context = {
        "form": form,
        "certificate": found,
        "names": names_shown(found.kind, found.holder),
        "can_sign": can_sign(),
    }
    return render(request, "certification/issuing/certificate_replace.html", context, status=answer_to(form))


def certificate_revoke(request, certificate_id):
    found = managed(request, certificate_id)
    form = fill(request, RevokeForm)
    if form.is_valid():
        try:
            revoking.ask(found, request.user, form.cleaned_data["reason"], form.cleaned_data["note"])
        except TransitionError:
            messages.warning(request, _("It is not valid any more, or somebody has asked already."))
        else:
            messages.success(request, _("Asked. It is revoked once another chief reviewer confirms it."))
        return redirect(found)
    context = {"form": form, "certificate": found}
    return render(request, "certification/issuing/certificate_revoke.html", context, status=answer_to(form))


@require_POST
def revocation_confirm(request, certificate_id):
    found = managed(request, certificate_id)
    asked = get_object_or_404(Revocation.objects.waiting().exclude(asked_by=request.user), certificate=found)
    return settled(request, asked, revoking.confirm, _("Revoked. Whoever checks the number reads it."))


@require_POST
def revocation_drop(request, certificate_id):
    found = managed(request, certificate_id)
    asked = get_object_or_404(Revocation.objects.waiting(), certificate=found)
    return settled(request, asked, revoking.drop, _("The request is dropped; the certificate stays valid."))


def settled(request, asked, act, words):
    try:
        act(asked, request.user)
    except TransitionError:
        messages.warning(request, _("Somebody else has just settled this."))
    else:
        messages.success(request, words)
    return redirect(asked.certificate)


# Corrections of names ---------------------------------------------------------------------------------------


@for_chiefs
def correction(request, correction_id):
    """What was confirmed, what she asks for; carried out it replaces her certificates."""
    found = waiting_correction(request, correction_id)
    context = {"correction": found, "form": fill(request, AnswerForm), **about(found)}
    return render(request, "certification/issuing/correction.html", context)


def waiting_correction(request, correction_id):
    open_ones = NameCorrection.objects.waiting().exclude(person=request.user).select_related("person")
    return get_object_or_404(open_ones, pk=correction_id)


def about(correction):
    return {
        "confirmed": correction.person.confirmed_name,
        "certificates": Certificate.objects.valid().filter(person=correction.person).for_listing(),
        "can_sign": can_sign(),
    }


@require_POST
@for_chiefs
def correction_carry_out(request, correction_id):
    found = waiting_correction(request, correction_id)
    if not can_sign():
        messages.error(request, str(acts.NO_KEY))
        return redirect("certification:correction", found.pk)
    try:
        made = names.carry_out(found, request.user)
    except TransitionError:
        messages.warning(request, _("Somebody else has just settled this."))
    else:
        told = ngettext("%(number)d certificate is replaced.", "%(number)d certificates are replaced.", len(made))
        messages.success(request, told % {"number": len(made)})
    return redirect("certification:certificate_list")


@require_POST
@for_chiefs
def correction_decline(request, correction_id):
    found = waiting_correction(request, correction_id)
    form = fill(request, AnswerForm)
    if not form.is_valid():
        context = {"correction": found, "form": form, **about(found)}
        return render(request, "certification/issuing/correction.html", context, status=422)
    try:
        names.decline(found, request.user, form.cleaned_data["answer"])
    except TransitionError:
        messages.warning(request, _("Somebody else has just settled this."))
    else:
        messages.success(request, _("She has been told."))
    return redirect("certification:certificate_list")
