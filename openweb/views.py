"""What machines ask for: which pages there are, which are not for them, how the portal stands on a phone."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from languages.fields import CODES

from . import pictures, sitemaps

AN_HOUR = 3600
FOR_MACHINES_TOO = "accounts/login/"  # who looks for the portal's sign-in finds it
NOT_FOR_MACHINES = ("accounts", "certification", "communities", "insights", "jobs", "join", "my", "pictures")


@login_not_required
@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def robots(request):
    closed = [f"/{code}/{room}/" for code in CODES for room in NOT_FOR_MACHINES]
    open_ = [f"/{code}/{FOR_MACHINES_TOO}" for code in CODES]
    lines = ["User-agent: *", "Disallow: /admin/", *(f"Disallow: {path}" for path in closed)]
    lines += [f"Allow: {path}" for path in open_]
    lines += ["", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def sitemap_index(request):
    return HttpResponse(sitemaps.index(), content_type="application/xml")


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def sitemap(request, section, number):
    kind = sitemaps.kinds().get(section)
    xml = sitemaps.one_file(kind, number) if kind else None
    if xml is None:
        raise Http404
    return HttpResponse(xml, content_type="application/xml")


@login_not_required
@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def manifest(request):
    """The portal as an app of the phone. One for all languages: the phone opens the portal in its owner's."""
    icons = [
        {"src": static("img/lamp.svg"), "type": "image/svg+xml", "sizes": "any"},
        {"src": static("img/icon-192.png"), "type": "image/png", "sizes": "192x192"},
        {"src": static("img/icon-512.png"), "type": "image/png", "sizes": "512x512"},
        {"src": static("img/icon-512.png"), "type": "image/png", "sizes": "512x512", "purpose": "maskable"},
    ]
    with override(settings.LANGUAGE_CODE):
        about = {
            "name": _("Auyldyq mektep shamy"),
            "short_name": _("Mektep shamy"),
            "description": _("A programme of village teachers who lead change in their schools."),
        }
    looks = {"display": "minimal-ui", "theme_color": "#10223b", "background_color": "#10223b"}
    data = {"id": "/", "start_url": "/", "scope": "/", "lang": settings.LANGUAGE_CODE, **about, **looks, "icons": icons}
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/manifest+json; charset=utf-8"
    return response


@login_not_required
@require_safe
@cache_control(public=True, max_age=24 * AN_HOUR)
def favicon(request):
    """For those who ask without reading the page."""
    icon = settings.BASE_DIR / "static" / "img" / "favicon.ico"
    return HttpResponse(icon.read_bytes(), content_type="image/x-icon")


@login_not_required
@require_safe
def picture(request, code):
    """The picture that goes along when somebody sends the address of a page that has none of its own."""
    if code not in CODES:
        raise Http404
    with override(code):
        title, text = _("The lamp of a village school is its teacher"), _("Village teachers lead change")
    return pictures.send(request, f"portal-{code}", pictures.Drawing(title=title, lines=(text,)))
