"""What programs ask for that check a badge: who issues it, with which keys, for what, and what was revoked.

No language in these addresses, nothing of a person in the answers, open to scripts of other sites.
"""

from functools import wraps
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certification.issuing.entitled import in_words
from certification.models import Certificate, CertificateKind, CertificateStatus, Revocation, SigningKey

from . import credential
from .credential import address

MINUTES = 60
LANGUAGE = "en"  # of what has no language of its own


def for_programs(view):
    @wraps(view)
    def answered(request, *args, **kwargs):
        with override(LANGUAGE):
            response = JsonResponse(view(request, *args, **kwargs), json_dumps_params={"ensure_ascii": False})
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        return response

    return login_not_required(require_safe(cache_control(public=True, max_age=5 * MINUTES)(answered)))


@for_programs
def badge_issuer(request):
    return {"@context": list(credential.CONTEXT), **credential.issuer(LANGUAGE)}


@for_programs
def badge_keys(request):
    """JWKS. Retired keys stay: what they signed is valid. Stolen ones are gone."""
    return {"keys": [jwk(key) for key in SigningKey.objects.trusted()]}


@for_programs
def badge_key(request, kid):
    return jwk(get_object_or_404(SigningKey.objects.trusted(), pk=kid))


@for_programs
def badge_did(request):
    """did:web of this host, for verifiers that look a key up by its controller."""
    did = f"did:web:{quote(urlsplit(settings.SITE_URL).netloc, safe='')}"
    methods = [
        {"id": f"{did}#{key.pk}", "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk(key)}
        for key in SigningKey.objects.trusted()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
        "alsoKnownAs": [address("badge_issuer")],
    }


@for_programs
def badge_achievement(request, kind_key):
    kind = get_object_or_404(CertificateKind, key=kind_key)
    lines = [f"- {line}" for line in in_words(kind.rule)]
    return {"@context": list(credential.CONTEXT), **credential.achievement(kind, LANGUAGE, "\n".join(lines))}


@for_programs
def badge_revocations(request):
    """1EdTech Revocation List: what was revoked or replaced, by ids that lead to nobody."""
    gone = Certificate.objects.exclude(status=CertificateStatus.ISSUED).only("token", "status").order_by("issued_at")
    reasons = dict(Revocation.objects.confirmed().values_list("certificate", "reason"))
    return {
        "id": address("badge_revocations"),
        "issuer": address("badge_issuer"),
        "revokedCredentials": [revoked(certificate, reasons) for certificate in gone],
    }


def revoked(certificate, reasons):
    return {
        "id": credential.urn("credential", certificate),
        "revoked": True,
        "revocationReason": reasons.get(certificate.pk, certificate.status),
    }


def jwk(key):
    return {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": key.public_key,
        "kid": address("badge_key", key.pk),
        "alg": "EdDSA",
        "use": "sig",
    }
