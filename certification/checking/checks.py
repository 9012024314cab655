"""`manage.py check --deploy`: without a key no certificate can be issued, and others must not be able to read it."""

import stat

from django.core.checks import Tags, Warning, register
from django.db import DatabaseError

from certification.models import SigningKey

from . import keys


@register(Tags.security, deploy=True)
def signing_key_is_there(app_configs, **kwargs):
    try:
        if not keys.can_sign():
            hint = "manage.py signing_key make (docs/keys.md)"
            return [Warning("No key to sign certificates with.", hint=hint, id="certification.W001")]
        return [Warning(text, id="certification.W002") for text in readable_by_others()]
    except DatabaseError:  # not migrated yet: that is another check's matter
        return []


def readable_by_others():
    for key in SigningKey.objects.filter(retired_at=None):
        path = keys.private_file(key)
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield f"{path} can be read by others: chmod 600"
