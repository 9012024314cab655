"""What decides before each page whether it may be shown: consent, second factor, groups. One statement."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef

from . import consent
from .models import Consent, User
from .prepared import Prepared


@dataclass(frozen=True)
class Standing:
    has_consented: bool
    has_second_factor: bool


def asked(person):
    """A row for each group, or one without."""
    agreed = Consent.objects.standing().filter(person=OuterRef("pk"), **consent.ASKED_NOW)
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    people = User.objects.filter(pk=person).order_by()
    return people.annotate(group=F("groups__name"), has_consented=Exists(agreed), has_factor=Exists(factors))


QUESTION = Prepared(asked)


def person_with_standing(person_id):
    """The user, who carries her standing and groups for whoever asks in this request; None where there is none."""
    rows = QUESTION.rows(person_id)
    if not rows:
        return None
    person = rows[0]
    person._group_names = {row.group for row in rows if row.group}
    person._standing = Standing(bool(person.has_consented), bool(person.has_factor))
    return person


def standing_of(user):
    """What came with her from the session; who has just signed in is asked for."""
    if not hasattr(user, "_standing"):
        found = person_with_standing(user.pk)
        user._group_names, user._standing = (
            (found._group_names, found._standing) if found else (set(), Standing(False, False))
        )
    return user._standing
