"""Before anything else: consent at the first sign-in, and a second factor for staff and groups (promise C12)."""

import time
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from safekeeping.middleware import keep_for_return, page_of, read_keeper

from .standing import standing_of

ALWAYS = {"account_logout", "safekeeping:switch_language", "readyz"}
WITHOUT_CONSENT = ALWAYS | {
    "accounts:consent",
    "accounts:my_data",
    "accounts:my_data_export",
    "accounts:erasure",
    "accounts:erasure_withdraw",
}
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
        here, standing = request.resolver_match.view_name, standing_of(request.user)
        if here not in WITHOUT_CONSENT and not standing.has_consented:
            return go_to("accounts:consent", request)
        if here not in SETTING_UP and request.user.needs_second_factor() and not standing.has_second_factor:
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


class visits_are_noted:
    """When each sign-in was used last and from which device, for the list of them.

    In the place of allauth's, which writes at every page; five minutes more or less tell nobody anything.
    """

    AGAIN_AFTER = 5 * 60
    MOST = 10_000  # remembered in this process; then all are noted once more

    def __init__(self, get_response):
        self.get_response, self.noted = get_response, {}

    def __call__(self, request):
        if request.user.is_authenticated and request.session.session_key:
            self.note(request)
        return self.get_response(request)

    def note(self, request):
        seen = (request.session.session_key, request.META.get("HTTP_USER_AGENT"), get_adapter().get_client_ip(request))
        now = time.monotonic()
        if now - self.noted.get(seen, -self.AGAIN_AFTER) < self.AGAIN_AFTER:
            return
        UserSession.objects.create_from_request(request)
        if len(self.noted) >= self.MOST:
            self.noted.clear()
        self.noted[seen] = now
