"""Erasing a person: each room forgets its part, the account becomes nobody's, her name leaves the audit trail.

The row of the account stays, empty: what others did together with her (a session, a review) points at nobody's name
rather than at nothing. docs/personal-data.md says what stays and why; accounts/tests/test_erasing.py holds it to that.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from openweb.pages import forget_public_pages

from . import names, record

_STEPS = []


@dataclass
class Erasing:
    """What the rooms tell each other, from the top one down."""

    person: object
    keep_story: bool
    kept_uploads: set = field(default_factory=set)  # ids of files that a story or a decision still shows


def forget_with(step):
    """Registered in AppConfig.ready. step(erasing: Erasing) deletes or empties what its room holds of the person."""
    _STEPS.append(step)


@transaction.atomic
def erase(person, *, keep_story=False, by=None):
    """For good. The upper rooms first: they say which files stay for those below."""
    from ..models import AuditEntry, User
    from .models import ErasedPerson

    person = User.objects.select_for_update().get(pk=person.pk)
    known_as = names.of(person)
    erasing = Erasing(person, keep_story)
    for step in reversed(_STEPS):
        step(erasing)
    names.leave(person, known_as)
    person.become_nobody()
    gone = ErasedPerson.objects.update_or_create(pk=person.pk, defaults={"keep_story": keep_story})[0]
    gone.erased_at = timezone.now()
    gone.save()
    AuditEntry.objects.record(by, "person erased", person)
    transaction.on_commit(record.write_missing)
    transaction.on_commit(forget_public_pages)  # no page in memory still shows her name
