"""Writing to a person in her language."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from .models import Message


def write_to(person, template, path="", **context):
    """Puts a letter into the outbox; people without an e-mail get none (their first page tells them).

    Nor does anybody whose account is closed (promise C11).

    template: `mail/<template>.txt`, whose first line is the subject. path: () -> path of the thing, called in the
    reader's language, or "" for none. Returns the Message or None.
    """
    if not person.email or not person.is_active:
        return None
    with override(person.language):
        link = settings.SITE_URL + path() if path else ""
        text = render_to_string(f"mail/{template}.txt", {"person": person, "link": link, **context})
    subject, _blank, body = text.strip().partition("\n")
    return Message.objects.create(
        to=person.email, subject=subject.strip()[:300], body=body.strip() + foot(person.language)
    )


def foot(language):
    """Stands under every letter: whom to call, and the page of help (promise E10)."""
    with override(language):
        about = {
            "phone": settings.HELP_PHONE,
            "email": settings.HELP_EMAIL,
            "link": settings.SITE_URL + reverse("insights:help"),
        }
        return "\n\n" + render_to_string("mail/_foot.txt", about).strip() + "\n"
