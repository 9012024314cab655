"""What somebody who means ill, or has bad luck, tries with the review and the certificates."""

import pytest
from django.contrib.admin.sites import site
from django.test import RequestFactory
from django.urls import reverse

from accounts.erasing.acts import erase
from accounts.models import AuditEntry
from accounts.mydata import all_of
from certification import agenda, review
from certification.deciding import appeals
from certification.deciding.appeals import appeal as make_appeal
from certification.issuing import acts as issuing
from certification.issuing import revoking
from certification.issuing.acts import NotIssued, issue
from certification.issuing.entitled import Standing, State
from certification.models import (
    Appeal,
    AppealStatus,
    Assignment,
    Certificate,
    ConflictOfInterest,
    Moderation,
    ModerationStatus,
    Outcome,
    Portfolio,
    PortfolioStatus,
    Reading,
    RevocationReason,
)
from certification.moderating import acts
from certification.moderating.drawing import rolled_by
from outbox.models import Message
from safekeeping.states import TransitionError
from schools.models import Headship, Teacher
from tests.makers import make_assignment, make_cohort, make_person, make_school

from .issuing_makers import kind_of, make_key, make_stored
from .judged import Lucky, give_second, make_decided, make_differing, make_moderated, make_signed, read
from .makers import make_chief, make_submitted

pytestmark = pytest.mark.django_db
NEXT_YEAR = "2030-01-01"


# The second reading is blind ------------------------------------------------------------------------------------


