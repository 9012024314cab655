"""What is asked before each page, in one statement; and when a sign-in was used last."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import consent
from accounts.middleware import visits_are_noted
from accounts.models import COORDINATORS, OBSERVERS, User
from accounts.standing import Standing, standing_of
from tests import makers

pytestmark = pytest.mark.django_db


def make_people():
    """One of each kind, the plain one last."""
    yield makers.make_person(groups=[COORDINATORS, OBSERVERS])
    yield makers.make_person(groups=[COORDINATORS])
    withdrew = makers.make_person()
    withdrew.consents.update(withdrawn_at=timezone.now())
    yield withdrew
    with_codes_only = makers.make_person()
    Authenticator.objects.create(user=with_codes_only, type=Authenticator.Type.RECOVERY_CODES, data={})
    yield with_codes_only
    yield makers.make_person()


def test_one_statement_says_what_the_separate_questions_say():
    for person in make_people():
        groups = set(person.groups.values_list("name", flat=True))
        factors = person.authenticator_set.exclude(type=Authenticator.Type.RECOVERY_CODES)
        apart = Standing(consent.given_now(person) is not None, factors.exists())

        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert standing_of(person) == apart
            assert {name for name in (COORDINATORS, OBSERVERS) if person.in_group(name)} == groups

        assert len(asked) == 1


def test_somebody_who_is_gone_stands_nowhere():
    assert standing_of(User(pk="nobody")) == Standing(False, False)


def test_a_visit_is_noted_once_in_a_while_and_at_once_from_another_device(client, monkeypatch):
    person = makers.make_person()
    client.force_login(person)
    page = reverse("accounts:profile")
    client.get(page)
    long_ago = timezone.now() - timedelta(days=3)
    UserSession.objects.update(last_seen_at=long_ago)

    client.get(page)
    assert UserSession.objects.get().last_seen_at == long_ago

    client.get(page, headers={"user-agent": "Another phone"})
    assert UserSession.objects.get().user_agent == "Another phone"
    assert UserSession.objects.get().last_seen_at > long_ago

    UserSession.objects.update(last_seen_at=long_ago)
    monkeypatch.setattr(visits_are_noted, "AGAIN_AFTER", 0)
    client.get(page)
    assert UserSession.objects.get().last_seen_at > long_ago
