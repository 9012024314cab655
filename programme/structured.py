"""Facts about a news item for machines (schema.org), for the tag json_ld."""

from django.conf import settings
from django.utils.translation import gettext as _


def news_article(item):
    """item: of with_pictures(). Only what the page itself shows to everybody."""
    address = settings.SITE_URL + item.get_absolute_url()
    facts = {
        "@type": "NewsArticle",
        "@id": address,
        "mainEntityOfPage": address,
        "headline": str(item.title)[:110],
        "inLanguage": item.body.lang or item.title.lang,
        "datePublished": item.published_at.isoformat(timespec="seconds"),
        "dateModified": max(item.published_at, item.changed_at).isoformat(timespec="seconds"),
        "publisher": {
            "@type": "Organization",
            "@id": f"{settings.SITE_URL}/#programme",
            "name": _("Auyldyq mektep shamy"),
        },
    }
    if item.cover:
        facts["image"] = settings.SITE_URL + item.cover.upload.get_absolute_url()
    return facts
