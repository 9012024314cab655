"""What every worker would load at its first request, loaded once before they are made: they share it.

Sixteen visitors at a worker's first moment each read the catalogues for themselves, and the memory stayed taken.
Nothing here may touch the database: a connection must not be shared by processes.
"""

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.formats import date_format, localize
from django.utils.timezone import now

EVERYWHERE = ("base.html", "base_form.html", "insights/home.html", "insights/my.html", "503.html")


def warm():
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Sign in")
            reverse("insights:home")
            date_format(now(), "DATETIME_FORMAT")
            localize(1.5)
    get_resolver().url_patterns  # noqa: B018 - read for what it loads
    for name in EVERYWHERE:
        try:
            get_template(name)
        except TemplateDoesNotExist:
            continue
