import json
from functools import lru_cache

import segno
from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language

from languages.fields import CODES

register = template.Library()

LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}
LONGEST_DESCRIPTION = 200  # letters; more nobody shows
HARMLESS_IN_HTML = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.inclusion_tag("components/open_web.html", takes_context=True)
def open_web(context, title, description="", picture="", picture_alt="", kind="website", query="", is_listed=True):
    """The head of a public page: description, its one true address, the other languages, what a link to it shows.

    query: the canonical query string of a narrowed list. is_listed=False: search engines follow its links only.
    picture: path of a PNG of 1200 x 630.
    """
    here, beyond = get_language(), context["request"].path[3:] + (f"?{query}" if query else "")
    return {
        "title": title,
        "description": Truncator(" ".join(description.split())).chars(LONGEST_DESCRIPTION),
        "address": in_full(f"/{here}{beyond}"),
        "languages": [(code, in_full(f"/{code}{beyond}")) for code in CODES],
        "default": in_full(f"/kk{beyond}"),
        "picture": in_full(picture or reverse("openweb:picture", args=[here])),
        "picture_alt": picture_alt,
        "kind": kind,
        "locale": LOCALES[here],
        "other_locales": [LOCALES[code] for code in CODES if code != here],
        "is_listed": is_listed,
    }


@register.simple_tag(takes_context=True)
def own_address(context):
    """The full address of this page without its query, for sending to a friend."""
    return in_full(context["request"].path)


@register.simple_tag(takes_context=True)
def own_path(context):
    return context["request"].path


@register.simple_tag
def json_ld(*things):
    """Facts about the page for machines (schema.org). A block of data: the content policy never lets it run."""
    data = {"@context": "https://schema.org", "@graph": [thing for thing in things if thing]}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(HARMLESS_IN_HTML)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag
def crumbs_ld(*steps):
    """`{% crumbs_ld name path name path … %}`: the way to this page, for json_ld."""
    pairs = zip(steps[::2], steps[1::2], strict=True)
    items = [
        {"@type": "ListItem", "position": place, "name": str(name), "item": in_full(path)}
        for place, (name, path) in enumerate(pairs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


@register.simple_tag
def programme_ld(name, description):
    """Who speaks here: the programme, for json_ld."""
    return {
        "@type": "Organization",
        "@id": f"{settings.SITE_URL}/#programme",
        "name": str(name),
        "description": str(description),
        "url": f"{settings.SITE_URL}/",
        "logo": in_full(static("img/icon-512.png")),
    }


@register.simple_tag
@lru_cache(maxsize=500)  # ten milliseconds to work out, six kilobytes to keep
def qr(address, title):
    """The address as a picture that a phone reads, drawn into the page."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(
        code.svg_inline(omitsize=True, border=2, dark="#000", light="#fff", svgclass="qr", lineclass=None, title=title)
    )


def in_full(path):
    return settings.SITE_URL + path
