"""Nothing typed is lost (promise A10), and what is kept belongs to its owner alone."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from safekeeping import models
from safekeeping.middleware import SIGNER
from safekeeping.models import KeptFile, KeptForm
from tests.makers import PASSWORD, make_person

pytestmark = pytest.mark.django_db
PROFILE = "/kk/accounts/profile/"


@pytest.fixture
def person():
    return make_person(surname="Сейітова", email="aigul@example.org", password=PASSWORD)


def typed(person, **more):
    """A half-filled profile as the browser would send it, with what {% keeping %} wrote into the form."""
    fields = {"_keeper": SIGNER.sign(person.pk), "_path": PROFILE, "version": "1", "language": "kk"}
    return {**fields, "surname": "Жаңа-Тегі", "given_name": "", "latin_name": "Aigúl Jaña", **more}


def code_in(text):
    """The line of a letter that is a code: letters and digits only, no spaces."""
    return next(line for line in text.splitlines() if line and line == line.upper() and " " not in line)


def sign_in(client, address, **more):
    next_page = parse_qs(urlsplit(address).query)["next"][0]
    login = {"login": "aigul@example.org", "password": PASSWORD, "next": next_page, **more}
    return client.post(reverse("account_login"), login)


def test_a_form_sent_after_the_sign_in_ended_is_there_again_after_signing_in(client, person):
    answer = client.post(PROFILE, typed(person))
    back = sign_in(client, answer["Location"])
    page = client.get(back["Location"]).content.decode()

    assert urlsplit(back["Location"]).path == PROFILE
    assert 'value="Жаңа-Тегі"' in page
    assert 'value="Aigúl Jaña"' in page
    assert User.objects.get(pk=person.pk).surname == "Сейітова"


def test_the_sign_in_page_says_that_what_was_typed_is_kept(client, person):
    words = "Жазғаныңыз сақтаулы"

    assert words in client.get(client.post(PROFILE, typed(person))["Location"]).content.decode()
    assert words not in client.get("/kk/accounts/login/?next=/kk/my/").content.decode()


def test_the_form_is_there_again_after_signing_in_with_a_code(client, person, mailoutbox):
    answer = client.post(PROFILE, typed(person))
    next_page = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    asked = client.post(reverse("account_request_login_code"), {"login": "aigul@example.org", "next": next_page})
    code = code_in(mailoutbox[0].body)
    next_page = parse_qs(urlsplit(asked["Location"]).query)["next"][0]
    back = client.post(reverse("account_confirm_login_code"), {"code": code, "next": next_page})

    assert back["Location"] == next_page
    assert "Жаңа-Тегі" in client.get(back["Location"]).content.decode()


def test_the_form_survives_a_second_factor(client, person):
    from accounts.secondfactor import current_code, give_totp

    give_totp(person, "JBSWY3DPEHPK3PXP")
    answer = client.post(PROFILE, typed(person))

    second_step = sign_in(client, answer["Location"])
    back = client.post(second_step["Location"], {"code": current_code("JBSWY3DPEHPK3PXP")})

    assert second_step["Location"] == reverse("mfa_authenticate")
    assert "Жаңа-Тегі" in client.get(back["Location"]).content.decode()


def test_files_are_kept_and_come_back_with_the_next_sending(client, person, rf, settings, tmp_path):
    from safekeeping.middleware import keep_what_was_typed

    settings.MEDIA_ROOT = tmp_path
    photo = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 plan", "application/pdf")
    client.post(PROFILE, typed(person, plan=photo))
    kept = KeptForm.objects.get()
    again = rf.post(PROFILE, {"kept": kept.token})
    again.user = person

    keep_what_was_typed(lambda request: None).process_view(again, lambda request: None, (), {})

    assert again.FILES["plan"].name == "plan.pdf"
    assert again.FILES["plan"].read() == b"%PDF-1.4 plan"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_switching_the_language_keeps_what_was_typed(client, person, language):
    client.force_login(person)

    answer = client.post(reverse("safekeeping:switch_language", args=[language]), typed(person))
    page = client.get(answer["Location"]).content.decode()

    assert urlsplit(answer["Location"]).path == f"/{language}/accounts/profile/"
    assert 'value="Жаңа-Тегі"' in page


def test_switching_the_language_keeps_the_pages_own_question(client, person):
    client.force_login(person)

    answer = client.post(reverse("safekeeping:switch_language", args=["ru"]), typed(person, _path=PROFILE + "?tab=2"))

    assert parse_qs(urlsplit(answer["Location"]).query)["tab"] == ["2"]


def test_a_form_with_a_mistake_shows_everything_again(client, person):
    client.force_login(person)

    response = client.post(PROFILE, typed(person))

    assert response.status_code == 422
    assert 'value="Жаңа-Тегі"' in response.content.decode()


def test_an_old_page_sent_after_a_new_sign_in_is_kept(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    response = client.post(PROFILE, typed(person))
    back = response.context["back"]

    assert response.status_code == 403
    assert "Жаңа-Тегі" in client.get(back).content.decode()


def test_somebody_else_sees_nothing_of_it(client, person):
    other = make_person(surname="Басқа")
    client.post(PROFILE, typed(person))
    token = KeptForm.objects.get().token
    client.force_login(other)

    page = client.get(f"{PROFILE}?kept={token}").content.decode()

    assert "Жаңа-Тегі" not in page
    assert 'value="Басқа"' in page


@pytest.mark.parametrize("keeper", ["", "somebody", "{pk}", "{pk}:1tE5sB:forged"])
def test_without_a_signature_of_ours_nothing_is_kept(client, person, keeper):
    answer = client.post(PROFILE, typed(person, _keeper=keeper.format(pk=person.pk)))

    assert "kept" not in answer["Location"]
    assert not KeptForm.objects.exists()


def test_a_page_of_last_year_is_not_kept(client, person, settings):
    settings.SESSION_COOKIE_AGE = -1

    client.post(PROFILE, typed(person))

    assert not KeptForm.objects.exists()


def test_passwords_and_codes_are_never_kept(client, person):
    client.post(PROFILE, typed(person, password1="secret", oldpassword="secret", code="123456"))

    assert "secret" not in str(KeptForm.objects.get().fields)
    assert "123456" not in str(KeptForm.objects.get().fields)


def test_a_copied_page_cannot_fill_the_disk(client, person, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(models, "MOST_FORMS", 3)
    for number in range(5):
        client.post(PROFILE, typed(person, surname=f"Тегі {number}", plan=SimpleUploadedFile("a.txt", b"x" * 100)))

    assert [kept.data["surname"] for kept in KeptForm.objects.order_by("created_at")] == ["Тегі 2", "Тегі 3", "Тегі 4"]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == KeptFile.objects.count()


def test_large_forms_make_room_by_their_bytes(client, person, monkeypatch):
    monkeypatch.setattr(models, "MOST_BYTES", 3000)
    for number in range(4):
        client.post(PROFILE, typed(person, surname=str(number), patronymic="а" * 300))

    assert KeptForm.objects.count() < 4
    assert KeptForm.objects.order_by("created_at").last().data["surname"] == "3"


def test_what_was_taken_is_kept_no_longer(client, person):
    answer = client.post(PROFILE, typed(person))
    sign_in(client, answer["Location"])
    token = KeptForm.objects.get().token

    client.post(PROFILE, typed(person, given_name="Айгүл", kept=token))

    assert User.objects.get(pk=person.pk).surname == "Жаңа-Тегі"
    assert not KeptForm.objects.exists()


def test_a_save_while_typing_leaves_her_at_her_text(client, person):
    response = client.post(PROFILE, typed(person), headers={"HX-Request": "true"})

    assert response.status_code == 401
    assert not KeptForm.objects.exists()


@pytest.mark.parametrize(
    "foreign", ["https://evil.example/", "//evil.example/x", "javascript:alert(1)", "/\\evil.example"]
)
def test_the_way_back_never_leaves_the_portal(client, person, foreign):
    answer = client.post(reverse("safekeeping:switch_language", args=["ru"]), {"_path": foreign})
    kept = client.post(PROFILE, typed(person, _path=foreign))

    assert answer["Location"] == "/ru/"
    assert "evil" not in kept["Location"]
    assert "javascript" not in kept["Location"]


@pytest.mark.parametrize("nowhere", ["/kk/no-such-page/", "/kk/language/en/", "", "/"])
def test_from_no_page_of_ours_the_language_leads_home(client, nowhere):
    answer = client.post(reverse("safekeeping:switch_language", args=["ru"]), {"_path": nowhere})

    assert answer["Location"] in ("/ru/", "/")
    assert client.get(answer["Location"], follow=True).request["PATH_INFO"] == "/ru/"


def test_sweeping_takes_old_forms_with_their_files(person, client, settings, tmp_path):
    from datetime import timedelta

    from django.core.management import call_command

    settings.MEDIA_ROOT = tmp_path
    client.post(PROFILE, typed(person, plan=SimpleUploadedFile("a.txt", b"x")))
    KeptForm.objects.update(created_at=KeptForm.objects.get().created_at - timedelta(days=3))

    call_command("sweep", verbosity=0)

    assert not KeptForm.objects.exists()
    assert [path for path in (tmp_path / "kept").rglob("*") if path.is_file()] == []
