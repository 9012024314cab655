"""Before anything else: consent at the first sign-in, and a second factor for staff and groups (promise C12)."""

from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from safekeeping.middleware import keep_for_return, page_of, read_keeper

from . import consent
from .secondfactor import has_second_factor

ALWAYS = {"account_logout", "safekeeping:switch_language", "readyz"}
WITHOUT_CONSENT = ALWAYS | {"accounts:consent", "accounts:my_data", "accounts:my_data_export"}
SETTING_UP = ALWAYS | {
    "accounts:consent",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_set_password",
}


class first_things_first:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        here = request.resolver_match.view_name
        if here not in WITHOUT_CONSENT and not consent.has_given(request.user):
            return go_to("accounts:consent", request)
        if here not in SETTING_UP and request.user.needs_second_factor() and not has_second_factor(request.user):
            return go_to("mfa_index", request)
        return None


def go_to(name, request):
    """To the page that comes first, remembering where she was going."""
    where = request.get_full_path() if request.method == "GET" else what_was_sent(request)
    url = f"{reverse(name)}?{urlencode({REDIRECT_FIELD_NAME: where})}"
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else HttpResponseRedirect(url)


def what_was_sent(request):
    """A form that arrived too early is kept for its owner, and shown again afterwards."""
    owner_id = read_keeper(request)
    return keep_for_return(request, owner_id) if owner_id == str(request.user.pk) else page_of(request)
