"""What Open Badges 3.0 demands of an AchievementCredential, as a JSON schema.

Source: 1EdTech, Open Badges Specification 3.0 (https://www.imsglobal.org/spec/ob/v3p0/), its data model
(https://github.com/1EdTech/openbadges-specification, ob_v3p0/common_credentials.lines: cardinalities and required
types), and the JSON schema that the model gives, published as
https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json. Written anew for the
classes that our credentials use, with the same required members; revocations after the 1EdTech Revocation List Status
Method 1.0 (https://www.imsglobal.org/spec/vcrl/v1p0/).
"""

URI = {"type": "string", "format": "uri", "pattern": "^[a-z][a-z0-9+.-]*:"}
MOMENT = {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
TEXT = {"type": "string", "minLength": 1}


def types(*wanted):
    return {"type": "array", "items": TEXT, "allOf": [{"contains": {"const": one}} for one in wanted]}


def thing(required, **properties):
    return {"type": "object", "required": required, "properties": properties}


IDENTITY = thing(
    ["type", "hashed", "identityHash", "identityType"],
    type={"const": "IdentityObject"},
    hashed={"type": "boolean"},
    identityHash=TEXT,
    identityType={"enum": ["name", "emailAddress"]},
    salt=TEXT,
)
ACHIEVEMENT = thing(
    ["id", "type", "criteria", "description", "name"],
    id=URI,
    type=types("Achievement"),
    achievementType={"enum": ["Achievement", "Award", "Badge", "Certificate", "CertificateOfCompletion"]},
    criteria={**thing([], id=URI, narrative=TEXT), "minProperties": 1},
    description=TEXT,
    name=TEXT,
    inLanguage={"type": "string", "pattern": "^[a-z]{2}$"},
)
SUBJECT = {
    **thing(
        ["type", "achievement"],
        id=URI,
        type=types("AchievementSubject"),
        achievement=ACHIEVEMENT,
        identifier={"type": "array", "items": IDENTITY},
        licenseNumber=TEXT,
    ),
    "anyOf": [{"required": ["id"]}, {"required": ["identifier"]}],
}
PROFILE = thing(["id", "type"], id=URI, type=types("Profile"), name=TEXT, url=URI)
EVIDENCE = thing(["type"], id=URI, type=types("Evidence"), name=TEXT)
METHOD = thing(["id", "type"], id=URI, type=TEXT)

CREDENTIAL = thing(
    ["@context", "id", "type", "name", "credentialSubject", "issuer", "validFrom"],
    **{
        "@context": {
            "type": "array",
            "minItems": 2,
            "prefixItems": [
                {"const": "https://www.w3.org/ns/credentials/v2"},
                {"type": "string", "pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.\d\.\d\.json$"},
            ],
        }
    },
    id=URI,
    type={
        "allOf": [
            types("VerifiableCredential"),
            {"contains": {"enum": ["AchievementCredential", "OpenBadgeCredential"]}},
        ]
    },
    name=TEXT,
    description=TEXT,
    credentialSubject=SUBJECT,
    issuer=PROFILE,
    validFrom=MOMENT,
    evidence={"type": "array", "items": EVIDENCE},
    credentialSchema={"type": "array", "items": METHOD, "minItems": 1},
    credentialStatus={**METHOD, "properties": {"id": URI, "type": {"const": "1EdTechRevocationList"}}},
)
REVOCATIONS = thing(
    ["id", "issuer", "revokedCredentials"],
    id=URI,
    issuer=URI,
    revokedCredentials={
        "type": "array",
        "items": thing(["id", "revoked"], id=URI, revoked={"const": True}, revocationReason=TEXT),
    },
)
JWK = thing(
    ["kty", "crv", "x"],
    kty={"const": "OKP"},
    crv={"const": "Ed25519"},
    x={"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"},
    kid=URI,
    d=False,  # the private half never
)
