"""Who reads what: proposals, conflicts declared, declining, handing over, reminders."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certification.assigning import reminders
from certification.assigning.handing import hand_over
from certification.assigning.proposing import pool, propose, unassigned
from certification.models import Assignment, Ended, Portfolio, Reading, Reviewer, eligible_reviewers
from outbox.models import Message
from tests.makers import make_assignment, make_person

from .makers import make_chief, make_submitted

pytestmark = pytest.mark.django_db


def make_reviewer(**fields):
    return Reviewer.objects.create(person=make_person(), **fields)


def make_waiting(number, **fields):
    """Portfolios of one cohort that wait in nobody's hands."""
    first = make_submitted(**fields)
    community = first.project.community
    return [first, *(make_submitted(community=community, **fields) for _ in range(number - 1))]


def proposed(portfolios, chief=None):
    cohort = portfolios[0].project.community.cohort
    found = propose(unassigned(chief or make_chief(), cohort), pool())
    return {one.portfolio: one.reviewer and one.reviewer.person for one in found}


# Proposals


def test_the_load_is_even():
    busy, free = make_reviewer(), make_reviewer()
    portfolios = make_waiting(4)
    make_assignment(make_submitted(), busy.person)
    make_assignment(make_submitted(), busy.person)

    dealt = list(proposed(portfolios).values())

    assert (dealt.count(busy.person), dealt.count(free.person)) == (1, 3)


def test_nobody_is_proposed_what_she_cannot_read():
    make_reviewer(reads_kk=False)
    (portfolio,) = make_waiting(1, language="kk")

    found = propose([portfolio], pool())

    assert (found[0].reviewer, found[0].candidates) == (None, [])
    assert found[0].why_nobody


def test_nobody_is_proposed_what_is_too_near_to_her():
    reviewer = make_reviewer()
    (portfolio,) = make_waiting(1)
    reviewer.person.conflicts.create(person=portfolio.project.lead)

    assert proposed([portfolio]) == {portfolio: None}


def test_nobody_is_proposed_more_than_she_can_take():
    reviewer = make_reviewer(most_at_once=2)
    portfolios = make_waiting(3)

    assert list(proposed(portfolios).values()).count(reviewer.person) == 2


def test_what_she_has_declined_is_not_proposed_to_her_again():
    reviewer, (portfolio,) = make_reviewer(), make_waiting(1)
    make_assignment(portfolio, reviewer.person)
    portfolio.assignments.get().decline("Шетелге кетемін.")

    assert proposed([portfolio]) == {portfolio: None}


def test_those_whom_few_may_read_are_dealt_first():
    """Otherwise the only reader of Russian would be full of Kazakh ones."""
    only_kazakh, both = make_reviewer(most_at_once=1, reads_ru=False), make_reviewer(most_at_once=1)
    kazakh = make_waiting(1, language="kk")[0]
    russian = make_submitted(community=kazakh.project.community, language="ru")

    assert proposed([kazakh, russian]) == {kazakh: only_kazakh.person, russian: both.person}


def test_proposing_asks_as_much_for_many_as_for_few(django_assert_num_queries):
    for _ in range(3):
        make_reviewer()
    portfolios = make_waiting(5)
    reviewers = list(pool())

    with django_assert_num_queries(2):
        propose(portfolios, reviewers)


def test_the_chief_changes_a_row_and_gives_all_out(client):
    first, second = make_reviewer().person, make_reviewer().person
    portfolios = make_waiting(2)
    client.force_login(make_chief())
    page = client.get(reverse("certification:proposals"))
    fields = {f"reviewer_{one.pk}": second.pk for one in portfolios}

    answer = client.post(page.request["PATH_INFO"], {"due_on": page.context["form"]["due_on"].value(), **fields})

    assert answer.status_code == 302
    assert Assignment.objects.standing().filter(reviewer=second).count() == 2
    assert not first.assignments.exists()


def test_a_row_left_empty_stays_in_nobodys_hands(client):
    make_reviewer()
    (portfolio,) = make_waiting(1)
    client.force_login(make_chief())
    day = client.get(reverse("certification:proposals")).context["form"]["due_on"].value()

    client.post(reverse("certification:proposals"), {"due_on": day, f"reviewer_{portfolio.pk}": ""})

    assert not portfolio.assignments.exists()


@pytest.mark.parametrize(("days", "says"), [(-1, "passed"), (0, "")])
def test_a_day_that_has_passed_is_refused_beside_the_field(client, days, says, settings):
    make_reviewer()
    make_waiting(1)
    client.force_login(make_chief(language="en"))
    day = timezone.localdate() + timedelta(days=days)

    answer = client.post("/en/certification/reviewers/proposals/", {"due_on": day})

    if says:
        assert answer.status_code == 422
        assert says in str(answer.context["form"].errors["due_on"])


# Conflicts


def test_a_declared_conflict_takes_the_portfolio_out_of_her_hands(client):
    portfolio = make_submitted()
    reviewer = make_assignment(portfolio)
    client.force_login(reviewer)
    address = reverse("certification:conflict_declare", args=[portfolio.project.lead_id])

    client.post(address, {"kind": "kinship", "why": "Апамның қызы."})
    client.post(address, {"kind": "kinship", "why": "Апамның қызы."})

    assert reviewer.conflicts.count() == 1
    assert portfolio.assignments.get().ended_why == Ended.DECLINED
    assert not eligible_reviewers(portfolio).contains(reviewer)


