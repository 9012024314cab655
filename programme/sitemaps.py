"""Pages of this room for search engines."""

from django.db.models import Max
from django.urls import reverse

from openweb.sitemaps import Map

from .models import NewsItem, Page, Tool

ALONE = ("programme:about", "programme:join", "programme:partner_list", "programme:tool_list", "programme:news_list")


class NewsMap(Map):
    def items(self):
        return NewsItem.objects.published().order_by("published_at", "pk")

    def lastmod(self, item):
        return max(item.published_at, item.changed_at)

    def latest(self):
        return NewsItem.objects.published().aggregate(when=Max("changed_at"))["when"]


class ToolMap(Map):
    def items(self):
        return Tool.objects.order_by("pk")


class TextMap(Map):
    """The texts, and the pages that stand alone."""

    def items(self):
        return [*map(reverse, ALONE), *Page.objects.order_by("pk")]

    def location(self, item):
        return item if isinstance(item, str) else item.get_absolute_url()

    def lastmod(self, item):
        return None if isinstance(item, str) else item.changed_at

    def latest(self):
        return Page.objects.aggregate(when=Max("changed_at"))["when"]
