from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = _("Schools")

    def ready(self):
        from accounts.slips import workplaces_through
        from openweb import sitemaps

        from . import personal
        from .rosters import background  # noqa: F401 (registers what is done in the background)
        from .sitemaps import SchoolMap
        from .workplaces import schools_of

        workplaces_through(schools_of)
        sitemaps.add("schools", SchoolMap())
        personal.register()
