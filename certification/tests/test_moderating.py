"""A part of all decisions is read twice, blind; what differs is settled by a chief reviewer who read neither."""

import random
import re
import secrets
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import AuditEntry
from certification import agenda, review
from certification.models import (
    AssessmentRules,
    Assignment,
    Moderation,
    ModerationReason,
    ModerationStatus,
    Outcome,
    Portfolio,
    PortfolioStatus,
    Reading,
    Review,
)
from certification.moderating import acts
from certification.moderating.drawing import DICE, is_borderline, rolled_by, why_read_twice
from outbox.models import Message
from projects.models import Project, ProjectStatus
from safekeeping.states import TransitionError
from tests.makers import make_assignment, make_person

from .judged import BELOW, ENOUGH, Lucky, give_second, make_decided, make_differing, make_moderated, mark_all, read
from .makers import make_chief, make_review, make_submitted

pytestmark = pytest.mark.django_db
ALL_BELOW = [BELOW] * 6


# The draw -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("percent", "drawn"), [(0, 0), (20, 38), (100, 200)])
def test_about_the_share_of_the_cohort_is_drawn(percent, drawn):
    reading = make_review(make_submitted(), make_person())
    AssessmentRules.objects.create(
        cohort=reading.version_read.portfolio.project.community.cohort, moderation_percent=percent
    )

    with rolled_by(random.Random(4)):
        found = [why_read_twice(reading, Outcome.PASS) for _number in range(200)]

    assert found.count(ModerationReason.RANDOM) == drawn


def test_nobody_can_foresee_the_draw():
    assert isinstance(DICE, secrets.SystemRandom)


@pytest.mark.parametrize(
    ("levels", "outcome", "borderline"),
    [
        ([], Outcome.PASS, False),
        ([BELOW], Outcome.PASS, True),  # one below
        ([BELOW], Outcome.NOT_YET, True),  # one below
        ([BELOW, BELOW], Outcome.PASS, True),  # accepted against the levels
        ([BELOW, BELOW], Outcome.NOT_YET, False),
        ([], Outcome.NOT_YET, True),  # not accepted though all is enough
    ],
)
def test_borderline_cases_are_those_near_the_line_or_against_their_levels(levels, outcome, borderline):
    reading = make_review(make_submitted(), make_person(), comment="")
    mark_all(reading, levels)

    assert is_borderline(reading, outcome) is borderline


def test_a_borderline_case_is_read_twice_whatever_the_draw():
    moderation = Moderation.objects.get(first=read(make_submitted(), make_chief(), levels=[BELOW]))

    assert moderation.why == ModerationReason.BORDERLINE


def test_criteria_without_a_level_say_nothing_of_the_line():
    reading = make_review(make_submitted(), make_person())
    reading.marks.update(level=None, text="Нақтылаңыз.")

    assert not is_borderline(reading, Outcome.NOT_YET)


def test_the_chief_may_ask_for_a_second_reading_until_it_is_decided():
    portfolio, chief = make_submitted(), make_chief()

    acts.ask_for(portfolio, chief)
    reading = read(portfolio, make_chief())

    assert Moderation.objects.get().why == ModerationReason.ASKED
    assert reading.moderation.status == ModerationStatus.WAITING
    with pytest.raises(TransitionError):
        acts.ask_for(Portfolio.objects.get(), chief, wanted=False)


def test_a_portfolio_that_is_returned_is_not_read_twice():
    portfolio, chief = make_submitted(), make_chief()

    with rolled_by(Lucky):
        review.return_(make_review(portfolio, chief), chief)

    assert not Moderation.objects.exists()


# Until it is settled ------------------------------------------------------------------------------------------


