"""What this room holds of a person, and how it forgets her (promise D5)."""

from accounts.erasing.acts import forget_with
from accounts.holdings import hold

from .models import PictureConsent, Upload


def register():
    hold(Upload, "owner", leave_out=("sha256", "content_type"))
    hold(PictureConsent, "upload__owner")
    hold(PictureConsent, "recorded_by")
    forget_with(forget)


def forget(erasing):
    """Her files, from the disk too, once the rest is safe. Those that a kept story shows lose only their names."""
    for upload in Upload.objects.filter(owner=erasing.person):
        if upload.pk in erasing.kept_uploads:
            upload.name = f"{upload.pk}.{upload.extension.lower()}"
            upload.save(update_fields=["name"])
        else:
            upload.erase()
