"""Slips: they work once, for 14 days, and nobody but their owner learns anything from them (promises B8, C8, C10)."""

import logging
import re
import threading
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.forms import ClaimForm, ContactForm, InviteForm
from accounts.models import CODE_LENGTH, AuditEntry, Invitation, User, code_hash
from safekeeping.states import TransitionError
from tests.makers import (
    PASSWORD,
    make_community,
    make_facilitator,
    make_member,
    make_person,
    make_school,
    make_teacher,
)

pytestmark = pytest.mark.django_db
NEW = {"password1": "three-lamps-glow", "password2": "three-lamps-glow", "language": "kk"}


def make_coordinator():
    return make_person(groups=["coordinators"], is_staff=True)


def make_slip(**person):
    person = make_person(**{"claimed_at": None, "phone": None, **person})
    slip, code = Invitation.objects.issue(person, by=None)
    return person, slip, code


def link(code):
    return reverse("accounts:join_with_code", args=[code])


# Claiming ------------------------------------------------------------------------------------------------


def test_opening_the_link_five_times_does_not_use_it_up(client):
    person, slip, code = make_slip()

    pages = [client.get(link(code)) for _time in range(5)]
    claimed = client.post(link(code), NEW)

    assert [page.status_code for page in pages] == [200] * 5
    assert claimed.status_code == 302
    assert client.session["_auth_user_id"] == person.pk


def test_the_page_says_whose_slip_it_is(client):
    _person, _slip, code = make_slip(given_name="Айгүл", surname="Нұрғали")

    assert "Айгүл Нұрғали" in client.get(link(code)).content.decode()


def test_claiming_sets_the_password_and_everything_she_added(client):
    person, slip, code = make_slip(email=None)

    client.post(link(code), {**NEW, "phone": "8 701 234 56 78", "email": "Aigul@Example.org", "language": "ru"})
    person.refresh_from_db()

    assert person.check_password("three-lamps-glow")
    assert (person.phone, person.email, person.language) == ("+77012345678", "aigul@example.org", "ru")
    assert person.claimed_at is not None
    assert AuditEntry.objects.filter(verb="slip claimed", object_id=person.pk).count() == 1


def test_who_had_a_password_is_told_that_a_slip_has_changed_it(client, mailoutbox):
    _person, _slip, first = make_slip(email="new@example.org")
    _person, _slip, again = make_slip(email="old@example.org", claimed_at=timezone.now())

    client.post(link(first), NEW)
    client.logout()
    client.post(link(again), NEW)

    assert [message.to for message in mailoutbox] == [["old@example.org"]]


def test_after_claiming_comes_the_consent_and_then_her_page(client):
    person, slip, code = make_slip()
    person.consents.all().delete()

    claimed = client.post(link(code), NEW)
    asked = client.get(claimed["Location"])

    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse("accounts:consent"))


def test_a_second_claim_of_the_same_slip_is_refused(client):
    _person, _slip, code = make_slip()
    client.post(link(code), NEW)
    client.logout()

    response = client.post(link(code), {**NEW, "password1": "somebody-else", "password2": "somebody-else"})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_reprint_cancels_the_earlier_slip(client):
    person, _slip, old = make_slip()
    _slip, new = Invitation.objects.issue(person, by=None)

    assert client.post(link(old), NEW).status_code == 404
    assert client.post(link(new), NEW).status_code == 302


def test_a_slip_is_valid_for_fourteen_days(client):
    _person, slip, code = make_slip()

    assert slip.expires_at - slip.created_at > timedelta(days=13, hours=23)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link(code)).status_code == 404
    assert client.post(link(code), NEW).status_code == 404


def test_wrong_used_old_and_cancelled_codes_get_the_very_same_page(client):
    person, _slip, cancelled = make_slip()
    _slip, _code = Invitation.objects.issue(person, by=None)
    _other, old_slip, old = make_slip()
    Invitation.objects.filter(pk=old_slip.pk).update(expires_at=timezone.now())

    pages = {
        re.sub(r"/join/\w*", "/join/", client.get(link(code)).content.decode())
        for code in (cancelled, old, "NOTACODE2")
    }

    assert len(pages) == 1


