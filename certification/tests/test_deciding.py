"""A chief reviewer signs decisions together; signed lists never change; a teacher may appeal until a day."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pypdf import PdfReader

from accounts import trail
from accounts.models import AuditEntry
from certification import agenda, review
from certification.deciding import acts, appeals
from certification.models import (
    Appeal,
    AppealStatus,
    AssessmentRules,
    Assignment,
    Decision,
    DecisionList,
    ListStatus,
    Outcome,
    Portfolio,
    PortfolioStatus,
    Review,
    eligible_reviewers,
    fingerprint,
)
from certification.moderating.acts import settle
from outbox.models import Message
from projects.models import Project, ProjectStatus
from safekeeping.states import TransitionError
from tests.makers import make_assignment, make_person

from .judged import make_decided, make_differing, make_list, make_signed, read
from .makers import make_chief, make_ready_project, make_submitted

pytestmark = pytest.mark.django_db
CLIENT = "3f0f3c1a-1111-4222-8333-444455556666"


@pytest.fixture
def chief(client):
    person = make_chief()
    client.force_login(person)
    return person


@pytest.fixture
def accepted():
    return make_decided()


def refused_list(chief):
    return make_signed([make_decided(Outcome.NOT_YET)], chief)


def make_appeal(decision, text="Дәлелдерімді қайта қараңызшы."):
    return appeals.appeal(decision, decision.portfolio.project.lead, text)


# Gathering ----------------------------------------------------------------------------------------------------


def test_what_is_decided_is_gathered_once(client, chief, accepted):
    cohort = accepted.project.community.cohort
    client.post(reverse("certification:decision_list_open"), {"cohort": cohort.pk})
    open_one = DecisionList.objects.get()
    url = reverse("certification:decision_list_gather", args=[open_one.pk])
    (candidate,) = client.get(url).context["page"].object_list

    client.post(url, {"chosen": [candidate.pk]})
    again = client.post(url, {"chosen": [candidate.pk]})

    assert Decision.objects.get().outcome == Outcome.PASS
    assert again.status_code == 422
    assert agenda.for_reviewer(chief).chief.without_list == 0
    assert AuditEntry.objects.filter(verb="decisions gathered").count() == 1


def test_opening_twice_is_one_list(client, chief, accepted):
    for _time in range(2):
        client.post(reverse("certification:decision_list_open"), {"cohort": accepted.project.community.cohort_id})

    assert DecisionList.objects.get().number == 1


def test_what_is_not_final_is_no_candidate(chief):
    moderation = make_differing()
    cohort = moderation.portfolio.project.community.cohort

    assert not acts.candidates(cohort, chief).exists()
    settle(moderation, chief, Outcome.NOT_YET, "Дәлел аз.")

    assert acts.candidates(cohort, chief).get() == moderation.second


def test_a_chief_does_not_gather_work_of_her_own_circle(chief, accepted):
    chief.conflicts.create(person=accepted.project.lead)

    assert not acts.candidates(accepted.project.community.cohort, chief).exists()


def test_lines_are_taken_off_an_open_list(client, chief, accepted):
    made = make_list([accepted], chief)
    url = reverse("certification:decision_list_take_off", args=[made.pk])

    nothing = client.post(url)
    client.post(url, {"chosen": [made.decisions.get().pk]})

    assert nothing.status_code == 422
    assert not Decision.objects.exists()


# Signing ------------------------------------------------------------------------------------------------------


def test_signing_freezes_who_when_by_which_rules(client, chief, accepted):
    cohort = accepted.project.community.cohort
    AssessmentRules.objects.create(cohort=cohort, moderation_percent=30, appeal_days=10)
    made = make_list([accepted], chief)
    url = reverse("certification:decision_list_sign", args=[made.pk])
    seal = client.get(url).context["form"]["seal"].value()

    client.post(url, {"seal": seal})

    made.refresh_from_db()
    assert (made.status, made.signed_by) == (ListStatus.SIGNED, chief)
    assert made.appeal_until == timezone.localdate() + timedelta(days=10)
    assert made.sha256 == fingerprint(made.content)
    assert made.content["rules"]["moderation_percent"] == 30
    (line,) = made.content["lines"]
    version = accepted.versions.get()
    assert (line["outcome"], line["rubric"], line["version_sha256"]) == ("pass", 1, version.sha256)
    assert line["readings"][0]["levels"] == {str(number): 2 for number in range(1, 7)}
    assert AuditEntry.objects.get(verb="decision list signed").changes["sha256"] == made.sha256


def test_no_name_stands_in_what_is_signed(chief, accepted):
    signed = make_signed([accepted], chief)

    told = str(signed.content)
    assert [name for name in (accepted.project.lead.surname, chief.surname) if name in told] == []


@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.NOT_YET])
def test_each_teacher_on_it_is_told_and_until_when_she_may_appeal(chief, outcome):
    portfolio = make_decided(outcome)
    Message.objects.all().delete()

    signed = make_signed([portfolio], chief)

    letter = Message.objects.get(to=portfolio.project.lead.email)
    assert f"/feedback/{portfolio.project_id}/" in letter.body
    assert (date_format(signed.appeal_until, "DATE_FORMAT") in letter.body) is (outcome == Outcome.NOT_YET)


def test_an_empty_list_is_not_signed(client, chief, accepted):
    made = acts.open_list(accepted.project.community.cohort, chief)

    answer = client.post(reverse("certification:decision_list_sign", args=[made.pk]), {"seal": acts.seal_of([])})

    assert answer.status_code == 409
    assert not DecisionList.objects.get().is_signed


def test_a_list_that_changed_since_the_page_is_not_signed(client, chief, accepted):
    made = make_list([accepted], chief)

    answer = client.post(reverse("certification:decision_list_sign", args=[made.pk]), {"seal": "0" * 64})

    assert answer.status_code == 409
    assert not DecisionList.objects.get().is_signed


def test_a_portfolio_that_changed_meanwhile_is_named(client, chief):
    portfolio = make_decided(Outcome.NOT_YET)
    made = make_list([portfolio], chief)
    review.submit(Project.objects.get(), portfolio.project.lead)

    with pytest.raises(acts.NotSigned) as refused:
        acts.sign(made, chief, acts.seal_of(acts.lines_of(made)))

    assert [problem.decision.portfolio for problem in refused.value.problems] == [portfolio]
    page = client.get(reverse("certification:decision_list_sign", args=[made.pk])).content.decode()
    assert portfolio.project.lead.full_name in page


def test_a_chief_does_not_sign_for_her_own_circle(chief, accepted):
    made, other = make_list([accepted], chief), make_chief()
    other.conflicts.create(person=accepted.project.lead)

    with pytest.raises(acts.NotSigned):
        acts.sign(made, other, acts.seal_of(acts.lines_of(made)))


def test_a_signed_list_is_not_signed_gathered_or_emptied_again(client, chief, accepted):
    signed = make_signed([accepted], chief)
    line = signed.decisions.get()

    for name, sent in (("sign", {"seal": ""}), ("gather", {}), ("take_off", {"chosen": [line.pk]})):
        assert client.post(reverse(f"certification:decision_list_{name}", args=[signed.pk]), sent).status_code == 302
    with pytest.raises(TransitionError):
        acts.take_off(signed, [line], chief)

    assert Decision.objects.count() == 1


def test_the_database_refuses_to_touch_a_signed_list(chief, accepted):
    signed = make_signed([accepted], chief)
    line = signed.decisions.get()
    lists, lines = DecisionList.objects.filter(pk=signed.pk), Decision.objects.filter(pk=line.pk)
    other = make_decided()
    tries = (
        lambda: lists.update(content={}),
        lambda: lists.update(status=ListStatus.OPEN, signed_at=None, signed_by=None),
        lambda: lists._raw_delete("default"),
        lambda: lines.update(outcome=Outcome.NOT_YET),
        lambda: lines._raw_delete("default"),
        lambda: Decision.objects.create(
            decision_list=signed, portfolio=other, review=Review.objects.exclude(decision=line).get(), outcome="pass"
        ),
    )

    for act in tries:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

    signed.refresh_from_db()
    assert signed.is_untouched
    with trail.opened("a test"):
        assert lists.update(number=7) == 1


def test_the_list_is_printed_and_taken_as_a_file(client, chief, accepted):
    signed = make_signed([accepted], chief)

    pdf = client.get(reverse("certification:decision_list_pdf", args=[signed.pk]))
    table = client.post(reverse("certification:decision_list_file", args=[signed.pk]), {"file_type": "csv"})

    pages = PdfReader(BytesIO(pdf.content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    for told in (accepted.project.lead.surname, chief.surname):
        assert told in words
    assert signed.sha256 in words.replace(" ", "")
    assert pages[0].mediabox.width > pages[0].mediabox.height
    assert len(pages) == 1
    assert accepted.project.lead.surname in table.content.decode()


def test_pages_of_a_list_need_few_queries(client, chief, django_assert_max_num_queries):
    first = make_decided()
    community = first.project.community
    others = []
    for _number in range(2):
        project = make_ready_project(community)
        portfolio = review.submit(project, project.lead).portfolio
        read(portfolio, make_assignment(portfolio))
        others.append(portfolio)
    made = make_list([first, *others], chief)

    for name in ("decision_list", "decision_list_gather", "decision_list_sign"):
        with django_assert_max_num_queries(20):
            client.get(reverse(f"certification:{name}", args=[made.pk]))
    for name in ("decision_list_list", "appeal_list"):
        with django_assert_max_num_queries(20):
            client.get(reverse(f"certification:{name}"))
    found = client.get(made.get_absolute_url(), {"q": first.project.lead.surname})
    assert found.context["page"].paginator.count == 1


# Appeals ------------------------------------------------------------------------------------------------------


def test_the_teacher_appeals_once_and_sees_what_she_wrote(client, chief):
    decision = refused_list(chief).decisions.get()
    other = make_chief()
    lead = decision.portfolio.project.lead
    client.force_login(lead)
    url = reverse("certification:appeal", args=[decision.pk])
    assert url in client.get(reverse("certification:feedback", args=[decision.portfolio.project_id])).content.decode()

    for _tap in range(2):
        answer = client.post(url, {"client_uuid": CLIENT, "text": "Үшінші дәлелім қаралмады."})

    assert answer.status_code == 302
    assert "Үшінші дәлелім қаралмады." in client.get(url).content.decode()
    assert Appeal.objects.get().status == AppealStatus.OPEN
    assert Message.objects.filter(to=other.email, body__contains="/appeals/").count() == 1
    assert AuditEntry.objects.filter(verb="appeal sent").count() == 1


def test_a_second_appeal_is_refused_and_its_words_stay_on_the_page(client, chief):
    decision = refused_list(chief).decisions.get()
    make_appeal(decision)
    client.force_login(decision.portfolio.project.lead)

    answer = client.post(
        reverse("certification:appeal", args=[decision.pk]), {"client_uuid": CLIENT, "text": "Тағы бір сөзім бар."}
    )

    assert answer.status_code == 409
    assert "Тағы бір сөзім бар." in answer.content.decode()


def test_an_empty_appeal_is_not_sent(client, chief):
    decision = refused_list(chief).decisions.get()
    client.force_login(decision.portfolio.project.lead)

    answer = client.post(reverse("certification:appeal", args=[decision.pk]), {"client_uuid": CLIENT, "text": " "})

    assert (answer.status_code, Appeal.objects.count()) == (422, 0)


@pytest.mark.parametrize(("days", "possible"), [(0, True), (14, True), (15, False)])
def test_appeals_are_possible_until_the_end_of_the_day(client, chief, time_machine_days, days, possible):
    decision = refused_list(chief).decisions.get()
    lead = decision.portfolio.project.lead
    url = reverse("certification:appeal", args=[decision.pk])
    client.force_login(lead)
    time_machine_days(days)

    page = client.get(url + f"?form={CLIENT}")
    answer = client.post(url, {"client_uuid": CLIENT, "text": "Келіспеймін."})

    assert (page.context["form"] is not None) is possible
    assert answer.status_code == (302 if possible else 409)
    assert Appeal.objects.exists() is possible
    if not possible:
        assert "Келіспеймін." in answer.content.decode()


@pytest.fixture
def time_machine_days(monkeypatch):
    """Moves the portal's day, not the session's clock."""
    today = timezone.localdate()

    def go(days):
        monkeypatch.setattr("certification.models.decisions.timezone.localdate", lambda *args: today + timedelta(days))

    return go


def test_there_is_nothing_to_appeal_against_when_it_is_accepted(chief, accepted):
    decision = make_signed([accepted], chief).decisions.get()

    with pytest.raises(TransitionError):
        make_appeal(decision)


def test_before_the_list_is_signed_there_is_no_appeal(client, chief):
    made = make_list([make_decided(Outcome.NOT_YET)], chief)
    line = made.decisions.get()
    client.force_login(line.portfolio.project.lead)

    assert client.get(reverse("certification:appeal", args=[line.pk])).status_code == 404


def test_who_has_read_or_settled_it_does_not_answer(client):
    readers = [make_chief(), make_chief()]
    moderation = make_differing()
    settler, signer = make_chief(), make_chief()
    settle(moderation, settler, Outcome.NOT_YET, "Дәлел аз.")
    line = make_signed([Portfolio.objects.with_project().get()], signer).decisions.get()
    made = make_appeal(line)

    assert Appeal.objects.answerable_by(signer).get() == made
    assert set(Appeal.objects.answerable_by(readers[0])) == {made}
    for person in (settler, moderation.first.reviewer, moderation.second.reviewer):
        with pytest.raises(PermissionError):
            appeals.answer(made, person, AppealStatus.UPHELD, "Жоқ.")
    client.force_login(settler)
    page = client.get(made.get_absolute_url())
    assert page.context["form"] is None
    sent = client.post(made.get_absolute_url(), {"status": "upheld", "answer": "Бәрібір өз жауабым"})
    assert sent.status_code == 409
    assert "Бәрібір өз жауабым" in sent.content.decode()
    assert Appeal.objects.get().status == AppealStatus.OPEN


def test_the_decision_stands_and_the_teacher_reads_why(client, chief):
    decision = refused_list(chief).decisions.get()
    made = make_appeal(decision)
    Message.objects.all().delete()

    client.post(made.get_absolute_url(), {"status": "upheld", "answer": "Екінші дәлел әлі жоқ."})

    made.refresh_from_db()
    assert (made.status, made.answered_by) == (AppealStatus.UPHELD, chief)
    assert Portfolio.objects.get().status == PortfolioStatus.NOT_YET
    lead = decision.portfolio.project.lead
    assert Message.objects.get(to=lead.email)
    assert AuditEntry.objects.filter(verb="appeal upheld").count() == 1
    client.force_login(lead)
    assert "Екінші дәлел әлі жоқ." in client.get(decision.get_appeal_url()).content.decode()
    with pytest.raises(TransitionError):
        appeals.answer(made, chief, AppealStatus.GRANTED, "Тағы")


def test_granted_it_goes_to_another_reader_and_onto_a_later_list(client, chief):
    signed = refused_list(chief)
    decision = signed.decisions.get()
    first = decision.review.reviewer
    made = make_appeal(decision)

    answer = client.post(made.get_absolute_url(), {"status": "granted", "answer": "Қайта оқимыз."})

    portfolio = Portfolio.objects.with_project().get()
    assert answer["Location"] == reverse("certification:assign", args=[portfolio.pk])
    assert (portfolio.status, portfolio.project.status) == (PortfolioStatus.IN_REVIEW, ProjectStatus.SUBMITTED)
    assert not Assignment.objects.standing().exists()
    assert not eligible_reviewers(portfolio).contains(first)
    assert AuditEntry.objects.filter(verb="appeal granted").count() == 1
    second = make_person()
    Assignment.objects.give(portfolio, second, chief, timezone.localdate())
    read(portfolio, second)
    later = make_signed([Portfolio.objects.with_project().get()], chief)
    assert (later.number, later.decisions.get().outcome) == (2, Outcome.PASS)
    assert signed.decisions.get().outcome == Outcome.NOT_YET


def test_a_resting_project_is_not_read_again_and_the_answer_stays_typed(client, chief):
    decision = refused_list(chief).decisions.get()
    made = make_appeal(decision)
    Project.objects.get().pause(decision.portfolio.project.lead)

    answer = client.post(made.get_absolute_url(), {"status": "granted", "answer": "Қайта оқимыз."})

    assert answer.status_code == 409
    assert "Қайта оқимыз." in answer.content.decode()
    assert Appeal.objects.get().status == AppealStatus.OPEN


def test_what_waits_stands_on_the_chiefs_first_page(client, chief):
    make_appeal(refused_list(chief).decisions.get())
    make_differing()
    make_decided()

    found = agenda.for_reviewer(chief).chief
    page = client.get(reverse("insights:my")).content.decode()

    assert (found.without_reader, found.differing, found.appeals, found.without_list) == (0, 1, 1, 1)
    assert "?status=differs" in page


def test_nothing_of_her_own_circle_waits_on_a_chiefs_first_page(chief):
    waiting, differing = make_submitted(), make_differing()
    appealed, decided = make_appeal(refused_list(make_chief()).decisions.get()), make_decided()
    assert len(agenda.for_reviewer(chief).longest) == 1
    for portfolio in (waiting, differing.portfolio, appealed.decision.portfolio, decided):
        chief.conflicts.create(person=portfolio.project.lead)

    found = agenda.for_reviewer(chief)

    assert (found.longest, found.mine, bool(found.chief)) == ([], [], False)


def test_only_chiefs_see_lists(client, accepted):
    made = make_list([accepted], make_chief())
    client.force_login(accepted.assignments.get().reviewer)

    for url in (
        made.get_absolute_url(),
        reverse("certification:decision_list_list"),
        reverse("certification:appeal_list"),
    ):
        assert client.get(url).status_code == 404
