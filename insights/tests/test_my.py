from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import COORDINATORS, OBSERVERS, ORGANISERS, UNIVERSITY
from conference.models import PosterStatus
from outbox.models import Message, MessageStatus
from projects.models import Project, ProjectStatus
from projects.tests.makers import make_comment, make_staged_project
from tests import makers

pytestmark = pytest.mark.django_db
MY = "/en/my/"


def page_of(client, person):
    client.force_login(person)
    return client.get(MY).content.decode()


def test_somebody_without_any_role_reads_how_it_goes_on(client):
    assert "Nothing waits for you here yet" in page_of(client, makers.make_person())


def test_a_new_member_is_asked_to_begin_her_project(client):
    assert "Begin your project" in page_of(client, makers.make_member(makers.make_community()))


def test_a_teacher_sees_her_next_stage_first(client):
    project = makers.make_project()
    makers.make_stages(project.community.cohort)

    page = page_of(client, project.lead)

    assert f"/en/my/project/{project.pk}/stage/1/" in page


def test_a_returned_project_stands_above_a_published_one(client):
    community = makers.make_community()
    lead = makers.make_member(community)
    makers.make_project(community, lead, title="Returned one", status=ProjectStatus.RETURNED)
    makers.make_published_project(community=community, lead=lead, title="Published one")

    page = page_of(client, lead)

    assert page.index("Returned one") < page.index("Published one")


def test_a_facilitator_sees_what_she_has_not_logged(client):
    session = makers.make_session(topic="The problem tree", starts_at=timezone.now() - timedelta(days=1))

    page = page_of(client, session.made_by)

    assert "1 session is not logged yet" in page
    assert f"/en/communities/{session.community_id}/sessions/{session.pk}/log/" in page


def test_a_reviewer_sees_what_waits_for_her(client):
    reviewer = makers.make_assignment(makers.make_portfolio())

    assert "1 portfolio waits for you" in page_of(client, reviewer)


def test_a_principal_reads_counts_and_no_title_of_unpublished_work(client):
    project = makers.make_project(title="My diary of doubts")
    principal = makers.make_principal(project.school)

    page = page_of(client, principal)

    assert "development project" in page
    assert "My diary of doubts" not in page


def test_a_coordinator_sees_mails_that_did_not_arrive(client):
    Message.objects.create(to="a@example.org", subject="…", body="…", status=MessageStatus.FAILED)

    page = page_of(client, makers.make_person(groups=[COORDINATORS], is_staff=True))

    assert "Mails that did not arrive" in page
    assert '<b class="row-end">1</b>' in page


def test_an_organiser_sees_posters_that_wait(client):
    poster = makers.make_poster(status=PosterStatus.SUBMITTED, submitted_at=timezone.now())

    assert str(poster.project.title) in page_of(client, makers.make_person(groups=[ORGANISERS], is_staff=True))


def test_an_observer_sees_figures(client):
    makers.make_project()

    assert "The programme in figures" in page_of(client, makers.make_person(groups=[OBSERVERS]))


def test_who_holds_every_role_still_costs_a_bounded_number_of_queries(client, django_assert_max_num_queries):
    groups = [COORDINATORS, UNIVERSITY, ORGANISERS, OBSERVERS]
    everything = makers.make_person(groups=groups, is_staff=True)
    for _ in range(3):
        community = makers.make_community()
        makers.make_member(community, everything)
        makers.make_facilitator(community, person=everything)
        makers.make_project(community, everything)
        makers.make_session(community, made_by=everything)
        makers.make_assignment(makers.make_portfolio(), everything)
        makers.make_principal(makers.make_school())
    client.force_login(everything)
    client.get(MY)

    with django_assert_max_num_queries(60):
        client.get(MY)


@pytest.mark.parametrize("role", ["lead", "facilitator", "both"])
def test_my_page_takes_the_same_number_of_queries_for_one_thing_and_for_ten(client, role, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    person = makers.make_person()

    def add():
        community = makers.make_community()
        if role != "facilitator":
            makers.make_member(community, person)
            makers.make_portfolio(makers.make_project(community, person))
        if role != "lead":
            makers.make_facilitator(community, person=person)
            makers.make_session(community, made_by=person)
            talk_at_a_project_that_rests(community, person)

    add()
    client.force_login(person)
    client.get(MY)
    with CaptureQueriesContext(connection) as few:
        client.get(MY)
    for _ in range(9):
        add()
    with CaptureQueriesContext(connection) as many:
        client.get(MY)

    assert len(many) == len(few) <= 17  # and three more where the visit is noted


def talk_at_a_project_that_rests(community, facilitator):
    """A facilitator's comment that its author has answered, long ago."""
    project = make_staged_project(community=community)
    make_comment(project, project.lead, answers=make_comment(project, facilitator))
    Project.objects.filter(pk=project.pk).update(changed_at=timezone.now() - timedelta(days=40))
