"""Leaving, or having one's account closed, takes effect at once and everywhere (promise C11)."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import COORDINATORS, Invitation, User
from communities.models import CalendarAddress, FacilitatorKind
from outbox.models import Message, MessageStatus
from projects.models import Comment
from projects.tests.makers import make_staged_project, stage_of

from . import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(db):
    return makers.make_community()


def two_devices(person):
    devices = Client(), Client()
    for device in devices:
        device.force_login(person)
    return devices


def answers(devices, *pages):
    return [device.get(page).status_code for device in devices for page in pages]


def close(person):
    """As a superuser does it in the workshop."""
    root = Client()
    root.force_login(makers.make_person(is_staff=True, is_superuser=True))
    typed = {name: getattr(person, name) or "" for name in ("surname", "given_name", "latin_name", "language", "email")}
    root.post(reverse("admin:accounts_user_change", args=[person.pk]), typed)
    assert not User.objects.get(pk=person.pk).is_active


def deliver(settings, mailoutbox):
    settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("send_mail")
    return [letter.to[0] for letter in mailoutbox]


# An account that was closed ----------------------------------------------------------------------------------


def test_a_closed_account_is_out_on_every_device_at_once(community):
    person = makers.make_member(community)
    devices = two_devices(person)
    feed = reverse("communities:calendar_feed", args=[CalendarAddress.objects.create(person=person).token])
    upload = makers.make_upload(person)
    pages = [reverse("insights:my"), community.get_absolute_url()]
    before = answers(devices, *pages), Client().get(feed).status_code

    close(person)

    assert before == ([200] * 4, 200)
    assert answers(devices, *pages) == [302] * 4
    assert answers(devices, upload.get_absolute_url()) == [404, 404]
    assert Client().get(feed).status_code == 404


def test_letters_to_a_closed_account_that_still_wait_are_not_sent(community, settings, mailoutbox):
    person, other = makers.make_member(community), makers.make_member(community)
    session = makers.make_session(community, starts_at=timezone.now())
    session.cancel(session.made_by, "боран")

    close(person)

    assert deliver(settings, mailoutbox) == [other.email]
    assert Message.objects.get(to=person.email).status == MessageStatus.STOPPED
    assert Message.objects.get(to=person.email).body == ""


def test_a_slip_of_a_closed_account_opens_nothing():
    person = makers.make_person(claimed_at=None)
    _slip, code = Invitation.objects.issue(person, by=None)

    close(person)

    assert Client().get(reverse("accounts:join_with_code", args=[code])).status_code == 404


# Who left a community ------------------------------------------------------------------------------------------


def leave_as_member(community):
    person = makers.make_member(community)
    return person, lambda: community.memberships.get(person=person).leave(makers.make_person(), "member left")


def leave_as(kind):
    def leave(community):
        person = makers.make_facilitator(community, kind=kind)
        relation = community.facilitations.get(person=person)
        return person, lambda: relation.leave(makers.make_person(), "facilitator left")

    return leave


WAYS = {
    "member": leave_as_member,
    "facilitator": leave_as(FacilitatorKind.SCHOOL),
    "external": leave_as(FacilitatorKind.EXTERNAL),
}


@pytest.mark.parametrize("role", WAYS)
def test_who_left_a_community_sees_it_on_no_device_and_hears_no_more_of_it(role, community, settings, mailoutbox):
    person, leave = WAYS[role](community)
    project = make_staged_project(community=community)
    session = makers.make_session(community, starts_at=timezone.now())
    devices = two_devices(person)
    pages = [community.get_absolute_url(), session.get_absolute_url(), project.get_reading_url()]
    before = answers(devices, *pages)
    said = Comment.objects.say(project, stage_of(project, 1), person, "Жақсы бастама.")
    Message.objects.all().delete()
    Comment.objects.answer(said, project.lead, "Рақмет!")  # a letter to her waits …
    session.cancel(session.made_by, "боран")  # … and another

    leave()
    sent = deliver(settings, mailoutbox)

    assert before == [200] * 6
    assert answers(devices, *pages) == [404] * 6
    assert person.email not in sent and project.lead.email in sent
    assert Message.objects.filter(to=person.email, status=MessageStatus.STOPPED).count() == 2


def test_who_is_no_coordinator_any_more_is_out_of_the_workshop_on_every_device():
    person = makers.make_person(groups=[COORDINATORS], is_staff=True)
    devices = two_devices(person)
    pages = [reverse("accounts:people"), reverse("accounts:erasure_list")]
    before = answers(devices, *pages)

    person.groups.clear()

    assert before == [200] * 4
    assert answers(devices, *pages) == [404] * 4


def test_a_reviewer_who_was_relieved_hears_no_more_of_the_portfolio(settings, mailoutbox):
    portfolio = makers.make_portfolio()
    makers.make_assignment(portfolio)
    assignment = portfolio.assignments.get()
    assignment.tell()

    assignment.take_back(makers.make_person())

    assert deliver(settings, mailoutbox) == []