def test_nobody_is_told_an_outcome_before_it_is_settled(client):
    moderation = make_moderated(overall="Өте жақсы, құттықтаймын!")
    lead = moderation.portfolio.project.lead
    client.force_login(lead)

    portfolio = Portfolio.objects.select_related("project").get()
    assert (portfolio.status, portfolio.decided_at) == (PortfolioStatus.IN_MODERATION, None)
    assert portfolio.project.status == ProjectStatus.SUBMITTED
    letters = " ".join(Message.objects.filter(to=lead.email).values_list("body", flat=True))
    pages = "".join(
        client.get(address).content.decode()
        for address in (
            reverse("insights:my"),
            reverse("certification:submit", args=[portfolio.project_id]),
            reverse("certification:feedback", args=[portfolio.project_id]),
            reverse("certification:version", args=[portfolio.pk, 1]),
            reverse("projects:project", args=[portfolio.project_id]),
        )
    )
    for told in (letters, pages):
        assert "құттықтаймын" not in told
        assert moderation.first.reviewer.surname not in told


@pytest.mark.parametrize(("language", "words"), [("kk", "екінші"), ("ru", "второй"), ("en", "second reader")])
def test_the_teacher_reads_in_each_language_that_a_second_reader_is_reading(client, language, words):
    portfolio = make_moderated().portfolio
    client.force_login(portfolio.project.lead)

    for path in (
        "my/",
        f"certification/submit/{portfolio.project_id}/",
        f"certification/feedback/{portfolio.project_id}/",
    ):
        assert words in client.get(f"/{language}/{path}").content.decode().lower()


def test_the_second_reader_finds_it_among_her_own_and_the_first_does_not():
    moderation = make_moderated()
    second = give_second(moderation)

    assert [one.pk for one in agenda.for_reviewer(second).mine] == [moderation.portfolio.pk]
    assert agenda.for_reviewer(moderation.first.reviewer).mine == []


CANARIES = {"overall": "Бұлбұлқанат", "comment": "Сарышымшық", "note": "Көкқарға"}


def make_canary(second):
    """A first reading full of words that nobody but her writes."""
    portfolio = make_submitted()
    first = make_assignment(portfolio, make_person(surname="Тоқылдақова", given_name="Қарлығаш"))
    moderation = make_moderated(portfolio, first, levels=[3, 3], **CANARIES)
    return give_second(moderation, second), moderation


@pytest.mark.parametrize("is_chief", [False, True])
def test_the_second_reader_sees_nothing_of_the_first(client, is_chief):
    second, moderation = make_canary(make_chief() if is_chief else make_person(is_staff=True))
    client.force_login(second)
    portfolio = moderation.portfolio
    files = {"file_type": "csv", "client_uuid": "7b0a7c0e-7a0b-4e9c-9f4e-000000000001"}
    by_first_reader = reverse("certification:queue") + f"?reviewer={moderation.first.reviewer_id}"
    addresses = [
        reverse("insights:my"),
        reverse("certification:queue"),
        reverse("certification:queue") + "?tab=waiting",
        by_first_reader,
        portfolio.get_absolute_url(),
        reverse("certification:version", args=[portfolio.pk, 1]),
        reverse("certification:pass", args=[portfolio.pk]),
        reverse("certification:not_yet", args=[portfolio.pk]),
        reverse("certification:assign", args=[portfolio.pk]),
        reverse("certification:moderation_list"),
        moderation.get_absolute_url(),
        reverse("certification:moderation_reader", args=[moderation.pk]),
        reverse("certification:decision_list_list"),
        reverse("admin:certification_portfolio_changelist"),
        reverse("admin:certification_portfolio_change", args=[portfolio.pk]),
        reverse("admin:certification_portfolio_decide", args=[portfolio.pk, "pass"]),
        reverse("projects:story_list") + "?q=Қарлығаш",
    ]
    shown = {address: client.get(address).content.decode() for address in addresses}
    for export in ("portfolios", "reviews"):
        sent = client.post(reverse("insights:export", args=[export]), files)
        shown[export] = sent.content.decode(errors="replace")
    shown["mail"] = " ".join(Message.objects.filter(to=second.email).values_list("body", flat=True))

    words = [*CANARIES.values(), "Тоқылдақова"]
    if is_chief:  # nobody else can ask who has what
        assert portfolio.project.title not in shown[by_first_reader]
    leaks = {(address, word) for address, page in shown.items() for word in words if word in without_choices(page)}
    assert leaks == set()


