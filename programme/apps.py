from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    name = "programme"
    verbose_name = _("Programme")

    def ready(self):
        from openweb import sitemaps
        from safekeeping.sweeping import sweep_with
        from uploads.rights import open_through

        from .models import NewsPicture, Partner
        from .sitemaps import NewsMap, TextMap, ToolMap
        from .sweeping import forget_old_requests

        open_through(lambda user: NewsPicture.objects.visible_to(user).order_by().values("upload"))
        open_through(lambda user: Partner.objects.with_public_logo().values("logo"))
        sweep_with(forget_old_requests)
        sitemaps.add("programme", TextMap())
        sitemaps.add("news", NewsMap())
        sitemaps.add("tools", ToolMap())
