"""Keys that certificates are signed with (Ed25519). See docs/keys.md.

The public half is a row, for ever: papers signed years ago go on verifying. The private half is a file that its owner
alone may read, in SIGNING_KEYS_DIR: outside the repository, the database and the media, and so outside the backups.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import AuditEntry
from certification.models import SigningKey
from safekeeping.ids import LETTERS

RAW = serialization.Encoding.Raw, serialization.PublicFormat.Raw
PEM = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()


class NoSigningKey(Exception):
    """The operator has not made a key on this machine, or its file is gone."""


def folder():
    return Path(settings.SIGNING_KEYS_DIR)


def private_file(key):
    return folder() / f"{key.pk}.pem"


def make(on=None):
    """A new key, which signs from now on. The file first: a row without its file signs nothing."""
    private = Ed25519PrivateKey.generate()
    year = (on or timezone.localdate()).year
    key = SigningKey(kid=f"{year}-{get_random_string(4, LETTERS)}", public_key=encoded(public_bytes(private)))
    with transaction.atomic():
        key.save(force_insert=True)
        AuditEntry.objects.record(None, "signing key made", key)
        write(private_file(key), private.private_bytes(*PEM))
    return key


def write(path, content):
    """Readable by its owner alone from its first byte; never over a file that is there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def in_use():
    """(SigningKey, private key) that sign today: the newest that is not retired and whose file is here."""
    for key in SigningKey.objects.filter(retired_at=None):
        if private_file(key).exists():
            return key, private_of(key)
    raise NoSigningKey


def private_of(key):
    """NoSigningKey where the file is not the other half of the row: what it signs nobody could check."""
    private = serialization.load_pem_private_key(private_file(key).read_bytes(), password=None)
    if encoded(public_bytes(private)) != key.public_key:
        raise NoSigningKey
    return private


def can_sign():
    try:
        in_use()
    except (NoSigningKey, OSError, ValueError):
        return False
    return True


def retire(key):
    """It signs no more. What it has signed stays valid; its private file may be destroyed."""
    if SigningKey.objects.filter(pk=key.pk, retired_at=None).update(retired_at=timezone.now()):
        AuditEntry.objects.record(None, "signing key retired", key)


def distrust(key):
    """Its private file was stolen. What it has signed can only be checked on the portal, which knows what it issued."""
    retire(key)
    if SigningKey.objects.trusted().filter(pk=key.pk).update(distrusted_at=timezone.now()):
        AuditEntry.objects.record(None, "signing key distrusted", key)


def public_of(key):
    return Ed25519PublicKey.from_public_bytes(decoded(key.public_key))


def public_bytes(private):
    return private.public_key().public_bytes(*RAW)


def encoded(content):
    """base64url without padding, as in JWK and JWT."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
