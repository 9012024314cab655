"""Wiring between request and rooms; no rules of the programme live here."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers


def health(get_response):
    """Answers /healthz before anything that needs a host name, a session or the database."""

    def middleware(request):
        if request.path_info == "/healthz":
            return HttpResponse("ok", content_type="text/plain")
        return get_response(request)

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
