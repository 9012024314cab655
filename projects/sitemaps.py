from django.urls import reverse

from openweb.sitemaps import Map

from .models import Project


class StoryMap(Map):
    def items(self):
        return Project.objects.published().order_by("pk").only("pk", "published_at")

    def location(self, item):
        return reverse("projects:story", args=[item.pk])

    def lastmod(self, item):
        return item.published_at

    def latest(self):
        newest = Project.objects.published().order_by("-published_at").values_list("published_at", flat=True)
        return newest.first()