def test_a_slip_of_somebody_who_may_not_sign_in_is_refused(client):
    _person, _slip, code = make_slip(is_active=False)

    assert client.get(link(code)).status_code == 404


def test_a_slip_is_claimed_once_even_by_two_at_the_same_moment():
    _person, slip, _code = make_slip()
    other_hand = Invitation.objects.get(pk=slip.pk)
    slip.claim("three-lamps-glow")

    with pytest.raises(TransitionError):
        other_hand.claim("another-password")


@pytest.mark.django_db(transaction=True)
def test_ten_hands_at_once_make_one_claim():
    _person, slip, _code = make_slip()
    outcomes = []

    def claim():
        try:
            Invitation.objects.get(pk=slip.pk).claim("three-lamps-glow")
            outcomes.append("claimed")
        except TransitionError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("a database in memory has one connection")
    hands = [threading.Thread(target=claim) for _hand in range(10)]
    [hand.start() for hand in hands]
    [hand.join() for hand in hands]

    assert sorted(outcomes) == ["claimed"] + ["refused"] * 9


def test_passwords_that_differ_or_are_too_simple_are_explained_and_claim_nothing(client):
    _person, slip, code = make_slip()

    differ = client.post(link(code), {**NEW, "password2": "other"})
    simple = client.post(link(code), {**NEW, "password1": "12345678", "password2": "12345678"})
    slip.refresh_from_db()

    assert (differ.status_code, simple.status_code) == (422, 422)
    assert slip.claimed_at is None


def test_without_phone_and_email_she_is_asked_for_one(client):
    _person, slip, code = make_slip(email=None)

    response = client.post(link(code), NEW)

    assert response.status_code == 422
    assert "phone" in response.context["form"].errors


def test_a_phone_that_belongs_to_somebody_else_is_refused(client):
    make_person(phone="+77012345678")
    _person, _slip, code = make_slip(email=None)

    response = client.post(link(code), {**NEW, "phone": "8 (701) 234-56-78"})

    assert response.status_code == 422


def test_a_lost_password_is_mended_by_a_new_slip_and_her_other_sessions_end(client):
    person = make_person(password=PASSWORD)
    elsewhere = client.__class__()
    elsewhere.force_login(person)
    _slip, code = Invitation.objects.issue(person, by=None)

    client.post(link(code), NEW)

    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_slip_does_not_get_round_a_second_factor(client):
    from accounts.secondfactor import give_totp

    person = make_person()
    give_totp(person, "JBSWY3DPEHPK3PXP")
    _slip, code = Invitation.objects.issue(person, by=None)

    response = client.post(link(code), NEW)

    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_who_is_signed_in_on_the_shared_phone_is_signed_out_by_the_claim(client):
    facilitator = make_person()
    person, _slip, code = make_slip()
    client.force_login(facilitator)

    client.post(link(code), NEW)

    assert client.session["_auth_user_id"] == person.pk


def test_the_short_code_may_be_typed_small_and_with_spaces(client):
    _person, _slip, code = make_slip()
    copied = f"{code[:3]} {code[3:6]}-{code[6:]}".lower()

    answer = client.post(reverse("accounts:join"), {"code": copied})

    assert answer["Location"] == link(code)
    assert client.get(answer["Location"]).status_code == 200


def test_guessing_codes_is_limited_for_an_address_and_slips_of_a_workshop_are_not(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "slip": "5/10m/ip"}
    codes = [make_slip()[2] for _person in range(7)]

    good = [client.get(link(code)).status_code for code in codes]
    bad = [client.get(link(f"WRONGC0D{number}")).status_code for number in range(7)]

    assert good == [200] * 7
    assert bad == [404] * 5 + [429] * 2


# Where a code may stand ----------------------------------------------------------------------------------


def test_the_database_holds_only_a_hash_of_the_code(client):
    _person, slip, code = make_slip()
    client.get(link(code))
    client.post(link(code), NEW)

    rows = [str(row) for model in (Invitation, AuditEntry, Session, User) for row in model.objects.values()]
    rows += [str(Session.objects.first().get_decoded())]
    assert slip.code_hash == code_hash(code) != code
    assert len(code) == CODE_LENGTH
    assert not [row for row in rows if code in row]