def without_choices(page):
    """The names of all reviewers stand in the filters; who has read this portfolio does not."""
    return re.sub(
        r"<option.*?</option>|<a href=\"\?reviewer=.*?</a>|<li[^>]*>\s*<a[^>]*\?[^>]*reviewer=.*?</a>",
        "",
        page,
        flags=re.S,
    )


def test_its_pdf_says_nothing_of_the_first_reading(client):
    second, moderation = make_canary(make_person())
    client.force_login(second)

    sent = client.get(reverse("certification:portfolio_pdf", args=[moderation.portfolio.pk, 1]))

    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(sent.content)).pages)
    assert moderation.portfolio.project.lead.surname in words
    assert [word for word in (*CANARIES.values(), "Тоқылдақова") if word in words] == []


def test_the_second_reader_does_not_return_it(client):
    moderation = make_moderated()
    second = give_second(moderation)
    client.force_login(second)

    assert client.get(reverse("certification:return", args=[moderation.portfolio.pk])).status_code == 404
    reading = review.begin_review(Portfolio.objects.get(), second)
    mark_all(reading, comment="Нақтылаңыз.")
    with pytest.raises(TransitionError):
        review.return_(reading, second)


def test_only_the_second_reader_begins_a_second_reading():
    moderation = make_moderated()
    give_second(moderation)

    for other in (make_chief(), moderation.first.reviewer):
        with pytest.raises(TransitionError):
            review.begin_review(Portfolio.objects.get(), other)


def test_another_open_first_reading_does_not_decide_any_more():
    portfolio, late = make_submitted(), make_chief()
    open_one = make_review(portfolio, late)
    mark_all(open_one)
    make_moderated(portfolio)

    with pytest.raises(TransitionError):
        review.pass_(Review.objects.get(pk=open_one.pk), late)

    assert Portfolio.objects.get().status == PortfolioStatus.IN_MODERATION


def test_whoever_has_read_it_is_not_asked_a_second_time():
    moderation, chief = make_moderated(), make_chief()

    with pytest.raises(ValidationError):
        acts.give(moderation, moderation.first.reviewer, chief, "2030-01-07")


# Settling -----------------------------------------------------------------------------------------------------


def test_two_that_say_the_same_settle_it_by_themselves():
    moderation = make_moderated()
    Message.objects.all().delete()

    reading = read(moderation.portfolio, give_second(moderation))

    moderation.refresh_from_db()
    assert (moderation.status, moderation.outcome) == (ModerationStatus.SETTLED, Outcome.PASS)
    assert (moderation.second, moderation.settled_by, reading.reading) == (reading, None, Reading.SECOND)
    assert Portfolio.objects.get().status == PortfolioStatus.PASSED
    assert Project.objects.get().status == ProjectStatus.ACCEPTED
    assert Message.objects.filter(to=moderation.portfolio.project.lead.email).count() == 1
    assert list(Review.objects.told()) == [moderation.first]


@pytest.mark.parametrize(
    ("outcome", "levels"), [(Outcome.NOT_YET, ALL_BELOW), (Outcome.PASS, [3]), (Outcome.NOT_YET, [ENOUGH])]
)
def test_another_outcome_or_another_level_waits_for_the_chief(outcome, levels):
    moderation = make_moderated()

    read(moderation.portfolio, give_second(moderation), outcome, levels)

    moderation.refresh_from_db()
    assert (moderation.status, moderation.outcome) == (ModerationStatus.DIFFERS, "")
    assert Portfolio.objects.get().status == PortfolioStatus.IN_MODERATION
    assert not Review.objects.told().exists()


