"""How much one person may keep in the portal, so that one phone never fills the disk for everybody."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .limits import MEGABYTE


def refuse_beyond_quota(files, size, coming):
    """ValidationError in words when `coming` bytes more do not fit. files, size: what she keeps already."""
    if files >= settings.UPLOADS_MOST_FILES:
        text = ngettext(
            "You already keep %(most)d file here, and that is the most. Take away what you no longer need, "
            "or ask your coordinator.",
            "You already keep %(most)d files here, and that is the most. Take away what you no longer need, "
            "or ask your coordinator.",
            settings.UPLOADS_MOST_FILES,
        )
        raise ValidationError(text % {"most": settings.UPLOADS_MOST_FILES}, code="quota")
    if size + coming > settings.UPLOADS_MOST_MB * MEGABYTE:
        text = _(
            "Your files would take more than %(most)d MB, and that is the most. Take away what you no longer need, "
            "or ask your coordinator."
        )
        raise ValidationError(text % {"most": settings.UPLOADS_MOST_MB}, code="quota")