def test_the_code_reaches_no_log(client, caplog):
    caplog.set_level(logging.DEBUG)
    client.get(link("WRONGCODE"))
    for name in ("gunicorn.access", "django.server"):
        logging.getLogger(name).warning('"GET %s HTTP/1.1" 200', "/kk/join/WRONGCODE/")

    assert "WRONGCODE" not in caplog.text
    assert "/join/…" in caplog.text


def test_the_code_leaves_in_no_referer_and_stays_in_no_cache(client):
    _person, _slip, code = make_slip()
    answers = [client.get(link(code)), client.post(link(code), {}), client.get(link("WRONGCODE"))]
    answers += [client.post(reverse("accounts:join"), {"code": code}), client.post(link(code), NEW)]

    assert {answer["Referrer-Policy"] for answer in answers} == {"strict-origin"}
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


# Printing ------------------------------------------------------------------------------------------------


def print_slips(client, *people, **more):
    return client.post(reverse("accounts:slip_print"), {"person": [person.pk for person in people], **more})


def test_a_coordinator_prints_slips_for_a_list_and_each_code_works(client):
    people = [make_person(claimed_at=None, language=language) for language in ("kk", "ru", "en")]
    client.force_login(make_coordinator())

    response = print_slips(client, *people)
    codes = [slip.code for slip in response.context["slips"]]

    assert response.status_code == 200
    assert {Invitation.objects.with_code(code).get().person for code in codes} == set(people)


def test_a_slip_names_the_person_and_her_school_in_her_language_with_an_address_of_ours(client):
    school = make_school(name_kk="Ақтөбе ауылының мектебі")
    teacher = make_teacher(school, claimed_at=None, language="ru")
    client.force_login(make_coordinator())

    response = print_slips(client, teacher)
    slip = response.context["slips"][0]
    page = response.content.decode()

    assert "Ақтөбе ауылының мектебі" in page
    assert f"{slip.code[:3]} {slip.code[3:6]} {slip.code[6:]}" in page
    assert 'lang="ru"' in page and "Выберите пароль и нажмите кнопку." in page
    assert slip.short_link == settings.SITE_URL.partition("://")[2] + "/ru/join/"


def test_the_qr_code_holds_the_portals_own_address_whatever_the_host(client, settings, monkeypatch):
    from accounts import invitations

    made = []
    settings.ALLOWED_HOSTS = ["*"]
    real = invitations.segno.make
    monkeypatch.setattr(invitations.segno, "make", lambda text, **options: made.append(text) or real(text, **options))
    person = make_person(claimed_at=None)
    client.force_login(make_coordinator())

    client.post(reverse("accounts:slip_print"), {"person": [person.pk]}, headers={"host": "evil.example"})

    assert made[0].startswith(f"{settings.SITE_URL}/kk/join/")


def test_slips_are_printed_by_posting_only(client):
    client.force_login(make_coordinator())

    assert client.get(reverse("accounts:slip_print")).status_code == 405


def test_everybody_whom_the_search_found_can_be_printed_at_once(client):
    people = [make_person(claimed_at=None, surname="Әбілова") for _one in range(30)]
    make_person(claimed_at=None, surname="Басқа")
    client.force_login(make_coordinator())

    response = client.post(reverse("accounts:slip_print") + "?q=абилова", {"everybody": "on"})

    assert {slip.person for slip in response.context["slips"]} == set(people)


def test_a_facilitator_prints_for_members_of_her_communities_only(client):
    community, other = make_community(), make_community()
    member, stranger = make_member(community), make_member(other)
    client.force_login(make_facilitator(community))

    own, foreign = print_slips(client, member), print_slips(client, stranger)

    assert [slip.person for slip in own.context["slips"]] == [member]
    assert foreign.status_code == 422
    assert not Invitation.objects.filter(person=stranger).exists()


@pytest.mark.parametrize("staff", [{"is_staff": True}, {"is_superuser": True}, {"groups": ["coordinators"]}])
def test_nobody_but_a_superuser_prints_a_slip_for_staff(client, staff):
    person = make_person(**staff)
    client.force_login(make_coordinator())

    assert print_slips(client, person).status_code == 422


def test_a_teacher_has_no_such_pages(client):
    client.force_login(make_teacher())

    assert client.get(reverse("accounts:people")).status_code == 404
    assert client.get(reverse("accounts:invite")).status_code == 404


