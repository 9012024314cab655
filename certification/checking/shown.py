"""A certificate as the check page tells it: every printed field, and what has become of it since."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import override

from certification.models import Certificate, CertificateStatus

LINES = ("heading", "subheading", "before_name", "name", "body", "issuer", "place")


@dataclass(frozen=True)
class Side:
    """The paper in one of its languages. signatories: [(name, post)]."""

    language: str
    heading: str
    subheading: str
    before_name: str
    name: str
    body: str
    issuer: str
    place: str
    date: str
    signatories: tuple
    marks: tuple


def sides(printed):
    """One a language of the paper, the main one first. Of an erased certificate there are none."""
    return [side(printed, language) for language in printed.get("languages", ())]


def side(printed, language):
    def said(texts):
        return (texts or {}).get(language, "")

    with override(language):
        day = date_format(issued_on(printed), "DATE_FORMAT")
    return Side(
        language,
        **{line: said(printed.get(line)) for line in LINES},
        date=day,
        signatories=tuple((said(one["name"]), said(one["post"])) for one in printed.get("signatories", ())),
        marks=tuple(filter(None, (said(logo["name"]) for logo in printed.get("logos", ())))),
    )


def issued_on(printed):
    return date.fromisoformat(printed["issued_on"])


def with_token(token):
    return (
        Certificate.objects.select_related("kind", "replaced_by")
        .prefetch_related("revocations")
        .filter(token=token)
        .first()
    )


def revocation_of(certificate):
    """Why and when it was revoked; None unless it was."""
    if certificate.status != CertificateStatus.REVOKED:
        return None
    return next((one for one in certificate.revocations.all() if one.confirmed_at and not one.dropped_at), None)
