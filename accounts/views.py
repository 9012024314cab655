"""My own account: consent, name, contacts, what is held about me."""

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import FileResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from safekeeping.forms import fill

from . import consent as consents
from . import emails, mydata
from .forms import ConsentForm, EmailCodeForm, EmailForm, PhoneForm, ProfileForm, WithdrawForm
from .models import AuditEntry


def page(request, template, form, **extra):
    """The form's page; 422 when it came back with errors."""
    return render(request, template, {"form": form, **extra}, status=422 if form.is_bound and form.errors else 200)


def where_next(request, default):
    """The address in `next`, if it is one of ours."""
    target = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else resolve_url(default)


def consent(request):
    """Asked at the first sign-in and when the words change; also the place to read again what one agreed to."""
    text, given = consents.current_text(), consents.given_now(request.user)
    form = fill(request, ConsentForm)
    if given is None and form.is_valid():
        consents.give(request.user, text)
        return redirect(where_next(request, "insights:my"))
    extra = {"text": given.text if given else text, "given": given, "next": where_next(request, "insights:my")}
    return page(request, "accounts/consent.html", form, **extra)


@require_POST
def consent_withdraw(request):
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return page(request, "accounts/my_data.html", form, **held(request))
    consents.withdraw(request.user)
    messages.success(request, _("Your consent is withdrawn. A coordinator will contact you about your data."))
    return redirect("accounts:consent")


def profile(request):
    form = fill(request, ProfileForm, instance=request.user)
    if not form.is_valid() or not form.save_or_conflict():
        return render(request, "accounts/profile.html", {"form": form}, status=answer_to(form))
    if form.changed_data:
        AuditEntry.objects.record(request.user, "profile changed", request.user, fields=form.changed_data)
    messages.success(request, _("Saved."))
    with override(form.instance.language):
        return redirect("accounts:profile")


def answer_to(form):
    """200 for a fresh page, 409 for a conflict, 422 for mistakes."""
    if form.conflicts:
        return 409
    return 422 if form.is_bound else 200


@reauthentication_required(app="allauth.account")
def phone(request):
    form = fill(request, PhoneForm, person=request.user, initial={"phone": request.user.phone})
    if not form.is_valid() or not form.save():
        return page(request, "accounts/phone.html", form)
    messages.success(request, _("Saved."))
    return redirect("accounts:profile")


@reauthentication_required(app="allauth.account")
def email(request):
    form = fill(request, EmailForm)
    if not form.is_valid():
        return page(request, "accounts/email.html", form)
    if not ratelimit.consume(request, action="request_login_code", key=f"new e-mail {request.user.pk}"):
        form.add_error(None, _("Too many attempts. Wait five minutes and try again."))
        return page(request, "accounts/email.html", form)
    emails.ask(request, form.cleaned_data["email"])
    return redirect("accounts:email_code")


@sensitive_post_parameters("code")
def email_code(request):
    waiting = emails.pending(request)
    if not waiting:
        return redirect("accounts:email")
    form = fill(request, EmailCodeForm)
    if form.is_valid():
        if emails.confirm(request, form.cleaned_data["code"]):
            messages.success(request, _("Your new e-mail is saved."))
            return redirect("accounts:profile")
        form.add_error("code", _("This code is not right. Look at it once more."))
    return page(request, "accounts/email_code.html", form, address=waiting)


def held(request):
    given = request.user.consents.standing().select_related("text").first()
    waiting = request.user.erasure_requests.waiting().first()
    return {"sections": mydata.about(request.user), "given": given, "erasure": waiting}


def my_data(request):
    return render(request, "accounts/my_data.html", {"form": WithdrawForm(), **held(request)})


@require_POST
def my_data_export(request):
    AuditEntry.objects.record(request.user, "own data exported", request.user)
    return FileResponse(mydata.export(request.user), as_attachment=True, filename="my-data.zip")
