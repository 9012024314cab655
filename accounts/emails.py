"""Changing one's e-mail: a code goes to the new address, and only who can read it there may use it."""

import time

from allauth.core.internal.cryptokit import compare_user_code, generate_user_code
from django.db import IntegrityError, transaction

from outbox.letters import write_to

from .models import AuditEntry, User

KEY = "accounts.new_email"
VALID_SECONDS = 15 * 60
TRIES = 5


def ask(request, email):
    """Keeps the address in the session and mails the code; an address that is somebody's gets none, in silence."""
    code = generate_user_code(length=6)
    request.session[KEY] = {"email": email, "code": code, "at": time.time(), "tries": 0}
    if not User.objects.filter(email=email).exists():
        person = User(given_name=request.user.given_name, language=request.user.language, email=email)
        write_to(person, "email_code", code=code)


def pending(request):
    """The address that waits for its code, or ""."""
    waiting = request.session.get(KEY)
    if not waiting or time.time() - waiting["at"] > VALID_SECONDS or waiting["tries"] >= TRIES:
        request.session.pop(KEY, None)
        return ""
    return waiting["email"]


def confirm(request, code):
    """True when the code was right and the address is hers now."""
    email = pending(request)
    if not email:
        return False
    waiting = request.session[KEY]
    waiting["tries"] += 1
    request.session.modified = True
    if not compare_user_code(actual=code, expected=waiting["code"]) or User.objects.filter(email=email).exists():
        return False
    del request.session[KEY]
    try:
        change(request.user, email)
    except IntegrityError:  # somebody took the address in the same moment
        return False
    return True


@transaction.atomic
def change(person, email):
    """The old address is told, in case it was not she."""
    old = person.email
    if old:
        write_to(person, "email_changed", new=email)
    person.email = email
    person.save(update_fields=["email"])
    AuditEntry.objects.record(person, "e-mail changed", person, email=[old, email])
