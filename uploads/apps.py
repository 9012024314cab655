from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from safekeeping.kept_files import clean_with
from safekeeping.sweeping import sweep_with


class UploadsConfig(AppConfig):
    name = "uploads"
    verbose_name = _("Files")

    def ready(self):
        from . import personal
        from .sweeping import clean_to_keep, sweep

        clean_with(clean_to_keep)
        sweep_with(sweep)
        personal.register()
