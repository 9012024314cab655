"""What nobody needs any more: files sent but never attached, files whose row is gone, raw files waiting elsewhere."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from .checking import begins_like
from .limits import DOCUMENTS, MOST_BYTES, PICTURES, WEBP, type_named
from .models import Upload
from .names import safe_name
from .pictures import redraw

NEVER_ATTACHED_FOR = timedelta(hours=24)
ROWLESS_FOR = timedelta(hours=1)
TABLES = (".csv", ".txt")


def sweep():
    """Removes uploads that nobody attached within a day, and files without a row (a transaction that was undone)."""
    uploads = Upload.objects.unused().filter(created_at__lt=timezone.now() - NEVER_ATTACHED_FOR)
    count = 0
    for upload in uploads.iterator():
        upload.erase()
        count += 1
    rowless = [name for name in stored_before(timezone.now() - ROWLESS_FOR) if not _has_row(name)]
    for name in rowless:
        default_storage.delete(name)
    return f"{count} files that were never attached and {len(rowless)} without a record removed"


def stored_before(moment):
    """Names of the files in our part of the storage that were last written before the moment."""
    if not default_storage.exists("uploads"):
        return
    for folder in default_storage.listdir("uploads")[0]:
        for name in default_storage.listdir(f"uploads/{folder}")[1]:
            if default_storage.get_modified_time(f"uploads/{folder}/{name}") < moment:
                yield f"uploads/{folder}/{name}"


def _has_row(name):
    return Upload.objects.filter(file=name).exists() or Upload.objects.filter(small=name).exists()


def clean_to_keep(file):
    """For forms kept until their author is back: pictures lose their place data before they touch the disk."""
    if file.size > MOST_BYTES:
        return None
    first = file.read(16)
    file.seek(0)
    kind = next((kind for kind in PICTURES if begins_like(first, kind)), None)
    if kind is None:
        fit = type_named(file.name, DOCUMENTS) or file.name.lower().endswith(TABLES)
        return file if fit else None
    try:
        data = redraw(file, kind).main
    except ValidationError:
        return None
    return SimpleUploadedFile(safe_name(file.name, "webp"), data, WEBP.content_type)
