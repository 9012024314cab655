from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferenceConfig(AppConfig):
    name = "conference"
    verbose_name = _("Conference")

    def ready(self):
        from openweb import sitemaps
        from uploads.rights import open_through

        from . import certificates, personal
        from .models import Poster
        from .sitemaps import ConferenceMap, PosterMap

        open_through(lambda user: Poster.objects.visible_to(user).exclude(upload=None).order_by().values("upload"))
        sitemaps.add("conferences", ConferenceMap())
        sitemaps.add("posters", PosterMap())
        personal.register()
        certificates.register()
