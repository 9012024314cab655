from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils.translation import get_language_from_path, override
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST

from .middleware import keep_for_return, kept_address, page_of, read_keeper


@login_not_required
@require_POST
def switch_language(request, code):
    """From a page with a form: the same page in the other language, with everything typed still there."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    there = same_page(page_of(request), code)
    owner_id = read_keeper(request)
    if owner_id is not None and str(request.user.pk) == owner_id:
        there = kept_address(request, owner_id, there)
    response = redirect(there)
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 24 * 3600, samesite="Lax")
    return response


def same_page(here, code):
    """The address of this page in that language; home, where it is no page of ours."""
    with override(get_language_from_path(here) or code):  # only in its own language is an address understood
        try:
            is_a_page = resolve(urlsplit(here).path).func is not switch_language
        except Resolver404:
            is_a_page = False
        return translate_url(here if is_a_page else reverse("insights:home"), code)


@login_not_required
@requires_csrf_token
def csrf_failure(request, reason=""):
    """An old page was sent after a new sign-in. Its text is kept, and one press brings it back."""
    owner_id, back = read_keeper(request), request.path
    if owner_id is not None:
        back = keep_for_return(request, owner_id)
    return render(request, "safekeeping/csrf_failure.html", {"back": back, "kept": owner_id is not None}, status=403)
