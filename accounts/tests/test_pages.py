"""Every page of sign-in and of one's own account is ours, in three languages, with nothing foreign in it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse
from django.utils import translation

from accounts.models import Invitation
from accounts.secondfactor import give_totp
from accounts.signin_urls import urlpatterns
from tests.crawl import Page
from tests.makers import PASSWORD, make_person

pytestmark = pytest.mark.django_db
OPEN = [
    "account_login",
    "account_request_login_code",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "accounts:join",
]
OWN = [
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "usersessions_list",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "accounts:consent",
    "accounts:profile",
    "accounts:phone",
    "accounts:email",
    "accounts:my_data",
    "accounts:people",
    "accounts:invite",
]
# Words that are the same in Kazakh and Russian pages: names, signs, addresses, the other languages' own names.
ALIKE = {"QR", "PIN", "JavaScript", "Aegis", "Google", "Authenticator", "Eng", "English", "CC", "BY", "geokz", "ID"}
ALIKE |= {"Chrome", "Linux", "IPv", "UTC"}
ADDRESS = re.compile(r"\S*[@/.]\S*")


def foreign_words(response, secret=""):
    page = re.sub(
        r'<span id="js_data" hidden>.*?</span>', "", response.content.decode()
    )  # for a script, not for people
    if secret:
        page = page.replace(secret, "")
    text = " ".join(Page(page).words)
    words = re.findall(r"[A-Za-z]{2,}", ADDRESS.sub(" ", text))
    return {word for word in words if word not in ALIKE}


@pytest.fixture
def coordinator(client):
    """Signed in as in life, password shown again, so that all pages of her own account open."""
    person = make_person(email="c@example.org", groups=["coordinators"], password=PASSWORD, latin_name="—")
    give_totp(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return person


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", OPEN)
def test_open_pages_in_three_languages(client, name, code):
    with translation.override(code):
        response = client.get(reverse(name))

    assert response.status_code == 200
    assert f'<html lang="{code}">' in response.content.decode()
    assert Page(response.content.decode()).inline == []
    if code != "en":
        assert foreign_words(response) == set()


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", OWN)
def test_own_pages_in_three_languages(client, coordinator, name, code):
    with translation.override(code):
        response = client.get(reverse(name), follow=name == "accounts:invite")  # its form has an id in the address

    assert response.status_code == 200, response.headers.get("Location")
    assert Page(response.content.decode()).inline == []
    if code != "en":
        assert foreign_words(response) == set()


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_steps_of_a_sign_in_have_no_foreign_words(client, code):
    person = make_person(email="aigul@example.org", password=PASSWORD)
    give_totp(person, "JBSWY3DPEHPK3PXP")
    with translation.override(code):
        wrong = client.post(reverse("account_login"), {"login": "", "password": ""})
        second = client.get(client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}).url)
        bad = client.post(reverse("mfa_authenticate"), {"code": "1"})
        client.post(reverse("account_logout"))
        asked = client.get(client.post(reverse("account_request_login_code"), {"login": person.email}).url)
        client.post(reverse("account_logout"))
        set_up = make_person(email="new@example.org")
        client.force_login(set_up)
        app = client.get(reverse("mfa_activate_totp"))

    pages = [wrong, second, bad, asked]
    assert [foreign_words(page) for page in pages] == [set()] * 4
    assert foreign_words(app, app.context["form"].secret) == set()


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_claiming_has_no_foreign_words(client, code):
    _slip, slip_code = Invitation.objects.issue(make_person(email=None, claimed_at=None), by=None)
    with translation.override(code):
        address = reverse("accounts:join_with_code", args=[slip_code])
        fresh, wrong = client.get(address), client.post(address, {"password1": "1", "password2": "2"})
        closed = client.get(reverse("accounts:join_with_code", args=["NOSUCH"]))

    assert [foreign_words(page) for page in (fresh, wrong, closed)] == [set()] * 3


def test_too_many_attempts_get_a_page_of_ours(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post("/kk/accounts/login/", {})

    response = client.post("/kk/accounts/login/", {})

    assert response.status_code == 429
    assert "Бірнеше минут" in response.content.decode()


def test_every_page_of_allauth_is_tried_here():
    others = {
        "account_confirm_login_code",
        "account_set_password",
        "account_reset_password_from_key",
        "mfa_authenticate",
        "mfa_activate_totp",
        "mfa_download_recovery_codes",
        "mfa_login_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
    }

    assert {pattern.name for pattern in urlpatterns} == {name for name in OPEN + OWN if ":" not in name} | others


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_pages_of_one_passkey(client, coordinator, name, code):
    key = Authenticator.objects.create(
        user=coordinator, type=Authenticator.Type.WEBAUTHN, data={"name": "Телефон", "credential": {}}
    )
    with translation.override(code):
        response = client.get(reverse(name, args=[key.pk]))

    assert response.status_code == 200
    assert "Телефон" in response.content.decode()


def test_recovery_codes_can_be_saved_as_a_file(client, coordinator):
    response = client.get(reverse("mfa_download_recovery_codes"))

    assert response["Content-Type"].startswith("text/plain")
    assert len(re.findall(r"^\d{8}$", response.content.decode(), re.MULTILINE)) == 10


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_a_person_without_a_password_can_choose_one(client, code):
    client.force_login(make_person())
    with translation.override(code):
        response = client.get(reverse("account_set_password"))

    assert response.status_code == 200
    assert foreign_words(response) == set()


@pytest.mark.parametrize("language, greeting", [("kk", "Сәлеметсіз бе"), ("ru", "Здравствуйте"), ("en", "Hello")])
def test_letters_are_in_the_readers_language_whatever_the_page(client, mailoutbox, language, greeting):
    person = make_person(email="aigul@example.org", password=PASSWORD, language=language)
    client.post("/en/accounts/login/code/", {"login": person.email})
    client.post("/en/accounts/logout/")
    client.post("/ru/accounts/password/reset/", {"email": person.email})
    client.force_login(person)
    new = {"oldpassword": PASSWORD, "password1": "three-lamps-glow", "password2": "three-lamps-glow"}
    client.post("/kk/accounts/password/change/", new)

    assert len(mailoutbox) == 3
    assert all(mail.body.startswith(greeting) for mail in mailoutbox)
