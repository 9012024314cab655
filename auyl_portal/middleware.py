"""Wiring between request and rooms; no rules of the programme live here."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers

from safekeeping.closing import closed_until

from . import views

TEXT = (
    "text/",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/manifest+json",
    "image/svg+xml",
)
ANSWERS = {
    "/healthz": lambda request: HttpResponse("ok", content_type="text/plain"),
    "/readyz": lambda request: views.readyz(request),
}


def health(get_response):
    """Answers /healthz and /readyz before anything that needs a host name, a session or the database."""

    def middleware(request):
        if request.path_info not in ANSWERS:
            return get_response(request)
        response = ANSWERS[request.path_info](request)
        response["Cache-Control"] = "private, no-store"
        return response

    return middleware


def closed_for_work(get_response):
    """While somebody works on the portal (`manage.py portal close`) every page says so; style sheets still come."""

    def middleware(request):
        until = closed_until()
        if until is None or request.path_info.startswith(settings.STATIC_URL):
            return get_response(request)
        return views.closed(request, until)

    return middleware


def text_travels_compressed(get_response):
    """Pages are small on a village line, whatever stands before the portal. Files and pictures are small already."""
    gzip = GZipMiddleware(get_response)

    def middleware(request):
        response = get_response(request)
        if response.streaming or not response.get("Content-Type", "").startswith(TEXT):
            return response
        return gzip.process_response(request, response)

    return middleware


def private_pages_stay_private(get_response):
    """No shared cache may keep a page that was made for somebody."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def no_zero_byte_in_addresses(get_response):
    """None of ours has one, and PostgreSQL cannot be asked for an id with it."""

    def middleware(request):
        if "\x00" in request.path_info:
            raise Http404
        return get_response(request)

    return middleware
