"""Consent (D6), one's own name and contacts (A7), what is held about me (D5)."""

import io
import json
import re
import zipfile
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from accounts import consent
from accounts.forms import PhoneForm
from accounts.models import AuditEntry, Consent, ConsentText, User
from outbox.models import Message
from tests.makers import PASSWORD, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(client):
    person = make_person(email="aigul@example.org", password=PASSWORD, surname="Сейітова", given_name="Айгүл")
    Consent.objects.filter(person=person).delete()
    client.force_login(person)
    return person


@pytest.fixture
def person(client, newcomer):
    consent.give(newcomer, ConsentText.objects.get(kind=consent.KIND, version=consent.VERSION, language="kk"))
    return newcomer


# Consent ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["insights:my", "insights:home", "accounts:profile", "accounts:people"])
def test_before_consent_every_page_leads_to_it(client, newcomer, address):
    response = client.get(reverse(address))

    assert response["Location"].startswith(reverse("accounts:consent"))


@pytest.mark.parametrize("address", ["accounts:consent", "accounts:my_data", "account_logout"])
def test_before_consent_she_may_read_it_look_at_her_data_and_leave(client, newcomer, address):
    assert client.get(reverse(address)).status_code == 200


@pytest.mark.parametrize(
    "language, words", [("kk", "келісім беремін"), ("ru", "даю программе"), ("en", "I agree that")]
)
def test_consent_is_asked_in_her_language_and_not_ticked_beforehand(client, newcomer, language, words):
    page = client.get(f"/{language}/accounts/consent/").content.decode()

    assert words in page
    assert not re.search(r"<input[^>]*\bchecked", page)


def test_without_the_tick_nothing_is_given(client, newcomer):
    response = client.post(reverse("accounts:consent"), {})

    assert response.status_code == 422
    assert not newcomer.consents.exists()


def test_we_keep_which_words_she_agreed_to_in_which_language_and_when(client, newcomer):
    client.post("/ru/accounts/consent/", {"agreed": "on"})
    given = newcomer.consents.get()

    assert (given.text.version, given.text.language, given.withdrawn_at) == (consent.VERSION, "ru", None)
    assert given.given_at is not None
    assert AuditEntry.objects.about(newcomer).filter(verb="consent given").count() == 1


def test_agreeing_leads_to_where_she_was_going(client, newcomer):
    asked = client.get(reverse("accounts:profile"))

    answer = client.post(asked["Location"], {"agreed": "on", "next": reverse("accounts:profile")})

    assert answer["Location"] == reverse("accounts:profile")


def test_agreeing_twice_keeps_one_record(client, newcomer):
    text = consent.current_text()

    assert consent.give(newcomer, text) == consent.give(newcomer, text)


def test_withdrawing_takes_one_tick_and_one_button_as_giving_does(client, person):
    make_person(groups=["coordinators"], email="coordinator@example.org")

    client.post(reverse("accounts:consent_withdraw"), {"sure": "on"})

    assert client.get(reverse("accounts:profile"))["Location"].startswith(reverse("accounts:consent"))
    assert person.consents.get().withdrawn_at is not None
    assert Message.objects.get().to == "coordinator@example.org"


class Steps(HTMLParser):
    """What she must do on a page to send a form: tick, write, press."""

    def __init__(self, response, action):
        super().__init__()
        self.steps, self._action, self._inside = [], action, False
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self._inside = given.get("action") == self._action
        if self._inside and tag == "input" and given.get("type") == "checkbox":
            self.steps.append("untick" if "checked" in given else "tick")
        if self._inside and (tag in ("select", "textarea") or given.get("type") in ("text", "password", "email")):
            self.steps.append("write")
        if self._inside and tag == "button":
            self.steps.append("press")


def test_giving_and_withdrawing_take_the_same_steps(client, newcomer):
    giving = Steps(client.get(reverse("accounts:consent")), reverse("accounts:consent")).steps
    consent.give(newcomer, consent.current_text())
    withdrawing = Steps(client.get(reverse("accounts:my_data")), reverse("accounts:consent_withdraw")).steps

    assert giving == withdrawing == ["tick", "press"]


