"""Consent to the processing of personal data: the words shipped with the portal, giving it and taking it back."""

from functools import partial
from pathlib import Path

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from outbox.letters import write_to

KIND = "personal-data"
VERSION = "2026-11"
ASKED_NOW = {"text__kind": KIND, "text__version": VERSION}
TEXTS = Path(__file__).parent / "consent_texts"


def publish_texts(**kwargs):
    """After each migrate: the shipped texts are in the database. A text once published is never changed."""
    from .models import ConsentText

    for path in sorted(TEXTS.glob(f"{KIND}.{VERSION}.*.md")):
        language = path.suffixes[-2].lstrip(".")
        ConsentText.objects.get_or_create(
            kind=KIND, version=VERSION, language=language, defaults={"text": path.read_text(encoding="utf-8")}
        )


def current_text():
    """What we ask for now, in the reader's language."""
    from .models import ConsentText

    return ConsentText.objects.get(kind=KIND, version=VERSION, language=get_language())


def given_now(person):
    """To the words that we ask for now, or None; words that changed are asked for again."""
    return person.consents.standing().filter(**ASKED_NOW).select_related("text").first()


@transaction.atomic
def give(person, text):
    """She agreed to these words. Pressing twice keeps one record."""
    from .models import AuditEntry

    try:
        with transaction.atomic():
            given = person.consents.create(text=text)
    except IntegrityError:
        return person.consents.standing().get(text=text)
    AuditEntry.objects.record(person, "consent given", person, text=str(text))
    return given


@transaction.atomic
def withdraw(person):
    """From now on the portal shows her nothing but this choice; coordinators are told, to settle what remains."""
    from .models import AuditEntry, User

    given = person.consents.standing().filter(text__kind=KIND)
    if not given.update(withdrawn_at=timezone.now()):
        return
    AuditEntry.objects.record(person, "consent withdrawn", person)
    for coordinator in User.objects.coordinators():
        write_to(coordinator, "consent_withdrawn", path=partial(reverse, "accounts:people"), who=person)
