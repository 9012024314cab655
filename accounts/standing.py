"""What decides before each page whether it may be shown: consent, second factor, groups. One statement."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

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
    return people.values_list("groups__name", Exists(agreed), Exists(factors))


QUESTION = Prepared(asked)


def standing_of(user):
    """Also leaves the user's groups with her, for whoever asks later in this request."""
    rows = QUESTION.rows(user)
    user._group_names = {name for name, *_rest in rows if name}
    return Standing(*map(bool, rows[0][1:])) if rows else Standing(False, False)
