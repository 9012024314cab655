"""Mail goes through the outbox: no request waits for it or fails with it, and failures are seen."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from outbox.letters import write_to
from outbox.models import TRIES, Message, MessageStatus
from tests.makers import make_person

pytestmark = pytest.mark.django_db


class BrokenServer:
    def send_messages(self, messages):
        raise ConnectionRefusedError("no mail server")


def make_message(**fields):
    return Message.objects.create(**{"to": "aigul@example.org", "subject": "Хат", "body": "Код 123456", **fields})


def test_a_letter_is_in_the_readers_language_with_a_link_from_our_own_address(settings):
    settings.SITE_URL = "https://portal.example.kz"
    person = make_person(language="ru", given_name="Айгүл")

    message = write_to(person, "consent_withdrawn", path=lambda: reverse("accounts:people"), who="Ерлан")

    assert message.subject == "Отозвано согласие"
    assert message.body.startswith("Здравствуйте, Айгүл!")
    assert "https://portal.example.kz/ru/people/" in message.body


def test_who_has_no_email_gets_no_letter():
    assert write_to(make_person(email=None), "email_code", code="1") is None
    assert not Message.objects.exists()


def test_whose_account_is_closed_gets_no_letter():
    assert write_to(make_person(is_active=False), "consent_withdrawn", who="Ерлан") is None
    assert not Message.objects.exists()


def test_a_name_cannot_write_headers_or_a_second_subject():
    person = make_person(given_name="A\nBcc: all@example.org")

    message = write_to(person, "email_code", code="1")

    assert "\n" not in message.subject
    message.deliver(mail.get_connection("django.core.mail.backends.locmem.EmailBackend"))
    assert mail.outbox[0].recipients() == [person.email]


def test_a_rolled_back_act_writes_to_nobody():
    from django.db import transaction

    with transaction.atomic():
        write_to(make_person(), "email_code", code="1")
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_djangos_own_mail_goes_into_the_outbox_too(settings):
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"

    mail.send_mail("Сәлем", "Мәтін", None, ["a@example.org", "b@example.org"])

    assert sorted(Message.objects.values_list("to", flat=True)) == ["a@example.org", "b@example.org"]


def test_a_request_is_answered_though_the_mail_server_is_down(client, settings):
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    person = make_person()

    response = client.post(reverse("account_reset_password"), {"email": person.email})

    assert response.status_code == 302
    assert Message.objects.get().status == MessageStatus.WAITING


def test_a_failure_waits_longer_each_time_and_is_shown_in_the_end():
    message, waits = make_message(), []
    for _try in range(TRIES):
        begin = timezone.now()
        message.deliver(BrokenServer())
        waits.append(round((message.send_after - begin) / timedelta(minutes=1)))

    assert waits == [1, 5, 25, 125, 625, 3125]
    assert message.status == MessageStatus.FAILED
    assert message.error == "ConnectionRefusedError: no mail server"


def test_one_bad_address_does_not_hold_up_the_next(settings, mailoutbox, monkeypatch):
    settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEMO = False
    bad, good = make_message(subject="bad\nheader"), make_message()

    call_command("send_mail")
    bad.refresh_from_db()
    good.refresh_from_db()

    assert (bad.status, bad.tries) == (MessageStatus.WAITING, 1)
    assert good.status == MessageStatus.SENT
    assert len(mailoutbox) == 1


def test_what_was_sent_keeps_no_text(settings):
    settings.DEMO = False
    message = make_message()

    message.deliver(mail.get_connection("django.core.mail.backends.locmem.EmailBackend"))

    assert Message.objects.get().body == ""


def test_what_waits_for_later_is_not_sent_now(settings, mailoutbox):
    settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_message(send_after=timezone.now() + timedelta(minutes=5))

    call_command("send_mail")

    assert mailoutbox == []


def test_coordinators_see_what_failed_without_its_text_and_send_it_again(client):
    message = make_message(status=MessageStatus.FAILED, tries=TRIES, error="refused")
    client.force_login(make_person(groups=["coordinators"], is_staff=True))

    listed = client.get(reverse("admin:outbox_message_changelist")).content.decode()
    page = client.get(reverse("admin:outbox_message_change", args=[message.pk])).content.decode()
    client.post(reverse("admin:outbox_message_changelist"), {"action": "send_again", "_selected_action": [message.pk]})
    message.refresh_from_db()

    assert "refused" in listed
    assert "123456" not in listed + page
    assert (message.status, message.tries) == (MessageStatus.WAITING, 0)
