"""A question put into SQL once is asked anew each time: of whom, and on which day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.prepared import Prepared
from tests.makers import make_person

pytestmark = pytest.mark.django_db


def test_it_gives_what_the_queryset_gives_for_each_person():
    named = Prepared(lambda person: User.objects.filter(pk=person).only("surname"))
    one, other = make_person(), make_person()

    found = [named.rows(person) for person in (one, other, one.pk)]

    assert found == [[one], [other], [one]]


def test_it_takes_as_many_ids_as_a_page_has_rows():
    known = Prepared(of_these)
    people = [make_person() for _number in range(3)]

    assert set(known.rows(people[:2])) == set(people[:2])
    assert known.rows([]) == []
    with pytest.raises(ValueError, match="At most 25"):
        known.rows([""] * 26)


def of_these(people: list):
    return User.objects.filter(pk__in=people)


def test_it_asks_for_the_moment_of_each_asking(monkeypatch):
    entered = Prepared(lambda now: User.objects.filter(joined_at__lt=now))
    person = make_person(joined_at=timezone.now() + timedelta(hours=1))
    assert entered.one() is None

    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("accounts.prepared.timezone.now", lambda: later)

    assert entered.one() == person


def test_a_question_that_keeps_the_moment_at_which_it_was_written_is_refused():
    entered = Prepared(lambda person: User.objects.filter(pk=person, joined_at__lt=timezone.now()))

    with pytest.raises(ValueError, match="moment"):
        entered.rows("nobody")