@pytest.mark.parametrize(
    ("outcome", "status", "words"),
    [
        (Outcome.PASS, PortfolioStatus.PASSED, "Жақсы жұмыс."),
        (Outcome.NOT_YET, PortfolioStatus.NOT_YET, "Әлі жұмыс керек."),
    ],
)
def test_the_chief_settles_with_a_reason_and_the_teacher_gets_one_readers_words(client, outcome, status, words):
    moderation, chief = make_differing(), make_chief()
    client.force_login(chief)
    typed = {"outcome": outcome, "reason": "Дәлелдері жеткілікті."}

    client.post(reverse("certification:moderation_settle", args=[moderation.pk]), typed)

    moderation.refresh_from_db()
    assert (moderation.outcome, moderation.settled_by, moderation.reason) == (outcome, chief, "Дәлелдері жеткілікті.")
    assert Portfolio.objects.get().status == status
    assert [one.overall for one in Review.objects.told()] == [words]
    client.force_login(moderation.portfolio.project.lead)
    page = client.get(reverse("certification:feedback", args=[moderation.portfolio.project_id])).content.decode()
    assert words in page
    assert "Дәлелдері жеткілікті." not in page
    assert AuditEntry.objects.filter(verb="moderation settled", actor=chief).count() == 1


def test_without_a_reason_it_is_not_settled_and_what_was_typed_stays(client):
    moderation = make_differing()
    client.force_login(make_chief())

    refused = client.post(
        reverse("certification:moderation_settle", args=[moderation.pk]), {"outcome": "pass", "reason": " "}
    )

    assert refused.status_code == 422
    assert Moderation.objects.get().status == ModerationStatus.DIFFERS
    assert refused.context["form"]["outcome"].value() == "pass"


def test_the_database_holds_that_a_chief_says_why():
    moderation, chief = make_differing(), make_chief()

    with pytest.raises(IntegrityError), transaction.atomic():
        moderation._move_to(ModerationStatus.SETTLED, outcome="pass", settled_by=chief, settled_at=moderation.chosen_at)


@pytest.mark.parametrize("place", ["first", "second"])
def test_a_chief_who_was_one_of_the_readers_does_not_settle(client, place):
    chief = make_chief()
    portfolio = make_submitted()
    moderation = make_moderated(portfolio, chief if place == "first" else None)
    other = give_second(moderation, chief if place == "second" else make_person())
    read(portfolio, other, Outcome.NOT_YET, ALL_BELOW, overall="Құпия сөз")
    moderation = Moderation.objects.with_portfolio().get()
    client.force_login(chief)

    with pytest.raises(PermissionError):
        acts.settle(moderation, chief, Outcome.PASS, "Менің пікірім")
    client.post(reverse("certification:moderation_settle", args=[moderation.pk]), {"outcome": "pass", "reason": "…"})

    assert Moderation.objects.get().status == ModerationStatus.DIFFERS
    if place == "first":
        assert "Құпия сөз" not in client.get(moderation.get_absolute_url()).content.decode()
    else:
        assert client.get(moderation.get_absolute_url()).status_code == 404


def test_nobody_settles_what_no_reader_said_nor_twice():
    moderation, chief = make_differing(), make_chief()

    with pytest.raises(TransitionError):
        acts.settle(moderation, chief, Outcome.RETURN, "…")
    acts.settle(moderation, chief, Outcome.PASS, "Дәлелі бар.")
    with pytest.raises(TransitionError):
        acts.settle(Moderation.objects.with_portfolio().get(), chief, Outcome.NOT_YET, "…")


def test_the_page_marks_where_the_levels_differ(client):
    moderation = make_differing()
    client.force_login(make_chief())

    rows = client.get(moderation.get_absolute_url()).context["rows"]

    assert len(rows) == 6
    assert all(row.differs for row in rows)