def test_whoever_might_read_it_a_second_time_has_not_looked_at_the_first_reading(client):
    """A chief reviewer may give the second reading to herself."""
    moderation = make_moderated(overall="Бұлбұлқанат", comment="Сарышымшық", note="Көкқарға")
    portfolio = moderation.portfolio
    client.force_login(make_chief())

    for address in (
        moderation.get_absolute_url(),
        portfolio.get_absolute_url(),
        reverse("certification:version", args=[portfolio.pk, 1]),
        reverse("admin:certification_portfolio_change", args=[portfolio.pk]),
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert not [word for word in ("Бұлбұлқанат", "Сарышымшық", "Көкқарға") if word in page.content.decode()]


def test_what_no_second_reader_has_read_nobody_settles():
    moderation = make_moderated()

    with pytest.raises(PermissionError):
        acts.settle(moderation, make_chief(), Outcome.PASS, "Менің сөзім.")

    assert Moderation.objects.get().status == ModerationStatus.WAITING


def test_the_second_reader_gives_it_back_and_the_chiefs_are_led_to_second_readings(client):
    chief, moderation = make_chief(), make_moderated()
    portfolio, second = moderation.portfolio, give_second(moderation)
    client.force_login(second)
    decline = reverse("certification:decline", args=[portfolio.pk])
    assert decline in client.get(portfolio.get_absolute_url()).content.decode()

    client.post(decline, {"reason": "Ауырып қалдым."})

    assert list(Moderation.objects.without_reader()) == [moderation]
    letter = Message.objects.filter(to=chief.email).order_by("-pk").first()
    assert reverse("certification:moderation_list") in letter.body


# Appeals --------------------------------------------------------------------------------------------------------


def test_an_appeal_granted_while_her_new_version_is_moderated_leaves_it_readable():
    chief, portfolio = make_chief(), make_decided(Outcome.NOT_YET)
    decision = make_signed([portfolio], chief).decisions.get()
    make_appeal(decision, portfolio.project.lead, "Үшінші дәлелім қаралмады.")
    review.submit(portfolio.project, portfolio.project.lead)
    with rolled_by(Lucky):
        read(portfolio, Assignment.objects.standing().get().reviewer)

    appeals.answer(Appeal.objects.get(), chief, AppealStatus.GRANTED, "Қайта оқимыз.")

    portfolio = Portfolio.objects.get()
    assert portfolio.is_waiting
    other = make_assignment(portfolio)
    read(portfolio, other)
    assert Portfolio.objects.get().status == PortfolioStatus.PASSED


# Reviewers who must not any more --------------------------------------------------------------------------------


@pytest.mark.parametrize("why", ["works there now", "left the portal"])
def test_a_new_version_does_not_go_to_a_reviewer_who_must_not_read_it_any_more(why):
    portfolio, chief = make_submitted(), make_chief()
    reviewer = make_assignment(portfolio)
    read(portfolio, reviewer, Outcome.RETURN, comment="Дәлелді нақтылаңыз.")
    if why == "works there now":
        Teacher.objects.create(person=reviewer, school=portfolio.project.school, since="2026-01-01")
    else:
        type(reviewer).objects.filter(pk=reviewer.pk).update(is_active=False)

    project = type(portfolio.project).objects.get(pk=portfolio.project_id)
    review.submit(project, project.lead)

    assert not Assignment.objects.standing().exists()
    assert Message.objects.filter(to=chief.email).order_by("-pk").first() is not None


def test_removing_many_conflicts_in_the_workshop_leaves_a_row_each():
    admin, chief = site.get_model_admin(ConflictOfInterest), make_chief()
    for _one in range(2):
        ConflictOfInterest(reviewer=make_person(), person=make_person(), why="Көршім").declare(by=chief)
    request = RequestFactory().post("/")
    request.user = chief

    admin.delete_queryset(request, ConflictOfInterest.objects.all())

    assert AuditEntry.objects.filter(verb="conflict of interest removed").count() == 2


@pytest.mark.parametrize("make", [make_moderated, make_differing])
def test_what_its_author_has_withdrawn_waits_for_no_chief(make):
    portfolio, chief = make().portfolio, make_chief()
    assert agenda.for_chief(chief)

    portfolio.project.withdraw(portfolio.project.lead)

    assert not agenda.for_chief(chief)


# A person erased ------------------------------------------------------------------------------------------------


def test_of_an_erased_teacher_in_moderation_nothing_waits_and_all_pages_open(client):
    chief = make_chief()
    moderation = make_moderated()
    portfolio = moderation.portfolio
    acts.give(moderation, make_person(), chief, NEXT_YEAR)
    erase(portfolio.project.lead, by=chief)

    client.force_login(chief)
    for address in (
        portfolio.get_absolute_url(),
        reverse("certification:version", args=[portfolio.pk, 1]),
        reverse("certification:portfolio_pdf", args=[portfolio.pk, 1]),
        moderation.get_absolute_url(),
        reverse("certification:moderation_list"),
        reverse("certification:agreement"),
    ):
        assert client.get(address).status_code == 200, address
    assert Moderation.objects.get().status == ModerationStatus.DROPPED
    assert not Assignment.objects.standing().filter(reading=Reading.SECOND).exists()


# What she would give to herself ---------------------------------------------------------------------------------


def test_a_chief_reviewer_who_heads_the_school_gives_it_no_letter_and_manages_none(client, monkeypatch):
    chief = make_chief()
    school = make_school()
    Headship.objects.create(school=school, person=chief, since="2026-01-01")
    letter, earned = kind_of("school-letter"), Standing(school.pk, {}, (), State.READY)

    with pytest.raises(NotIssued):
        issue(letter, to=school, cohort=make_cohort(), by=chief, standing=earned)

    make_key()
    monkeypatch.setattr(issuing, "make_paper", lambda certificate: True)
    given = issue(letter, to=school, cohort=make_cohort(), by=make_chief(), standing=earned)
    assert Certificate.objects.visible_to(chief).filter(pk=given.pk).exists()
    assert not Certificate.objects.managed_by(chief).filter(pk=given.pk).exists()
    client.force_login(chief)
    assert (
        reverse("certification:certificate_revoke", args=[given.pk])
        not in client.get(given.get_absolute_url()).content.decode()
    )


def asked_to_be_revoked(reason=RevocationReason.MISCONDUCT):
    holder, chief = make_chief(), make_chief()
    stored = make_stored(holder, make_cohort(), by=chief)
    return stored, revoking.ask(stored, chief, reason, "Көкқарға")


def test_a_holder_learns_nothing_of_a_request_that_nobody_has_confirmed(client):
    """Not even a chief reviewer who holds it: the note is for those who judge."""
    stored, _asked = asked_to_be_revoked()
    client.force_login(stored.person)

    assert "Көкқарға" not in client.get(stored.get_absolute_url()).content.decode()
    assert str(RevocationReason.MISCONDUCT.label) not in str(all_of(stored.person))


def test_a_certificate_is_not_replaced_by_whoever_was_slower_than_a_request_to_revoke_it(monkeypatch):
    chief, holder = make_chief(), make_person()
    stored = make_stored(holder, make_cohort(), by=chief, key="participant")
    make_key()
    spell = issuing.names_for

    def meanwhile(kind, to):
        revoking.ask(Certificate.objects.get(pk=stored.pk), make_chief(), RevocationReason.MISTAKE)
        return spell(kind, to)

    monkeypatch.setattr(issuing, "names_for", meanwhile)

    with pytest.raises(TransitionError):
        issuing.replace(stored, chief, why="name")

    assert [one.status for one in Certificate.objects.all()] == ["issued"]


# Addresses that nobody types ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/v/%00", "/v/a%00b?language=ru", "/kk/certification/%00/", "/.well-known/open-badges/keys/%00.json"]
)
def test_an_address_with_a_zero_byte_is_not_found(client, address):
    client.force_login(make_chief())

    assert client.get(address).status_code == 404
