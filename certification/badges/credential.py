"""A certificate as an Open Badges 3.0 credential (1EdTech), signed as a VC-JWT with the portal's Ed25519 key.

Its id and its subject's id are made of the certificate's token in one direction only: the public list of revoked ones
leads nobody to a name.
"""

import json
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from certification.checking import keys
from certification.checking.statements import page_url
from certification.issuing.entitled import earned_in_words
from certification.models import CertificateKind
from projects.models import Project

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"


def signed(certificate):
    """The compact JWS, as it is downloaded. NoSigningKey."""
    key, private = keys.in_use()
    header = {"alg": "EdDSA", "kid": address("badge_key", key.pk), "typ": "JWT"}
    said = f"{part(header)}.{part(claims(certificate))}"
    return f"{said}.{keys.encoded(private.sign(said.encode()))}"


def part(data):
    return keys.encoded(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def claims(certificate):
    """The payload is the credential itself, with the registered claims that repeat it (OB 3.0, 8.2.4)."""
    credential = credential_of(certificate)
    return {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": int(certificate.issued_at.timestamp()),
        "sub": credential["credentialSubject"]["id"],
        **credential,
    }


def credential_of(certificate):
    language, said = certificate.main_language, certificate.printed
    with override(language):
        name = " · ".join(filter(None, (said["heading"][language], said["subheading"][language])))
        description = _("Certificate %(code)s. Check it at %(address)s") % {
            "code": certificate.code,
            "address": page_url(certificate),
        }
        return {
            "@context": list(CONTEXT),
            "id": urn("credential", certificate),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": name,
            "description": description,
            "issuer": issuer(language),
            "validFrom": moment(certificate.issued_at),
            "credentialSubject": subject(certificate, language),
            **evidence(certificate),
            "credentialStatus": {"id": address("badge_revocations"), "type": "1EdTechRevocationList"},
            "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        }


def subject(certificate, language):
    return {
        "id": urn("holder", certificate),
        "type": ["AchievementSubject"],
        "identifier": identifiers(certificate),
        "licenseNumber": certificate.code,
        "achievement": achievement(certificate.kind, language, narrative(certificate, language)),
    }


def identifiers(certificate):
    """Her printed name in plain words; her e-mail, if she has one, only as a fingerprint that she can prove."""
    found = [identity("name", name) for name in dict.fromkeys(certificate.names_on_paper)]
    if certificate.person and certificate.person.email:
        salt = sha256(f"badge.{certificate.token}".encode()).hexdigest()[:16]
        digest = sha256(f"{certificate.person.email.lower()}{salt}".encode()).hexdigest()
        found.append(identity("emailAddress", f"sha256${digest}", hashed=True) | {"salt": salt})
    return found


def identity(kind, value, *, hashed=False):
    return {"type": "IdentityObject", "hashed": hashed, "identityHash": value, "identityType": kind}


def achievement(kind, language, narrative):
    return {
        "id": address("badge_achievement", kind.key),
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "inLanguage": language,
        "name": getattr(kind, f"name_{language}") or str(kind.name),
        "description": getattr(kind, f"subheading_{language}") or str(kind.name),
        "criteria": {"narrative": narrative},
    }


def narrative(certificate, language):
    """What stands below her name, and what it was given for: the rule as it was on the day."""
    lines = [f"- {line}" for line in earned_in_words(certificate.rule_snapshot)]
    return "\n".join([certificate.printed["body"][language], "", *lines]).strip()


def evidence(certificate):
    """The story that she made public, as long as it is."""
    project = certificate.project
    if project is None or not Project.objects.published().filter(pk=project.pk).exists():
        return {}
    link = settings.SITE_URL + project.get_absolute_url()
    return {"evidence": [{"id": link, "type": ["Evidence"], "name": project.title}]}


def issuer(language):
    """Who stands behind all kinds: the issuer of the first kind. The same profile as at its own address."""
    with override(language):
        first = CertificateKind.objects.first()
        name = str(first.issuer) if first else _("Auyldyq mektep shamy")
    return {"id": address("badge_issuer"), "type": ["Profile"], "name": name, "url": settings.SITE_URL}


# Addresses and names ----------------------------------------------------------------------------------------


def address(name, *args):
    return settings.SITE_URL + reverse(name, args=args)


def urn(what, certificate):
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{what}:{certificate.token}')}"


def moment(when):
    """To the second: nbf must be the same moment."""
    return when.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%SZ")