def test_a_portfolio_taken_back_meanwhile_is_read_anew():
    moderation = make_moderated()
    give_second(moderation)
    lead = moderation.portfolio.project.lead
    Project.objects.get().withdraw(lead)
    Project.objects.get().resume(lead)

    review.submit(Project.objects.get(), lead)

    assert Moderation.objects.get().status == ModerationStatus.DROPPED
    assert not Assignment.objects.standing().filter(reading=Reading.SECOND).exists()
    assert Portfolio.objects.get().status == PortfolioStatus.SUBMITTED
    assert not Review.objects.told().exists()


# Pages of the chief -------------------------------------------------------------------------------------------


def test_the_chief_gives_it_to_a_proposed_second_reader(client):
    moderation, chief, known = make_moderated(), make_chief(), make_person()
    known.reviewer = type(known).reviewer.related.related_model.objects.create(person=known, since="2020-01-01")
    client.force_login(chief)
    url = reverse("certification:moderation_reader", args=[moderation.pk])

    form = client.get(url).context["form"]
    assert form["reviewer"].value() == known.pk
    Message.objects.all().delete()
    client.post(url, {"reviewer": known.pk, "due_on": form["due_on"].value()})

    standing = Assignment.objects.standing().get(reading=Reading.SECOND)
    assert (standing.reviewer, standing.assigned_by) == (known, chief)
    assert moderation.first.reviewer.surname not in Message.objects.get(to=known.email).body


def test_choosing_nobody_is_said_beside_the_field(client):
    moderation = make_moderated()
    client.force_login(make_chief())

    refused = client.post(
        reverse("certification:moderation_reader", args=[moderation.pk]), {"reviewer": "", "due_on": ""}
    )

    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"reviewer", "due_on"}


def test_the_list_is_searched_and_filtered_with_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    moderation = make_moderated()
    make_differing()
    client.force_login(make_chief())
    url = reverse("certification:moderation_list")

    with django_assert_max_num_queries(20):
        page = client.get(url)

    assert page.context["page"].paginator.count == 2
    assert client.get(url, {"status": "differs"}).context["page"].paginator.count == 1
    assert client.get(url, {"q": moderation.portfolio.project.lead.surname}).context["page"].paginator.count == 1
    assert client.get(url, {"q": "ешкім"}).context["page"].paginator.count == 0


def test_by_hand_from_the_page(client):
    portfolio = make_submitted()
    client.force_login(make_chief())

    client.post(reverse("certification:read_twice", args=[portfolio.pk]))
    assert Portfolio.objects.get().read_twice
    assert "read_once" not in client.get(reverse("certification:moderation_ask")).content.decode()
    client.post(reverse("certification:read_once", args=[portfolio.pk]))

    assert not Portfolio.objects.get().read_twice


def test_rules_are_changed_by_a_chief_and_on_record(client):
    cohort = make_decided().project.community.cohort
    client.force_login(make_chief())
    url = reverse("certification:assessment_rules", args=[cohort.pk])

    refused = client.post(url, {"version": 1, "moderation_percent": 101, "appeal_days": 10})
    client.post(url, {"version": 1, "moderation_percent": 35, "appeal_days": 10})
    conflict = client.post(url, {"version": 1, "moderation_percent": 50, "appeal_days": 10})

    assert (refused.status_code, conflict.status_code) == (422, 409)
    rules = AssessmentRules.objects.get()
    assert (rules.moderation_percent, rules.appeal_days) == (35, 10)
    entry = AuditEntry.objects.get(verb="rules of assessment changed")
    assert entry.changes == {"moderation_percent": [20, 35], "appeal_days": [14, 10]}


@pytest.mark.parametrize("name", ["moderation_list", "agreement", "moderation_ask"])
def test_reviewers_have_no_such_pages(client, name):
    client.force_login(make_assignment(make_submitted()))

    assert client.get(reverse(f"certification:{name}")).status_code == 404