def test_she_removes_only_her_own(client):
    hers, another = make_reviewer().person, make_reviewer().person
    conflict = another.conflicts.create(person=make_person())
    client.force_login(hers)

    assert client.post(reverse("certification:conflict_remove", args=[conflict.pk])).status_code == 404
    assert another.conflicts.count() == 1


def test_the_search_for_people_tells_no_phone_or_e_mail(client):
    person = make_person(surname="Табылова", email="tabylova@example.org")
    client.force_login(make_reviewer().person)

    page = client.get(reverse("certification:conflicts"), {"q": "tabylova"}).content.decode()

    assert person.full_name in page
    assert "example.org" not in page


# Declining


def test_a_declined_portfolio_waits_again_and_the_chief_hears_why(client, django_capture_on_commit_callbacks):
    chief, portfolio = make_chief(email="chief@example.org"), make_submitted()
    reviewer = make_assignment(portfolio)
    client.force_login(reviewer)
    Message.objects.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("certification:decline", args=[portfolio.pk]), {"reason": "Ауырып қалдым."})

    assert portfolio.assignments.get().decline_reason == "Ауырып қалдым."
    assert list(unassigned(chief, portfolio.project.community.cohort)) == [portfolio]
    letters = Message.objects.filter(to=chief.email)
    assert [("Ауырып қалдым." in letter.body) for letter in letters] == [True]
    assert client.get(portfolio.get_absolute_url()).status_code == 404


def test_declining_wants_a_reason(client):
    portfolio = make_submitted()
    client.force_login(make_assignment(portfolio))

    answer = client.post(reverse("certification:decline", args=[portfolio.pk]), {"reason": " "})

    assert answer.status_code == 422
    assert portfolio.assignments.standing().exists()


# Handing over


def test_all_of_her_work_goes_to_others_evenly():
    leaving, chief = make_person(), make_chief()
    portfolios = make_waiting(4)
    for portfolio in portfolios:
        make_assignment(portfolio, leaving)
    others = [make_reviewer(), make_reviewer()]

    number, left = hand_over(leaving, pool(), chief)

    assert (number, left) == (4, [])
    assert [one.person.assignments.standing().count() for one in others] == [2, 2]
    assert {one.ended_why for one in leaving.assignments.all()} == {Ended.HANDED_OVER}


def test_what_nobody_may_read_stays_and_is_named():
    leaving, portfolio = make_person(), make_submitted()
    make_assignment(portfolio, leaving)
    other = make_reviewer()
    other.person.conflicts.create(person=portfolio.project.lead)

    number, left = hand_over(leaving, pool(), make_chief())

    assert (number, [one.portfolio for one in left]) == (0, [portfolio])


def test_a_second_reading_wants_somebody_who_has_not_read_it():
    portfolio = make_submitted()
    first, other = make_assignment(portfolio), make_person()

    found = eligible_reviewers(portfolio, Reading.SECOND)

    assert (found.contains(first), found.contains(other)) == (False, True)


# Reminders


def given(days_ago, due_in, **fields):
    today = timezone.localdate()
    portfolio = make_submitted()
    return make_assignment(
        portfolio,
        assigned_at=timezone.now() - timedelta(days=days_ago),
        due_on=today + timedelta(days=due_in),
        **fields,
    )


@pytest.mark.parametrize(
    ("days_ago", "due_in", "letters"),
    [
        (2, 10, 0),  # begun
        (6, 6, 1),  # half of her time has gone
        (12, 0, 1),  # her last day: half of it has gone, and nobody has said so
        (13, -1, 1),  # late
        (0, 0, 0),  # given today
    ],
)
def test_a_letter_at_half_time_and_when_it_is_late(days_ago, due_in, letters):
    reviewer = given(days_ago, due_in)
    Message.objects.all().delete()

    reminders.remind()

    assert Message.objects.filter(to=reviewer.email).count() == letters


def test_one_letter_a_day_however_much_is_late():
    reviewer = given(20, -3)
    make_assignment(make_submitted(), reviewer, due_on=timezone.localdate() - timedelta(days=5))
    Message.objects.all().delete()

    for _ in range(3):
        reminders.remind()

    (letter,) = Message.objects.filter(to=reviewer.email)
    assert letter.body.count("–") >= 2


def test_late_is_said_again_the_next_day_and_no_more_when_it_is_decided():
    reviewer = given(20, -3)
    Message.objects.all().delete()
    yesterday = timezone.localdate() - timedelta(days=1)
    Assignment.objects.update(reminded_late_on=yesterday, reminded_half_at=timezone.now() - timedelta(days=9))

    reminders.remind()
    assert Message.objects.filter(to=reviewer.email).count() == 1

    Assignment.objects.update(reminded_late_on=yesterday)
    Portfolio.objects.update(status="passed")
    reminders.remind()
    assert Message.objects.filter(to=reviewer.email).count() == 1
