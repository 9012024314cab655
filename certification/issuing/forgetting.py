"""A holder is erased: her name leaves the certificate, its number stays (docs/personal-data.md says why)."""

from functools import partial

from django.db import transaction

from accounts import trail
from certification.models import Certificate, ConfirmedName, NameCorrection, Revocation

KEPT = ("layout", "languages", "kind", "code", "issued_on")
UNIVERSITYS = ("heading", "subheading", "issuer", "place")  # words of the university's own
HERS = ("name", "before_name", "body")


def forget_certificates(erasing):
    """Number, kind, day, state, rule and the fingerprint of the paper stay: whoever holds a copy can still prove it."""
    ConfirmedName.objects.filter(person=erasing.person).delete()
    NameCorrection.objects.filter(person=erasing.person).delete()
    with trail.opened("erasure"):
        for certificate in Certificate.objects.filter(person=erasing.person):
            _take_name_off(certificate)
        Revocation.objects.filter(certificate__person=erasing.person).update(note="")


def _take_name_off(certificate):
    if certificate.pdf:
        transaction.on_commit(partial(certificate.pdf.storage.delete, certificate.pdf.name))
    without = {"printed": nameless(certificate.printed), "statement": "", "pdf": "", "project": None}
    Certificate.objects.filter(pk=certificate.pk).update(**without)


def nameless(printed):
    languages = printed.get("languages", [])
    kept = {key: printed[key] for key in (*KEPT, *UNIVERSITYS) if key in printed}
    empty = {key: dict.fromkeys(languages, "") for key in HERS}
    return {**kept, **empty, "title": None, "signatories": [], "logos": [], "erased": True}