def test_new_words_are_asked_for_again_and_the_old_record_stays(client, newcomer):
    consent.give(newcomer, consent.current_text())
    before = client.get(reverse("accounts:profile")).status_code

    ConsentText.objects.filter(version=consent.VERSION).update(version="2020-01")  # the portal's words are newer
    consent.publish_texts()
    asked = client.get(reverse("accounts:profile"))
    client.post(reverse("accounts:consent"), {"agreed": "on"})

    assert before == 200 and asked["Location"].startswith(reverse("accounts:consent"))
    assert client.get(reverse("accounts:profile")).status_code == 200
    versions = newcomer.consents.standing().order_by("given_at").values_list("text__version", flat=True)
    assert list(versions) == ["2020-01", consent.VERSION]


def test_consent_can_be_given_again_and_the_earlier_record_stays(client, person):
    consent.withdraw(person)
    client.post(reverse("accounts:consent"), {"agreed": "on"})

    assert person.consents.count() == 2
    assert consent.given_now(person)


def test_a_form_that_arrives_before_consent_is_not_lost(client, newcomer):
    from safekeeping.middleware import SIGNER

    sent = {"_keeper": SIGNER.sign(newcomer.pk), "_path": "/kk/accounts/profile/", "surname": "Жаңа-Тегі", "version": 1}
    asked = client.post("/kk/accounts/profile/", sent)
    form = client.get(asked["Location"]).context["next"]
    back = client.post("/kk/accounts/consent/", {"agreed": "on", "next": form})

    assert "Жаңа-Тегі" in client.get(back["Location"]).content.decode()


# Name and contacts -----------------------------------------------------------------------------------------


def profile(**more):
    fields = {"surname": "Нұрғали", "given_name": "Айгүл", "patronymic": "", "latin_name": "Aigul", "language": "ru"}
    return {**fields, "version": "1", **more}


def test_she_corrects_her_name_and_its_latin_form(client, person):
    response = client.post(reverse("accounts:profile"), profile())
    person.refresh_from_db()

    assert (person.surname, person.latin_name, person.language) == ("Нұрғали", "Aigul", "ru")
    assert response["Location"] == "/ru/accounts/profile/"


def test_the_latin_form_is_proposed():
    assert make_person(surname="Сейітова", given_name="Айгүл").latin_name == "Aigül Seiıtova"


def test_two_phones_editing_one_profile_lose_nothing(client, person):
    client.post("/kk/accounts/profile/", profile(surname="Бірінші"))

    response = client.post("/kk/accounts/profile/", profile(surname="Екінші"))
    page = response.content.decode()

    assert response.status_code == 409
    assert "Бірінші" in page and "Екінші" in page
    assert User.objects.get(pk=person.pk).surname == "Бірінші"


def test_nothing_outside_the_form_changes(client, person):
    forged = {
        "is_staff": "on",
        "is_superuser": "on",
        "email": "other@example.org",
        "phone": "+77010000000",
        "groups": "1",
    }

    client.post(reverse("accounts:profile"), profile(**forged))
    person.refresh_from_db()

    assert (person.is_staff, person.is_superuser, person.email, person.phone) == (
        False,
        False,
        "aigul@example.org",
        None,
    )


