import contextlib

from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "languages"

    def ready(self):
        """Catalogues are made from their sources at the first start after a change, whichever command it is."""
        from .catalogues import compile_outdated

        with contextlib.suppress(OSError):  # a folder that the server may not write: deployment has made them
            compile_outdated()
