from django.urls import reverse

from openweb.sitemaps import Map

ALONE = ("insights:home", "insights:data", "insights:help", "projects:story_list", "schools:school_list")


class PageMap(Map):
    """Pages that stand alone: the first page and the lists."""

    def items(self):
        return [reverse(name) for name in ALONE]

    def location(self, item):
        return item
