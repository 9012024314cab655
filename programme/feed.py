"""The news as an Atom feed, one for each language. A text that is not translated says in which language it is."""

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from .illustrated import without_markers
from .markdown import to_html

MOST = 30


def atom(items, language):
    address = settings.SITE_URL + reverse("programme:news_list")
    feed = Atom1Feed(
        title=_("News of the village schools’ programme"),
        link=address,
        description="",
        language=language,
        feed_url=settings.SITE_URL + reverse("programme:news_feed"),
        feed_guid=address,
    )
    for item in items:
        link = settings.SITE_URL + item.get_absolute_url()
        feed.add_item(
            title=str(item.title),
            link=link,
            description=str(to_html(without_markers(item.body))),
            unique_id=link,
            pubdate=item.published_at,
            updateddate=max(item.published_at, item.changed_at),
        )
    return feed.writeString("utf-8")
