"""What holders and chief reviewers do with certificates on the pages; each act leaves one row of the trail."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from certification.issuing import acts
from certification.models import (
    Batch,
    Certificate,
    CertificateKind,
    CertificateStatus,
    ConfirmedName,
    CorrectionStatus,
    NameCorrection,
    Revocation,
    Series,
)
from outbox.models import Message
from tests import makers

from .issuing_makers import (
    kind_of,
    make_chief,
    make_correction,
    make_earned,
    make_key,
    make_name,
    make_stored,
    make_worker,
)

pytestmark = pytest.mark.django_db
TL = "teacher-leadership"


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    monkeypatch.setattr(acts, "make_paper", lambda certificate: True)
    make_key()


@pytest.fixture
def chief(client):
    chief = make_chief()
    client.force_login(chief)
    return chief


@pytest.fixture
def certificate():
    return make_stored(makers.make_teacher(), makers.make_cohort(), by=make_chief(), key="participant")


def at(name, *args):
    return reverse(f"certification:{name}", args=args)


def verbs(thing):
    return list(AuditEntry.objects.about(thing).values_list("verb", flat=True))


def text(response):
    return response.content.decode()


# Her name ---------------------------------------------------------------------------------------------------

NAMES = {"kk": "Сейітова Әлия Қуатқызы", "ru": "Сейитова Алия Куатовна", "latin": "Äliia Seiıtova", "version": 1}


def test_her_name_is_proposed_in_three_spellings_and_she_confirms_it(client):
    person = makers.make_teacher(surname="Сейітова", given_name="Әлия")
    client.force_login(person)

    page = text(client.get(at("my_name")))
    client.post(at("my_name"), NAMES)

    assert "Сейітова Әлия" in page and "Сейитова Алия" in page and "Äliia Seiıtova" in page
    assert person.confirmed_name.kk == NAMES["kk"]
    assert verbs(person) == ["name confirmed"]


def test_until_something_is_printed_she_changes_it_herself(client):
    person = makers.make_teacher()
    make_name(person)
    client.force_login(person)

    client.post(at("my_name"), NAMES)

    assert ConfirmedName.objects.get(pk=person.pk).kk == NAMES["kk"]


@pytest.mark.parametrize("wrong", [{"latin": "Сейітова"}, {"ru": "Seitova"}, {"kk": ""}])
def test_each_spelling_has_its_letters_and_what_she_typed_stays(client, wrong):
    client.force_login(makers.make_teacher())

    response = client.post(at("my_name"), {**NAMES, **wrong})

    assert response.status_code == 422
    assert not ConfirmedName.objects.exists()
    assert "Қуатқызы" in text(response) or "kk" in wrong


def test_two_phones_that_confirm_differently_lose_nothing(client):
    person = makers.make_teacher()
    client.force_login(person)
    client.post(at("my_name"), NAMES)
    client.post(at("my_name"), {**NAMES, "kk": "Сейітова Әлия"})

    response = client.post(at("my_name"), {**NAMES, "ru": "Сейитова Алия"})

    assert response.status_code == 409
    assert "Сейітова Әлия" in text(response)


def test_once_it_is_printed_she_asks_for_a_correction_once(client, certificate):
    client.force_login(certificate.person)
    form = {**NAMES, "why": "Әкемнің аты жоқ.", "client_uuid": uuid.uuid4()}

    client.post(at("my_name"), form)
    client.post(at("my_name"), form)

    asked = NameCorrection.objects.get()
    assert (asked.kk, asked.status) == (NAMES["kk"], CorrectionStatus.WAITING)
    assert certificate.person.confirmed_name.kk != NAMES["kk"]
    assert "correction of a name asked" in verbs(certificate.person)
    assert asked.kk in text(client.get(at("my_name"), follow=True))


def test_a_correction_that_changes_nothing_is_refused_in_words(client, certificate):
    client.force_login(certificate.person)
    name = certificate.person.confirmed_name
    same = {"kk": name.kk, "ru": name.ru, "latin": name.latin, "why": "…", "client_uuid": uuid.uuid4()}

    assert client.post(at("my_name"), same).status_code == 422


def test_a_correction_that_is_carried_out_replaces_her_certificates(client, chief, certificate):
    asked = make_correction(certificate.person)

    assert asked.why in text(client.get(at("certificate_list")))
    assert asked.kk in text(client.get(at("correction", asked.pk)))
    client.post(at("correction_carry_out", asked.pk))

    new = Certificate.objects.get(replaces=certificate)
    assert new.printed["name"]["kk"] == asked.kk
    assert ConfirmedName.objects.get(pk=certificate.person_id).kk == asked.kk
    assert "correction of a name done" in verbs(certificate.person)
    assert client.post(at("correction_carry_out", asked.pk)).status_code == 404


def test_a_correction_is_declined_in_words(client, chief, certificate):
    asked = make_correction(certificate.person)

    assert client.post(at("correction_decline", asked.pk), {"answer": ""}).status_code == 422
    client.post(at("correction_decline", asked.pk), {"answer": "Құжатта дәл осылай."})

    asked.refresh_from_db()
    assert asked.status == CorrectionStatus.DECLINED
    assert "correction of a name declined" in verbs(certificate.person)
    assert "Құжатта дәл осылай." in Message.objects.get(to=certificate.person.email).body


# What a holder sees -----------------------------------------------------------------------------------------


def test_she_finds_her_certificates_and_nobody_elses(client, certificate):
    other = make_stored(makers.make_teacher(), certificate.cohort, by=certificate.issued_by)
    client.force_login(certificate.person)

    page = text(client.get(at("my_certificates")))

    assert certificate.code in page and other.code not in page
    assert certificate.code in text(client.get(certificate.get_absolute_url()))
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(at("certificate_pdf", other.pk)).status_code == 404


def test_a_principal_finds_her_schools_letter(client):
    school, chief = makers.make_school(), make_chief()
    principal = makers.make_principal(school)
    kind = kind_of("school-letter")
    series = Series.objects.create(kind=kind, year=2026)
    letter = Certificate.objects.create(
        kind=kind,
        cohort=makers.make_cohort(),
        school=school,
        series=series,
        number=1,
        code="LA-2026-000001",
        layout="kk",
        printed={"name": {"kk": school.name_kk}},
        rule_snapshot={"rule": [], "number": 1, "facts": {}},
        issued_by=chief,
    )
    client.force_login(principal)

    assert letter.code in text(client.get(at("my_certificates")))
    assert letter.code in text(client.get(school.get_absolute_url()))
    client.force_login(makers.make_teacher(school))
    assert letter.code not in text(client.get(school.get_absolute_url()))


# Lists of the university ------------------------------------------------------------------------------------


def test_a_certificate_is_found_by_number_and_by_name_in_any_script(client, chief, certificate):
    person = makers.make_teacher(surname="Нұрғалиқызы", given_name="Айгүл")
    hers = make_stored(person, certificate.cohort, by=certificate.issued_by)

    for words in ("Нургаликызы", "aigul nurgaliqyzy", hers.code, hers.code.lower()):
        page = text(client.get(at("certificate_list"), {"q": words}))
        assert hers.get_absolute_url() in page and certificate.get_absolute_url() not in page


def test_certificates_are_filtered_by_kind_cohort_state_and_batch(client, chief, certificate):
    Revocation.objects.create(certificate=certificate, reason="asked", asked_by=make_chief())
    batch = Batch.objects.create(kind=certificate.kind, cohort=certificate.cohort, made_by=chief)
    other = make_stored(makers.make_teacher(), makers.make_cohort(), by=chief, batch=batch, key="facilitator")

    for choice, found, left_out in (
        ({"kind": "facilitator"}, other, certificate),
        ({"cohort": certificate.cohort.pk}, certificate, other),
        ({"status": "asked"}, certificate, other),
        ({"batch": batch.pk}, other, certificate),
    ):
        page = text(client.get(at("certificate_list"), choice))
        assert found.get_absolute_url() in page, choice
        assert f'"{left_out.get_absolute_url()}">{left_out.holder_name}' not in page, choice


@pytest.mark.parametrize("file_type", ["csv", "xlsx"])
def test_the_list_is_taken_as_a_file_and_that_is_on_record(client, chief, certificate, file_type):
    response = client.post(at("certificate_export"), {"file_type": file_type})

    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert certificate.code in content.decode("utf-8", "ignore") or file_type == "xlsx"
    assert verbs(chief) == ["certificates exported"]


def test_who_has_earned_it_is_listed_with_what_is_missing(client, chief):
    _other, community, [ready] = make_earned()
    lacking = make_worker(community, sessions=1)
    nameless = make_worker(community, name=False)

    page = text(client.get(at("earned", TL), {"cohort": community.cohort.pk}))
    only_ready = text(client.get(at("earned", TL), {"cohort": community.cohort.pk, "state": "ready"}))

    assert all(one.lead.full_name in page for one in (ready, lacking, nameless))
    assert "1 / 2" in page or "1" in page
    assert ready.lead.full_name in only_ready and lacking.lead.full_name not in only_ready
    client.post(at("earned_export", TL), {"cohort": community.cohort.pk, "file_type": "csv"})
    assert verbs(kind_of()) == ["list of the entitled exported"]


def test_the_list_of_the_entitled_asks_as_much_for_many_as_for_one(client, chief, django_assert_max_num_queries):
    _other, community, _projects = make_earned(4)
    address = at("earned", TL) + f"?cohort={community.cohort.pk}"
    client.get(address)

    with django_assert_max_num_queries(20):
        client.get(address)


def test_who_has_not_confirmed_her_name_is_asked_by_mail(client, chief):
    _other, community, [project] = make_earned()
    project.lead.confirmed_name.delete()

    client.post(at("remind_names", TL) + f"?cohort={community.cohort.pk}")

    letter = Message.objects.get(to=project.lead.email)
    assert at("my_name") in letter.body
    assert verbs(kind_of()) == ["asked to confirm names"]


def test_one_is_issued_from_its_page(client, chief):
    _other, community, [project] = make_earned()
    address = at("issue_one", TL, project.lead_id) + f"?cohort={community.cohort.pk}"

    assert project.lead.confirmed_name.kk in text(client.get(address))
    client.post(address)
    client.post(address)

    assert Certificate.objects.get().person == project.lead


def test_without_a_key_pages_say_so_plainly(client, chief, settings, tmp_path):
    settings.SIGNING_KEYS_DIR = tmp_path / "none"
    _other, community, [project] = make_earned()
    query = f"?cohort={community.cohort.pk}"

    for address in (at("earned", TL), at("issue_one", TL, project.lead_id), at("batch_new", TL)):
        assert "signing_key make" in text(client.get(address + query, follow=True)), address
    response = client.post(at("issue_one", TL, project.lead_id) + query)
    assert response.status_code == 422 and not Certificate.objects.exists()


# The rule ---------------------------------------------------------------------------------------------------


def rule_form(kind, **changes):
    return {"version": kind.version, "needs_sessions": "on", "number_sessions": 5, "needs_consents": "on", **changes}


def test_a_changed_rule_has_the_next_number_and_its_history_is_told(client, chief):
    kind = kind_of()

    client.post(at("rule", TL), rule_form(kind))

    kind.refresh_from_db()
    assert kind.rule == [{"needs": "decision"}, {"needs": "sessions", "at_least": 5}, {"needs": "consents"}]
    assert kind.rule_number == 2
    [entry] = AuditEntry.objects.about(kind)
    assert (entry.verb, entry.changes["number"]) == ("certificate rule changed", [1, 2])
    assert chief.full_name in text(client.get(at("rule", TL)))


def test_a_rule_that_says_the_same_keeps_its_number(client, chief):
    kind = kind_of("participant")
    same = {"version": kind.version, "needs_sessions": "on", "number_sessions": 4, "needs_consents": "on"}

    client.post(at("rule", "participant"), same)

    assert CertificateKind.objects.get(pk=kind.pk).rule_number == 1
    assert verbs(kind) == []


@pytest.mark.parametrize(
    "key, typed, status",
    [
        ("participant", {}, 422),  # asks for nothing
        ("participant", {"needs_events": "on"}, 422),  # how many?
        ("participant", {"needs_events": "on", "number_events": 2, "version": 9}, 409),  # somebody was quicker
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(client, chief, key, typed, status):
    assert client.post(at("rule", key), {"version": 1, **typed}).status_code == status
    assert kind_of(key).rule_number == 1


# In place of another, and taken away ------------------------------------------------------------------------


def test_a_certificate_is_replaced_from_its_page_and_both_say_so(client, chief, certificate):
    client.post(at("certificate_replace", certificate.pk), {"why": "text"})

    new = Certificate.objects.get(replaces=certificate)
    assert new.code in text(client.get(certificate.get_absolute_url()))
    assert certificate.code in text(client.get(new.get_absolute_url()))
    assert "certificate replaced" in verbs(new)
    letter = Message.objects.get(to=certificate.person.email)
    assert certificate.code in letter.body and new.code in letter.body


def test_revoking_takes_two_people_and_a_reason(client, chief, certificate):
    another = make_chief()
    assert client.post(at("certificate_revoke", certificate.pk), {"note": "…"}).status_code == 422

    client.post(at("certificate_revoke", certificate.pk), {"reason": "misconduct", "note": "Көшірген."})
    assert client.post(at("revocation_confirm", certificate.pk)).status_code == 404
    certificate.refresh_from_db()
    assert certificate.is_valid
    client.force_login(another)
    assert "Көшірген." in text(client.get(certificate.get_absolute_url()))
    client.post(at("revocation_confirm", certificate.pk))

    certificate.refresh_from_db()
    assert certificate.status == CertificateStatus.REVOKED
    assert verbs(certificate) == ["certificate revoked", "revocation asked"]
    assert Message.objects.filter(to=another.email, body__contains=certificate.code).exists()
    assert Message.objects.filter(to=certificate.person.email, body__contains=certificate.code).exists()


def test_a_request_that_is_dropped_leaves_it_valid_and_may_be_made_again(client, chief, certificate):
    for _time in range(2):
        client.post(at("certificate_revoke", certificate.pk), {"reason": "mistake"})
        client.post(at("revocation_drop", certificate.pk))

    certificate.refresh_from_db()
    assert certificate.is_valid
    assert verbs(certificate).count("revocation dropped") == 2


def test_what_is_asked_to_be_revoked_is_not_replaced(client, chief, certificate):
    client.post(at("certificate_revoke", certificate.pk), {"reason": "mistake"})
    client.post(at("certificate_replace", certificate.pk), {"why": "name"})

    assert Certificate.objects.count() == 1


def test_nobody_manages_her_own_certificate(client, chief):
    own = make_stored(chief, makers.make_cohort(), by=make_chief())

    for name in ("certificate_replace", "certificate_revoke"):
        assert client.get(at(name, own.pk)).status_code == 404
    assert client.get(own.get_absolute_url()).status_code == 200


def test_a_revoked_one_is_given_again_only_on_purpose(client, chief):
    _other, community, [project] = make_earned()
    hers = make_stored(project.lead, community.cohort, by=make_chief(), status=CertificateStatus.REVOKED)
    address = at("issue_one", TL, project.lead_id) + f"?cohort={community.cohort.pk}"
    assert "(1)" in text(client.get(at("earned", TL) + f"?cohort={community.cohort.pk}&state=revoked"))

    client.post(address)

    assert Certificate.objects.exclude(pk=hers.pk).get().is_valid


def test_each_page_of_the_university_opens_in_each_language(client, chief, certificate):
    correction = make_correction(certificate.person)
    batch = Batch.objects.create(kind=certificate.kind, cohort=certificate.cohort, made_by=chief)
    addresses = [
        *(at(name) for name in ("certificate_list", "earned_kinds", "batch_list", "my_certificates", "my_name")),
        *(at(name, TL) for name in ("earned", "rule", "batch_new")),
        *(at(name, certificate.pk) for name in ("certificate", "certificate_replace", "certificate_revoke")),
        at("correction", correction.pk),
        batch.get_absolute_url(),
    ]

    for address in addresses:
        for language in ("kk", "ru", "en"):
            assert client.get(address.replace("/kk/", f"/{language}/", 1), follow=True).status_code == 200, address


def test_the_workshop_shows_certificates_to_the_university_and_changes_none(client, chief, certificate):
    listed = text(client.get(reverse("admin:certification_certificate_changelist"), {"q": certificate.code}))
    address = reverse("admin:certification_certificate_change", args=[certificate.pk])

    assert certificate.code in listed
    assert certificate.code in text(client.get(address))
    assert client.post(address, {"code": "TL-2026-000009"}).status_code == 403
    assert client.post(reverse("admin:certification_certificate_delete", args=[certificate.pk])).status_code == 403
    client.force_login(makers.make_person(groups=["coordinators"], is_staff=True))
    assert client.get(address).status_code in (302, 403)
