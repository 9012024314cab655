"""Keys and what is signed with them."""

import stat

import pytest
from django.core.management import call_command

from accounts.models import AuditEntry
from certification.checking import keys, statements
from certification.checking.checks import signing_key_is_there
from certification.models import Certificate, SigningKey

pytestmark = pytest.mark.django_db
PRINTED = {
    "layout": "kk-en",
    "languages": ["kk", "en"],
    "kind": "teacher-leadership",
    "code": "TL-2026-000017",
    "issued_on": "2026-06-11",
    "name": {"kk": "Әлия Ғұмарқызы Қыдырбаева", "en": "Aliya Kydyrbayeva"},
}


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"


def certificate(**changed):
    return Certificate(printed={**PRINTED, **changed})


def test_a_statement_says_number_names_kind_and_day_and_nobody_can_change_them():
    key = keys.make()

    signed_with, text = statements.sign(certificate())

    told = statements.read(text)
    assert signed_with == key
    assert told == statements.Statement("TL-2026-000017", PRINTED["name"], "teacher-leadership", "2026-06-11", key.pk)
    assert len(text) < 300  # the QR stays readable in print


def test_the_same_certificate_gives_the_same_statement():
    keys.make()

    assert statements.sign(certificate()) == statements.sign(certificate())


def test_a_name_that_is_the_same_in_two_languages_is_written_once():
    keys.make()

    text = statements.sign(certificate(name={"kk": "Айгүл", "en": "Айгүл"}))[1]

    assert statements.read(text).names == {"kk": "Айгүл", "en": "Айгүл"}
    assert len(text) < len(statements.sign(certificate())[1])


def test_a_forged_name_under_a_true_signature_is_refused():
    keys.make()
    form, kid, _said, signature = statements.sign(certificate())[1].split(".")
    forged = keys.encoded(statements.payload({**PRINTED, "name": {"kk": "Басқа Адам", "en": "Somebody Else"}}))

    with pytest.raises(statements.BadStatement):
        statements.read(f"{form}.{kid}.{forged}.{signature}")


@pytest.mark.parametrize("text", ["", "1", "1.2026-none.W10.AAAA", "a.b.c.d", "1.ы.é.#"])
def test_what_is_no_statement_is_refused(text):
    with pytest.raises(statements.BadStatement):
        statements.read(text)


def test_a_statement_of_another_key_is_refused():
    first, second = keys.make(), keys.make()
    text = statements.sign(certificate())[1]
    signer = text.split(".")[1]
    other = (first if signer == second.pk else second).pk

    with pytest.raises(statements.BadStatement):
        statements.read(text.replace(signer, other))


def test_old_keys_go_on_verifying_after_the_next_one_signs():
    old = keys.make()
    text = statements.sign(certificate())[1]

    new = keys.make()
    keys.retire(old)
    keys.private_file(old).unlink()

    assert statements.read(text).kid == old.pk
    assert statements.sign(certificate())[0] == new


def test_nobody_believes_a_stolen_key_any_more():
    stolen = keys.make()
    text = statements.sign(certificate())[1]

    keys.distrust(stolen)

    assert not keys.can_sign()
    with pytest.raises(statements.BadStatement):
        statements.read(text)


def test_each_act_with_a_key_is_on_record_once():
    key = keys.make()
    keys.retire(key)
    keys.retire(key)
    keys.distrust(key)
    keys.distrust(key)

    verbs = AuditEntry.objects.filter(object_id=key.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["signing key made", "signing key retired", "signing key distrusted"]


def test_without_a_key_nothing_is_signed():
    with pytest.raises(keys.NoSigningKey):
        statements.sign(certificate())


def test_a_private_half_of_another_key_signs_nothing():
    key, other = keys.make(), keys.make()
    keys.private_file(key).write_bytes(keys.private_file(other).read_bytes())
    keys.retire(other)

    with pytest.raises(keys.NoSigningKey):
        statements.sign(certificate())
    assert not keys.can_sign()


def test_the_private_half_is_its_owners_alone_and_in_no_row():
    key = keys.make()

    path = keys.private_file(key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [field.name for field in SigningKey._meta.fields] == [
        "kid",
        "public_key",
        "made_at",
        "retired_at",
        "distrusted_at",
    ]


def test_the_command_makes_lists_and_retires(capsys):
    call_command("signing_key", "make")
    call_command("signing_key", "make", "--if-none")
    key = SigningKey.objects.get()
    call_command("signing_key", "retire", key.pk)
    call_command("signing_key", "list")

    assert f"{key.pk}  made" in capsys.readouterr().out
    assert not keys.can_sign()


def test_the_deploy_check_asks_for_a_key_and_for_its_privacy():
    assert [warning.id for warning in signing_key_is_there(None)] == ["certification.W001"]

    key = keys.make()
    assert signing_key_is_there(None) == []

    keys.private_file(key).chmod(0o644)
    assert [warning.id for warning in signing_key_is_there(None)] == ["certification.W002"]
