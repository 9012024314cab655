"""Pages for whoever holds a certificate in her hand: no sign-in, no cookie, nothing remembered of the visitor."""

import hashlib
import json
from functools import wraps

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification.models import Certificate, SigningKey
from certification.models.kinds import CertificateKind
from languages.fields import CODES

from . import files, shown
from .forms import FileForm, NumberForm
from .statements import page_url

KEPT_FILES = (
    "css/portal.css",
    "css/checking.css",
    "js/checking.js",
    "js/vendor/noble-ed25519.js",
    "img/lamp.svg",
    "img/ornament.svg",
)


def for_everybody(view):
    """In the language of the switch (`?language=`), else the browser's; never kept, never found by search engines.

    Forms here carry no token against forgery: nobody is signed in by them and nothing is changed, and without it a
    visitor gets no cookie.
    """

    @wraps(view)
    def answered(request, *args, **kwargs):
        chosen = request.GET.get("language")
        with override(chosen if chosen in CODES else get_language()):
            response = view(request, *args, **kwargs)
            response["Content-Language"] = get_language()
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return csrf_exempt(login_not_required(answered))


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """The number and the check letters, as they stand on the paper."""
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tries = ratelimit.consume(request, app="allauth.account", action="check_number", key="everybody")
        found = Certificate.objects.filter(code=form.cleaned_data["number"]).first() if tries else None
        if not tries:
            form.add_error(None, too_many())
        elif files.is_word_of(form.cleaned_data["word"], found):
            tries.rollback()  # only wrong ones count
            return redirect(f"{reverse('check_certificate', args=[found.token])}?language={get_language()}")
        else:
            form.add_error(None, unknown())
    return entrance(request, number=form)


@for_everybody
@require_safe
def check_certificate(request, token):
    """What the QR opens. The statement behind the # stays in the browser, which checks it by itself."""
    certificate = shown.with_token(token)
    if certificate is None:
        return entrance(request, says=unknown(), status=404)
    return page(request, "certificate", told_of(certificate) | {"keys": known()})


@for_everybody
@require_POST
def check_file(request):
    """Looks at the bytes and forgets them."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return entrance(request, file=form)
    if not ratelimit.consume(request, app="allauth.account", action="check_file"):
        form.add_error(None, too_many())
        return entrance(request, file=form, status=429)
    content = form.cleaned_data["file"].read()
    issued = files.issued_as(content)
    certificate = issued or files.claims_to_be(content)
    certificate = certificate and shown.with_token(certificate.token)
    context = {"is_issued": issued is not None, "certificate": certificate}
    return page(request, "file", context | (told_of(certificate) if certificate else {}))


@for_everybody
@require_safe
def check_offline(request):
    """Kept by the browser, in three languages: the signature is checked with no line at all."""
    return page(request, "offline", {"keys": known(), "made_on": timezone.localdate()})


@login_not_required
@require_safe
@cache_control(no_cache=True)
def check_worker(request):
    """Another version each day and with each new key: the browser then keeps the page anew."""
    kept = {
        "pages": {code: f"{reverse('check_offline')}?language={code}" for code in CODES},
        "files": [static(path) for path in KEPT_FILES],
    }
    made_of = json.dumps([kept, known(), str(timezone.localdate())])
    context = {name: json.dumps(what) for name, what in kept.items()}
    context["version"] = hashlib.sha256(made_of.encode()).hexdigest()[:16]
    script = render_to_string("certification/checking/worker.js", context)
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def known():
    """What a browser needs to check and to tell a statement."""
    return {
        "keys": dict(SigningKey.objects.trusted().values_list("kid", "public_key")),
        "kinds": {kind.key: str(kind.name) for kind in CertificateKind.objects.all()},
    }


def told_of(certificate):
    return {
        "certificate": certificate,
        "sides": shown.sides(certificate.printed),
        "title": certificate.printed.get("title"),
        "issued_on": shown.issued_on(certificate.printed) if certificate.printed.get("issued_on") else None,
        "revocation": shown.revocation_of(certificate),
        "replaced_by": getattr(certificate, "replaced_by", None),
        "address": page_url(certificate),
    }


def entrance(request, number=None, file=None, says="", status=None):
    bound = [form for form in (number, file) if form is not None and form.is_bound]
    context = {
        "number_form": number or NumberForm(),
        "file_form": file or FileForm(prefix=None),
        "errors_of": bound[0] if bound and bound[0].errors else None,
        "says": says,
    }
    status = status or (422 if context["errors_of"] else 200)
    return page(request, "check", context, status=status)


def page(request, name, context, status=200):
    """The switch of languages leads to the same page, or from the answer to a form to where forms are filled in."""
    context["switch_at"] = request.path if request.method in ("GET", "HEAD") else reverse("check")
    return render(request, f"certification/checking/{name}.html", context, status=status)


def unknown():
    """The same for a number never given, a mistyped one, and another's letters."""
    return _("There is no certificate with this number and these letters. Compare them with the paper once more.")


def too_many():
    return _("Too many attempts. Wait ten minutes, or open the address in the QR code.")