def test_the_list_of_people_finds_names_in_any_script_and_takes_a_fixed_number_of_queries(client):
    coordinator = make_coordinator()
    client.force_login(coordinator)
    aigul = make_person(surname="Нұрғалиева", given_name="Айгүл", claimed_at=None)

    found = client.get(reverse("accounts:people"), {"q": "aigul nurgalieva"})
    assert [line.pk for line in found.context["page"]] == [aigul.pk]

    counts = []
    for many in (3, 30):
        for _one in range(many):
            make_teacher()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("accounts:people"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# Inviting ------------------------------------------------------------------------------------------------


def invitation(**more):
    fields = {"surname": "Әшімова", "given_name": "Ләззат", "language": "kk"}
    return {**fields, "client_uuid": "0f5f2f0e-9d1f-4b9c-8e0a-6f1a2b3c4d5e", **more}


def test_a_person_without_phone_and_email_is_invited_by_her_slip_alone(client, mailoutbox):
    client.force_login(make_coordinator())

    response = client.post(reverse("accounts:invite"), invitation())
    person = User.objects.get(surname="Әшімова")

    assert [slip.person for slip in response.context["slips"]] == [person]
    assert (person.phone, person.email, person.has_usable_password()) == (None, None, False)
    assert mailoutbox == []


def test_the_same_invitation_sent_twice_makes_one_person(client):
    client.force_login(make_coordinator())

    answers = [client.post(reverse("accounts:invite"), invitation()) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert User.objects.filter(surname="Әшімова").count() == 1
    assert Invitation.objects.open().count() == 1


def test_the_next_name_after_back_is_asked_about_and_never_lost(client):
    client.force_login(make_coordinator())
    client.post(reverse("accounts:invite"), invitation())

    asked = client.post(reverse("accounts:invite"), invitation(surname="Оразова"))
    client_uuid = asked.context["form"]["client_uuid"].value()
    client.post(reverse("accounts:invite"), invitation(surname="Оразова", client_uuid=client_uuid))

    assert (asked.status_code, asked.context["form"]["surname"].value()) == (422, "Оразова")
    assert User.objects.filter(surname__in=["Әшімова", "Оразова"]).count() == 2


def test_a_namesake_is_asked_about_and_can_be_confirmed(client):
    make_person(surname="Әшімова", given_name="Ләззат")
    client.force_login(make_coordinator())

    asked = client.post(reverse("accounts:invite"), invitation())
    confirmed = client.post(reverse("accounts:invite"), invitation(is_another="on"))

    assert asked.status_code == 422
    assert confirmed.status_code == 200
    assert User.objects.filter(surname="Әшімова").count() == 2


# Numbers that somebody has -------------------------------------------------------------------------------


def test_a_slip_answers_ten_questions_about_numbers_and_no_more(client):
    make_person(phone="+77012345678")
    _person, _slip, code = make_slip(email=None)

    told = [client.post(link(code), {**NEW, "phone": "87012345678"}).context["form"].errors["phone"] for _ in range(11)]

    assert [words[0] == str(ContactForm.TAKEN["phone"]) for words in told] == [True] * 10 + [False]


@pytest.mark.parametrize("name, value", [("phone", "+77012345678"), ("email", "taken@example.org")])
def test_two_who_take_one_contact_at_once_get_an_answer_at_the_field(client, monkeypatch, name, value):
    make_person(**{name: value})
    monkeypatch.setattr(ClaimForm, "others", lambda self: User.objects.none())  # looked a moment too early
    monkeypatch.setattr(InviteForm, "others", lambda self: User.objects.none())
    person, _slip, code = make_slip(email=None)

    claimed = client.post(link(code), {**NEW, name: value})
    client.force_login(make_coordinator())
    invited = client.post(
        reverse("accounts:invite"),
        {"client_uuid": str(uuid.uuid4()), "surname": "Жаңа", "given_name": "Адам", "language": "kk", name: value},
    )

    for page in (claimed, invited):
        assert (page.status_code, list(page.context["form"].errors)) == (422, [name])
    person.refresh_from_db()
    assert (person.claimed_at, getattr(person, name)) == (None, None)
