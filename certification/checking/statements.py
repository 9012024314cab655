"""What the QR says by itself, signed, so that it can be checked without the portal.

    1.<key>.<payload>.<signature>       payload, signature: base64url; signed is the text before the last dot

The payload is a JSON list: number, languages, names in those languages, kind, day of issue. A name that stands twice
is written once. It travels behind the # of the address, which browsers never send to a server.
"""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.urls import reverse

from certification.models import SigningKey

from . import keys
from .keys import NoSigningKey

__all__ = ["BadStatement", "NoSigningKey", "Statement", "check_url", "check_word", "read", "sign"]
FORM = "1"
CHECK_LETTERS = 6


class BadStatement(Exception):
    """Not ours, or changed since."""


@dataclass(frozen=True)
class Statement:
    """names: {language: name}. issued_on: ISO date as text."""

    code: str
    names: dict
    kind: str
    issued_on: str
    kid: str


def sign(certificate):
    """(SigningKey, text). From `printed` alone; the same certificate and key give the same text. NoSigningKey."""
    key, private = keys.in_use()
    signed = f"{FORM}.{key.pk}.{keys.encoded(payload(certificate.printed))}"
    return key, f"{signed}.{keys.encoded(private.sign(signed.encode()))}"


def payload(printed):
    languages = printed["languages"]
    names = [printed["name"][language] for language in languages]
    said = [printed["code"], "-".join(languages), list(dict.fromkeys(names)), printed["kind"], printed["issued_on"]]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def read(text):
    """The Statement, once its signature holds. BadStatement."""
    try:
        signed, signature = text.rsplit(".", 1)
        form, kid, said = signed.split(".")
        key = SigningKey.objects.trusted().get(pk=kid)
        keys.public_of(key).verify(keys.decoded(signature), signed.encode())
        if form != FORM:
            raise BadStatement
        return told(json.loads(keys.decoded(said)), kid)
    except (ValueError, InvalidSignature, SigningKey.DoesNotExist) as error:
        raise BadStatement from error


def told(said, kid):
    code, layout, names, kind, issued_on = said
    languages = layout.split("-")
    return Statement(code, dict(zip(languages, names * len(languages), strict=False)), kind, issued_on, kid)


def check_url(certificate):
    """The address in the QR: the portal's page about this certificate, with the signed statement behind it."""
    return page_url(certificate) + (f"#{certificate.statement}" if certificate.statement else "")


def page_url(certificate):
    """Without the statement: for links in text, mails and files."""
    return settings.SITE_URL + reverse("check_certificate", args=[certificate.token])


def form_url():
    """Where a number is typed, as it is printed: host and path."""
    return urlsplit(settings.SITE_URL).netloc + reverse("check")


def check_word(certificate):
    """Printed beside the number, and asked for with it: whoever counts numbers up learns nobody's name."""
    return certificate.token[-CHECK_LETTERS:]
