from django.contrib.auth.models import AnonymousUser

from openweb.sitemaps import Map

from .models import Conference, Poster


class ConferenceMap(Map):
    def items(self):
        return Conference.objects.visible_to(AnonymousUser()).order_by("pk")


class PosterMap(Map):
    def items(self):
        return Poster.objects.visible_to(AnonymousUser()).select_related("conference").order_by("pk")
