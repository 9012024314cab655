from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightsConfig(AppConfig):
    name = "insights"
    verbose_name = _("Insights")

    def ready(self):
        from openweb import sitemaps
        from safekeeping.sweeping import sweep_with
        from schools import page_parts

        from . import school_page, works  # noqa: F401 (works: registers what is done in the background)
        from .exports import job  # noqa: F401 (the same)
        from .opendata.files import count_for_the_day
        from .report.sweeping import sweep
        from .sitemaps import PageMap

        page_parts.add_to_school_page(school_page.stories)
        sitemaps.add("pages", PageMap())
        sweep_with(sweep)
        sweep_with(count_for_the_day)
