from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self):
        from uploads.rights import open_through

        from .files import ids_visible_to

        open_through(ids_visible_to)