def show_password_again(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.mark.parametrize("address", ["accounts:phone", "accounts:email"])
def test_contacts_change_only_after_showing_the_password_again(client, person, address):
    assert client.get(reverse(address))["Location"].startswith(reverse("account_reauthenticate"))


def test_a_new_phone_is_saved_in_one_form_however_written(client, person):
    show_password_again(client)
    client.post(reverse("accounts:phone"), {"phone": "8 701 234 56 78"})

    assert User.objects.get(pk=person.pk).phone == "+77012345678"


def test_a_phone_of_somebody_else_is_refused(client, person):
    make_person(phone="+77012345678")
    show_password_again(client)

    assert client.post(reverse("accounts:phone"), {"phone": "87012345678"}).status_code == 422


def ask_for(client, email):
    show_password_again(client)
    return client.post(reverse("accounts:email"), {"email": email})


def code_in(message):
    return next(line for line in message.body.splitlines() if line and line == line.upper() and " " not in line)


def test_a_new_email_counts_once_its_code_came_back_and_the_old_one_is_told(client, person):
    ask_for(client, "new@example.org")
    before = User.objects.get(pk=person.pk).email
    client.post(reverse("accounts:email_code"), {"code": code_in(Message.objects.get(to="new@example.org"))})

    assert before == "aigul@example.org"
    assert User.objects.get(pk=person.pk).email == "new@example.org"
    assert "new@example.org" in Message.objects.get(to="aigul@example.org").body


def test_an_email_of_somebody_else_is_answered_alike_and_gets_no_code(client, person):
    make_person(email="taken@example.org")
    answers = []
    for email in ("free@example.org", "taken@example.org"):
        asked = ask_for(client, email)
        answers.append((asked.status_code, asked["Location"]))

    assert answers[0] == answers[1]
    assert not Message.objects.filter(to="taken@example.org").exists()


def test_five_wrong_codes_end_the_change(client, person):
    ask_for(client, "new@example.org")
    code = code_in(Message.objects.get(to="new@example.org"))
    for _time in range(5):
        client.post(reverse("accounts:email_code"), {"code": "WRONG1"})

    client.post(reverse("accounts:email_code"), {"code": code})

    assert User.objects.get(pk=person.pk).email == "aigul@example.org"


# What is held about me -----------------------------------------------------------------------------------------


def test_the_export_holds_her_own_data_and_nobody_elses(client, person):
    other = make_person(surname="Бөтенова", email="other@example.org")
    AuditEntry.objects.record(other, "tested", other)

    response = client.post(reverse("accounts:my_data_export"))
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        held = json.loads(archive.read("my-data.json"))

    assert "Сейітова" in json.dumps(held, ensure_ascii=False)
    assert "aigul@example.org" in json.dumps(held)
    assert "Бөтенова" not in json.dumps(held, ensure_ascii=False)
    assert AuditEntry.objects.filter(verb="own data exported", object_id=person.pk).exists()


def test_other_rooms_add_their_parts(client, person, monkeypatch):
    from accounts import mydata

    monkeypatch.setattr(mydata, "_SECTIONS", [])
    mydata.section("Жобаларым", lambda owner: [{"Тақырыбы": f"{owner.given_name} жобасы"}])

    assert "Айгүл жобасы" in client.get(reverse("accounts:my_data")).content.decode()


def test_the_export_packs_files(person):
    from accounts import mydata

    mydata.section("Files", lambda owner: [], lambda owner: [("plan/a.pdf", io.BytesIO(b"plan"))])
    try:
        with zipfile.ZipFile(mydata.export(person)) as archive:
            assert archive.read("files/001-plan_a.pdf") == b"plan"
    finally:
        mydata._SECTIONS.pop()


# Numbers that somebody has ----------------------------------------------------------------------------------------


def test_typing_numbers_to_learn_who_is_here_ends_after_ten(client, person):
    make_person(phone="+77012345678")
    show_password_again(client)

    answers = [client.post(reverse("accounts:phone"), {"phone": "87012345678"}) for _time in range(11)]

    told = [page.context["form"].errors["phone"][0] for page in answers]
    assert set(told[:10]) == {str(PhoneForm.TAKEN)}
    assert told[10] != told[9]
    assert {page.status_code for page in answers} == {422}


def test_two_who_take_one_number_at_once_get_an_answer_at_the_field(client, person, monkeypatch):
    make_person(phone="+77012345678")
    show_password_again(client)
    monkeypatch.setattr(PhoneForm, "others", lambda self: User.objects.none())  # looked a moment too early

    page = client.post(reverse("accounts:phone"), {"phone": "87012345678"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["phone"])
    assert not AuditEntry.objects.filter(verb="phone changed").count()
