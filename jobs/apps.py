from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.mydata import section
from safekeeping.sweeping import sweep_with


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("Work in the background")

    def ready(self):
        from . import personal
        from .mydata import my_jobs
        from .sweeping import sweep

        section(_("Work in the background"), my_jobs)
        sweep_with(sweep)
        personal.register()
