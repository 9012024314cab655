"""The certificate as an Open Badges 3.0 credential, and what programs find that check one."""

import json
from datetime import datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.urls import reverse
from jsonschema import Draft202012Validator

from certification.badges.credential import signed
from certification.checking import keys
from certification.issuing import acts
from certification.models import Certificate, CertificateStatus
from projects.models import Project
from tests.makers import make_person

from . import issuing_makers as makers
from . import open_badges_schema as schema

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(settings, tmp_path, monkeypatch):
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    monkeypatch.setattr(acts, "make_paper", lambda certificate: None)
    makers.make_key()
    return makers.make_certificate()


def faults(data, wanted):
    return [error.message for error in Draft202012Validator(wanted).iter_errors(data)]


def parts_of(jws):
    header, payload, signature = jws.split(".")
    return json.loads(keys.decoded(header)), json.loads(keys.decoded(payload)), keys.decoded(signature)


def asked(client, address):
    return client.get(address.removeprefix(settings.SITE_URL)).json()


def download(client, certificate, person):
    client.force_login(person)
    return client.get(reverse("certification:badge", args=[certificate.pk]))


def test_the_credential_has_the_published_structure(given):
    _header, payload, _signature = parts_of(signed(given))

    assert faults(payload, schema.CREDENTIAL) == []
    assert payload["credentialSubject"]["licenseNumber"] == given.code
    assert payload["credentialSubject"]["identifier"][0]["identityHash"] == given.name_on_paper


def test_the_schema_notices_what_is_missing(given):
    _header, payload, _signature = parts_of(signed(given))

    for member in schema.CREDENTIAL["required"]:
        assert faults({name: value for name, value in payload.items() if name != member}, schema.CREDENTIAL)


def test_the_claims_repeat_the_credential(given):
    header, payload, _signature = parts_of(signed(given))

    assert header["alg"] == "EdDSA" and header["typ"] == "JWT" and set(header) == {"alg", "kid", "typ"}
    assert payload["iss"] == payload["issuer"]["id"]
    assert payload["jti"] == payload["id"]
    assert payload["sub"] == payload["credentialSubject"]["id"]
    assert payload["nbf"] == datetime.fromisoformat(payload["validFrom"]).timestamp()


def test_a_stranger_checks_it_with_the_key_that_its_header_points_to(client, given):
    jws = signed(given)
    header, _payload, signature = parts_of(jws)

    jwk = asked(client, header["kid"])

    assert faults(jwk, schema.JWK) == []
    public = Ed25519PublicKey.from_public_bytes(keys.decoded(jwk["x"]))
    public.verify(signature, jws.rpartition(".")[0].encode())
    forged = jws.replace(jws.split(".")[1], jws.split(".")[1][:-2] + "AA").rpartition(".")[0]
    with pytest.raises(InvalidSignature):
        public.verify(signature, forged.encode())


def test_keys_issuer_and_achievement_stand_at_well_known_addresses(client, given):
    _header, payload, _signature = parts_of(signed(given))

    published = client.get("/.well-known/jwks.json").json()["keys"]
    issuer = asked(client, payload["issuer"]["id"])
    achievement = asked(client, payload["credentialSubject"]["achievement"]["id"])
    did = client.get("/.well-known/did.json").json()

    assert [faults(jwk, schema.JWK) for jwk in published] == [[]]
    assert faults(issuer, schema.PROFILE) == []
    assert faults(achievement, schema.ACHIEVEMENT) == []
    assert did["assertionMethod"] == [method["id"] for method in did["verificationMethod"]]
    assert did["verificationMethod"][0]["publicKeyJwk"] == published[0]


def test_old_keys_stay_published_and_stolen_ones_do_not(client, given):
    old, stolen = given.signing_key, keys.make()
    keys.retire(old)
    keys.distrust(stolen)

    published = {jwk["x"] for jwk in client.get("/.well-known/jwks.json").json()["keys"]}

    assert published == {old.public_key}
    assert client.get(reverse("badge_key", args=[stolen.pk])).status_code == 404


@pytest.mark.parametrize("status", [CertificateStatus.REVOKED, CertificateStatus.REPLACED])
def test_its_status_says_when_it_is_no_longer_valid_and_leads_to_nobody(client, given, status):
    _header, payload, _signature = parts_of(signed(given))
    before = asked(client, payload["credentialStatus"]["id"])

    Certificate.objects.filter(pk=given.pk).update(status=status)

    response = client.get(payload["credentialStatus"]["id"].removeprefix(settings.SITE_URL))
    after = response.json()
    assert faults(after, schema.REVOCATIONS) == []
    assert before["revokedCredentials"] == []
    assert [one["id"] for one in after["revokedCredentials"]] == [payload["id"]]
    assert given.token not in response.content.decode()


def test_the_public_story_is_evidence_only_while_it_is_public(given):
    assert "evidence" not in parts_of(signed(given))[1]

    Project.objects.filter(pk=given.project_id).update(
        status="published", visibility="public", published_at=given.issued_at
    )

    found = parts_of(signed(given))[1]["evidence"]
    assert [one["id"] for one in found] == [settings.SITE_URL + given.project.get_absolute_url()]


def test_her_e_mail_is_in_it_as_a_fingerprint_only(given):
    jws = signed(given)

    payload = parts_of(jws)[1]
    assert given.person.email not in json.dumps(payload)
    assert payload["credentialSubject"]["identifier"][-1]["hashed"] is True


def test_the_holder_and_chief_reviewers_download_it_and_nobody_else(client, given):
    answers = [
        download(client, given, person).status_code for person in (given.person, makers.make_chief(), make_person())
    ]

    response = download(client, given, given.person)
    assert answers == [200, 200, 404]
    assert f"{given.code}.jwt" in response["Content-Disposition"]
    assert parts_of(response.content.decode())[0]["alg"] == "EdDSA"


def test_without_a_key_she_is_told_so_in_words(client, given):
    keys.retire(given.signing_key)

    response = download(client, given, given.person)

    assert response["Location"] == given.get_absolute_url()


def test_scripts_of_other_sites_may_read_what_is_public(client, given):
    for name in ("badge_keys", "badge_did", "badge_issuer", "badge_revocations"):
        assert client.get(reverse(name))["Access-Control-Allow-Origin"] == "*"
