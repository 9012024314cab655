from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = _("Schools")

    def ready(self):
        from accounts.slips import workplaces_through
        from languages.fields import CODES, columns_of, told
        from openweb import sitemaps

        from . import personal
        from .models import Headship, Teacher
        from .rosters import background  # noqa: F401 (registers what is done in the background)
        from .sitemaps import SchoolMap

        def schools_of(people):
            """Person id -> name of her school, as it stands on slips and in lists of people."""
            shown = ("person", *columns_of("school__name"))
            rows = (
                row
                for objects in (Headship.objects, Teacher.objects)
                for row in objects.current().filter(person__in=people).values_list(*shown)
            )
            return {person: told(dict(zip(CODES, names, strict=True)).get) for person, *names in rows}

        workplaces_through(schools_of)
        sitemaps.add("schools", SchoolMap())
        personal.register()
