"""Public pages answered from memory.

`@public_page` stands on a view that shows a visitor nothing of her own. Its answer to somebody without any cookie of
ours is kept for PUBLIC_PAGE_SECONDS in each worker's memory, compressed, and given to the next such visitor before
session, database and templates are touched. Whatever belongs to a person is never kept: see `may_be_kept`.

`forget_public_pages()` empties the memory of all workers of the machine at once: what its author takes back or a
withdrawn consent closes is gone with the next request, not half a minute later.
"""

import hashlib
import logging
import threading
import time
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags

logger = logging.getLogger(__name__)
NOTHING, ONE_AT_A_TIME = object(), threading.RLock()
HARMLESS_COOKIES = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}  # the address alone tells the language
MAKING_SECONDS = 10  # while one visitor's request makes an old page anew, others still get it as it was
HARMLESS_VARY = {"cookie", "accept-encoding", "hx-request"}


def public_page(view):
    """Open to everyone, and the same for every visitor."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.is_public_page = True
        return response

    return login_not_required(shown)


class kept_public_pages:
    """Stands outside of everything that makes a page, the compression too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """What does not call itself public is for one person only, whatever cache stands between."""
        response = self.answer_to(request)
        if "public" not in response.get("Cache-Control", ""):
            patch_cache_control(response, private=True)
        return response

    def answer_to(self, request):
        if not settings.PUBLIC_PAGE_SECONDS or not is_from_a_stranger(request):
            return self.get_response(request)
        memory, key = caches["public_pages"], key_of(request)
        made_at, *kept = memory.get(key) or (None,)
        if made_at is None or (is_old(made_at) and memory.add(f"{key}.making", True, MAKING_SECONDS)):
            response = self.get_response(request)
            if not may_be_kept(request, response):
                return response
            kept = keep(response)
            memory.set(key, (time.monotonic(), *kept), settings.PUBLIC_PAGE_SECONDS + MAKING_SECONDS)
            memory.delete(f"{key}.making")
        return answer(request, *kept)


def is_old(made_at):
    return time.monotonic() - made_at > settings.PUBLIC_PAGE_SECONDS


def is_from_a_stranger(request):
    """A plain request for a page by a browser that carries nothing of a person."""
    return (
        request.method in ("GET", "HEAD")
        and HARMLESS_COOKIES.issuperset(request.COOKIES)
        and "HTTP_AUTHORIZATION" not in request.META
        and "HTTP_HX_REQUEST" not in request.META
        and "HTTP_RANGE" not in request.META
    )


def key_of(request):
    """DisallowedHost for a foreign host name: it must not be answered from memory either."""
    parts = (
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        str("gzip" in request.headers.get("Accept-Encoding", "")),
        generation(),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def may_be_kept(request, response):
    """Only what a view called public, that nobody's session, message, cookie or form token had a part in."""
    session, messages = getattr(request, "session", None), getattr(request, "_messages", None)
    vary = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    return (
        getattr(response, "is_public_page", False)
        and request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not (session is not None and (session.modified or session.session_key))
        and not (messages is not None and (messages.used or messages.added_new))
        and not getattr(getattr(request, "user", None), "is_authenticated", False)
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not any(word in response.get("Cache-Control", "") for word in ("private", "no-store", "no-cache"))
        and vary <= HARMLESS_VARY
    )


def keep(response):
    """(content, headers) with a mark of the content, so that a second visit costs a line."""
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:20]}"'
    return response.content, dict(response.items())


def answer(request, content, headers):
    if headers["ETag"] in parse_etags(request.headers.get("If-None-Match", "")):
        shown = HttpResponseNotModified()
        names = ("ETag", "Cache-Control", "Vary")
    else:
        shown = HttpResponse(content)
        names = headers
    for name in names:
        if name in headers:
            shown[name] = headers[name]
    return shown


def remembered(name, make):
    """What make() gives, asked anew every PUBLIC_PAGE_SECONDS: for what many public pages need and few changes touch.

    Nothing of a person, and nothing that depends on who asks.
    """
    if not settings.PUBLIC_PAGE_SECONDS:
        return make()
    memory, key = caches["public_pages"], f"{name}.{generation()}"
    kept = memory.get(key, NOTHING)
    if kept is NOTHING:
        with ONE_AT_A_TIME:  # sixteen first visitors at once would each count everything, in memory that stays taken
            kept = memory.get_or_set(key, make, settings.PUBLIC_PAGE_SECONDS)
    return kept


# What all workers of the machine see at once -------------------------------------------------------------


def mark():
    return Path(settings.VAR_DIR) / "public-pages-changed"


def generation():
    try:
        return str(mark().stat().st_mtime_ns)
    except FileNotFoundError:
        return ""


def forget_public_pages():
    """Call it once the change is safe: transaction.on_commit(forget_public_pages). It never fails the act itself."""
    try:
        mark().touch()
    except OSError:
        logger.exception("Public pages stay as they are for %s s", settings.PUBLIC_PAGE_SECONDS)
