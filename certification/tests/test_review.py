"""The acts of a review: what each moves, writes and refuses."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from certification import review
from certification.assigning.days import due_after
from certification.models import Assignment, Outcome, Portfolio, PortfolioStatus, PortfolioVersion, Review
from outbox.models import Message
from projects.models import Project, ProjectStatus
from safekeeping.states import TransitionError
from safekeeping.versions import Conflict
from tests.makers import make_assignment, make_person, make_rubric

from .makers import give_levels, make_chief, make_ready_project, make_review, make_submitted

pytestmark = pytest.mark.django_db


def test_submitting_freezes_a_version_and_moves_both():
    project = make_ready_project()

    version = review.submit(project, project.lead, note="Кестеге қараңыз.")

    portfolio = Portfolio.objects.get()
    assert (version.number, version.note, version.is_untouched) == (1, "Кестеге қараңыз.", True)
    assert version.content["concern"] == project.concern
    assert portfolio.status == PortfolioStatus.SUBMITTED
    assert Project.objects.get().status == ProjectStatus.SUBMITTED
    assert portfolio.expected_on == due_after(timezone.localdate(), 21)
    assert AuditEntry.objects.about(portfolio).get().verb == "portfolio submitted"


def test_a_version_does_not_follow_later_changes():
    make_submitted()

    Project.objects.update(concern="Басқа мәселе")

    assert PortfolioVersion.objects.get().content["concern"] == "Оқушылар мәтінді түсінбей оқиды."


def test_submitting_twice_makes_one_version():
    project = make_ready_project()
    stale = Project.objects.get(pk=project.pk)
    review.submit(project, project.lead)

    with pytest.raises(TransitionError):
        review.submit(stale, stale.lead)

    assert PortfolioVersion.objects.count() == 1


def test_an_incomplete_project_is_not_submitted():
    project = make_ready_project()
    project.consultations.all().delete()

    with pytest.raises(review.NotComplete) as refused:
        review.submit(project, project.lead)

    assert len(refused.value.checklist.missing) == 1
    assert Portfolio.objects.count() == 0


def test_the_chief_reviewers_are_told_and_those_with_a_conflict_are_not():
    project = make_ready_project()
    chief = make_chief()
    principal = make_chief()
    project.school.headships.create(person=principal)

    review.submit(project, project.lead)

    told = set(Message.objects.values_list("to", flat=True))
    assert told == {chief.email, project.lead.email}


def test_the_teacher_is_told_in_her_language_with_a_link():
    project = make_ready_project()
    project.lead.language = "ru"
    project.lead.save()

    review.submit(project, project.lead)

    letter = Message.objects.get(to=project.lead.email)
    assert f"/ru/certification/feedback/{project.pk}/" in letter.body


@pytest.mark.parametrize(
    ("outcome", "status", "project_status"),
    [
        (Outcome.RETURN, PortfolioStatus.RETURNED, ProjectStatus.RETURNED),
        (Outcome.PASS, PortfolioStatus.PASSED, ProjectStatus.ACCEPTED),
        (Outcome.NOT_YET, PortfolioStatus.NOT_YET, ProjectStatus.RETURNED),
    ],
)
def test_each_outcome_moves_portfolio_project_and_review_together(outcome, status, project_status):
    portfolio, chief = make_submitted(), make_chief()
    reading = make_review(portfolio, chief, levels=outcome == Outcome.PASS)
    Message.objects.all().delete()

    review.VERB_OF[outcome](reading, chief)

    portfolio.refresh_from_db()
    reading.refresh_from_db()
    assert (portfolio.status, Project.objects.get().status) == (status, project_status)
    assert reading.outcome == outcome
    assert reading.decided_at == portfolio.decided_at
    assert Message.objects.get().to == portfolio.project.lead.email
    assert AuditEntry.objects.about(portfolio).filter(verb=f"review: {outcome}", actor=chief).count() == 1


def test_returning_needs_a_comment_and_not_yet_needs_a_word():
    portfolio, chief = make_submitted(), make_chief()
    reading = make_review(portfolio, chief, comment="", overall=" ")

    for act in (review.return_, review.not_yet):
        with pytest.raises(review.NothingSaid):
            act(reading, chief)

    assert Portfolio.objects.get().status == PortfolioStatus.SUBMITTED


def test_nothing_is_accepted_while_a_criterion_has_no_level():
    portfolio, chief = make_submitted(), make_chief()
    reading = make_review(portfolio, chief)
    last = reading.rubric.criteria.in_order().last()
    reading.mark(last, None, "Дәлелді нақтылаңыз.")

    with pytest.raises(review.LevelsMissing) as refused:
        review.pass_(reading, chief)

    assert refused.value.criteria == [last]
    assert Portfolio.objects.get().status == PortfolioStatus.SUBMITTED


def test_a_level_alone_is_no_comment_to_return_it_with():
    portfolio, chief = make_submitted(), make_chief()

    with pytest.raises(review.NothingSaid):
        review.return_(make_review(portfolio, chief, comment=""), chief)


def test_all_readings_of_a_version_go_by_the_rubric_of_the_first():
    portfolio, chief = make_submitted(), make_chief()
    first = review.begin_review(portfolio, chief)
    make_rubric(portfolio.project.community.cohort)

    assert review.begin_review(portfolio, make_person()).rubric == first.rubric


def test_a_decision_does_not_carry_words_that_were_not_on_the_page():
    portfolio, chief = make_submitted(), make_chief()
    reading = make_review(portfolio, chief)
    seen = reading.version
    Review.objects.get().save_as_of(seen, [])  # another window saves

    with pytest.raises(Conflict):
        review.pass_(reading, chief, as_of=seen)

    assert Portfolio.objects.get().status == PortfolioStatus.SUBMITTED


def test_nobody_decides_in_another_reviewers_name_nor_over_a_conflict():
    portfolio, chief, other = make_submitted(), make_chief(), make_chief()
    reading = make_review(portfolio, chief)

    with pytest.raises(PermissionError):
        review.pass_(reading, other)
    chief.conflicts.create(person=portfolio.project.lead)
    with pytest.raises(PermissionError):
        review.pass_(reading, chief)


def test_of_many_decisions_one_counts():
    portfolio = make_submitted()
    chiefs = [make_chief() for _number in range(20)]
    readings = [make_review(portfolio, chief) for chief in chiefs]
    readings = [Review.objects.select_related("version_read__portfolio__project").get(pk=one.pk) for one in readings]
    acts = [review.pass_, review.return_, review.not_yet]

    done = 0
    for number, (reading, chief) in enumerate(zip(readings, chiefs, strict=True)):
        try:
            acts[number % 3](reading, chief)
            done += 1
        except TransitionError:
            pass

    assert done == 1
    assert Review.objects.decided().count() == 1
    assert AuditEntry.objects.filter(verb__startswith="review: ").count() == 1


def test_a_reviewer_keeps_the_portfolio_for_its_next_version():
    portfolio, reviewer = make_submitted(), make_person()
    make_assignment(portfolio, reviewer, due_on=timezone.localdate() - timedelta(days=3))
    review.return_(make_review(portfolio, reviewer), reviewer)
    Message.objects.all().delete()

    review.submit(Project.objects.get(), portfolio.project.lead)

    assert [one.number for one in PortfolioVersion.objects.all()] == [1, 2]
    standing = Assignment.objects.standing().get()
    assert (standing.reviewer, standing.due_on) == (reviewer, timezone.localdate() + timedelta(days=21))
    assert Assignment.objects.count() == 2
    assert set(Message.objects.values_list("to", flat=True)) == {reviewer.email, portfolio.project.lead.email}


def test_an_old_version_is_not_decided_on():
    portfolio, chief = make_submitted(), make_chief()
    old = make_review(portfolio, chief)
    review.return_(make_review(portfolio, make_chief()), Review.objects.exclude(pk=old.pk).get().reviewer)
    review.submit(Project.objects.get(), portfolio.project.lead)

    with pytest.raises(TransitionError):
        review.pass_(Review.objects.get(pk=old.pk), chief)


def test_a_teacher_takes_it_back_until_somebody_reads():
    portfolio, chief = make_submitted(), make_chief()

    review.recall(Portfolio.objects.get(), portfolio.project.lead)
    assert Project.objects.get().status == ProjectStatus.IN_PROGRESS
    review.submit(Project.objects.get(), portfolio.project.lead)
    review.begin_review(Portfolio.objects.get(), chief)

    with pytest.raises(TransitionError):
        review.recall(Portfolio.objects.get(), portfolio.project.lead)


def test_what_was_withdrawn_and_resumed_can_be_submitted_again():
    portfolio, chief = make_submitted(), make_chief()
    make_review(portfolio, chief)
    project = Project.objects.get()
    project.withdraw(project.lead)
    assert not Portfolio.objects.waiting().exists()
    with pytest.raises(TransitionError):
        review.pass_(Review.objects.get(), chief)
    project.resume(project.lead)

    review.submit(Project.objects.get(), portfolio.project.lead)

    assert Portfolio.objects.waiting().count() == 1


def in_step(portfolio):
    """Accepted on both sides or on neither, and never without a decided review of the newest version."""
    passed = portfolio.status == PortfolioStatus.PASSED
    accepted = portfolio.project.status in (ProjectStatus.ACCEPTED, ProjectStatus.PUBLISHED)
    newest = portfolio.versions.order_by("-number").first()
    decision = Review.objects.told().filter(version_read=newest, outcome=Outcome.PASS)
    return passed == accepted and passed == decision.exists()


def walk(dice, steps=80):
    """The states that a portfolio goes through under acts of everybody in any order."""
    portfolio, chief, reviewer = make_submitted(), make_chief(), make_person()
    make_assignment(portfolio, reviewer)
    lead = portfolio.project.lead

    def project():
        return Project.objects.get(pk=portfolio.project_id)

    def reading_of(person):
        return review.begin_review(Portfolio.objects.get(), person)

    acts = [
        lambda: review.submit(project(), lead),
        lambda: review.submit(project(), lead),
        lambda: review.recall(Portfolio.objects.get(), lead),
        lambda: project().withdraw(lead),
        lambda: project().pause(lead),
        lambda: project().resume(lead),
        lambda: project().publish(lead),
        lambda: project().unpublish(lead),
        lambda: reading_of(dice.choice([chief, reviewer])),
        lambda: reading_of(chief).write_comments({first_criterion(portfolio).pk: "Нақтылаңыз"}),
        lambda: give_levels(reading_of(dice.choice([chief, reviewer])), below=dice.choice([0, 1])),
        *(
            lambda act=act: decide_any(act, dice)
            for act in (review.return_, review.not_yet, review.pass_, review.pass_)
        ),
    ]
    for _step in range(steps):
        with suppress(TransitionError, review.NothingSaid, Conflict, PermissionError):
            dice.choice(acts)()
        now = Portfolio.objects.select_related("project").get()
        assert in_step(now), (now.status, now.project.status)
        yield now.status


def test_no_walk_over_all_acts_passes_without_a_decided_review():
    reached = set()
    for seed in range(12):
        with transaction.atomic():
            reached |= set(walk(random.Random(seed)))
            transaction.set_rollback(True)

    assert reached == set(PortfolioStatus.values)


def decide_any(act, dice):
    for reading in dice.sample(list(Review.objects.order_by("started_at")), k=Review.objects.count())[:1]:
        Review.objects.filter(pk=reading.pk, overall="").update(overall=dice.choice(["", "Жұмыс әлі керек."]))
        reading.refresh_from_db()
        act(reading, reading.reviewer)


def first_criterion(portfolio):
    return portfolio.project.community.cohort.rubrics.get().criteria.order_by("number").first()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads need a database that other connections see")
@pytest.mark.django_db(transaction=True)
def test_twenty_decisions_at_the_same_moment_make_one():
    from concurrent.futures import ThreadPoolExecutor

    portfolio = make_submitted()
    pairs = [(make_review(portfolio, chief), chief) for chief in (make_chief() for _number in range(20))]

    def decide(pair):
        try:
            review.pass_(Review.objects.get(pk=pair[0].pk), pair[1])
        except TransitionError:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(decide, pairs)) == 1
    assert Review.objects.decided().count() == 1
