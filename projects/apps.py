from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self):
        from openweb import sitemaps
        from outbox.guards import only_while
        from safekeeping.sweeping import sweep_with
        from uploads.rights import open_through

        from . import personal
        from .files import ids_visible_to, may_open_project
        from .sitemaps import StoryMap
        from .telling import sweep_pictures

        open_through(ids_visible_to)
        sitemaps.add("stories", StoryMap())
        sweep_with(sweep_pictures)
        personal.register()
        for address in ("projects:project_read", "projects:stage", "projects:project"):
            only_while(address, may_open_project)
