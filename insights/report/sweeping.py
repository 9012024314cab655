"""Files of reports that no row names: written just before a power cut, or replaced by one."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from ..models import Report

FOLDER = "reports"
ROWLESS_FOR = timedelta(hours=6)


def sweep():
    names = [name for name in _stored() if not Report.objects.filter(file=name).exists()]
    for name in names:
        default_storage.delete(name)
    return f"{len(names)} files of reports that no snapshot has removed"


def _stored():
    files = default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []
    for file in files:
        name = f"{FOLDER}/{file}"
        if default_storage.get_modified_time(name) < timezone.now() - ROWLESS_FOR:
            yield name
