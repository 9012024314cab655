"""Each page asks the database the same number of questions, for three rows and for thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import COORDINATORS
from programme.models import Theme
from projects import agenda
from tests.makers import make_community, make_facilitator, make_member, make_person, make_published_project

from .makers import (
    make_comment,
    make_consultation,
    make_entry,
    make_evidence,
    make_log_entry,
    make_picture,
    make_staged_project,
    make_step,
    make_vignette,
)

pytestmark = pytest.mark.django_db
MOST = 30


def grow(project, times):
    colleague = make_member(project.community)
    for _number in range(times):
        for make in (make_consultation, make_step, make_log_entry):
            make(project)
        make_evidence(project, upload=make_picture(project.lead), is_public=True)
        comment = make_comment(project, colleague, number=3)
        make_comment(project, project.lead, number=3, answers=comment)


def cost(client, address):
    client.get(address)  # content types, sessions
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "name, args",
    [
        ("project", []),
        ("project_read", []),
        *[("stage", [number]) for number in (2, 3, 4, 6, 7, 8, 9, 10)],
        ("project_withdraw", []),
        ("project_sharing", []),
    ],
)
def test_the_authors_pages_cost_the_same_however_long_the_project(client, name, args):
    project = make_staged_project()
    make_entry(project)
    make_vignette(project)
    client.force_login(project.lead)
    address = reverse(f"projects:{name}", args=[project.pk, *args])

    grow(project, 3)
    few = cost(client, address)
    grow(project, 27)

    assert cost(client, address) == few
    assert few <= MOST


def test_a_story_costs_the_same_however_long(client):
    project = make_staged_project(status="published", visibility="public")
    address = reverse("projects:story", args=[project.pk])

    grow(project, 3)
    few = cost(client, address)
    grow(project, 27)

    assert cost(client, address) == few
    assert few <= MOST


def test_the_list_costs_the_same_for_3_and_for_24_stories(client):
    theme = Theme.objects.create(key="reading", name_kk="Оқылым")

    def publish(times):
        for _number in range(times):
            project = make_published_project(community=make_community())
            project.themes.add(theme)
            project.cover = make_picture(project.lead)
            project.save()

    publish(3)
    few = cost(client, "/kk/projects/")
    publish(21)

    assert cost(client, "/kk/projects/") == few
    assert few <= MOST


def test_the_list_of_colleagues_projects_costs_the_same_for_3_and_for_24(client):
    community = make_community()
    client.force_login(make_member(community))
    address = reverse("projects:reading_list")

    def more(times):
        for _number in range(times):
            make_entry(make_staged_project(community=community))

    more(3)
    few = cost(client, address)
    more(21)

    assert cost(client, address) == few


def test_the_agendas_cost_the_same_for_3_and_for_30(django_assert_num_queries):
    project = make_staged_project()
    facilitator = make_facilitator(project.community)

    def costs():
        found = []
        for ask, person in ((agenda.for_teacher, project.lead), (agenda.for_facilitator, facilitator)):
            with CaptureQueriesContext(connection) as queries:
                ask(person)
            found.append(len(queries))
        return found

    def more(times):
        for _number in range(times):
            another = make_staged_project(community=project.community, lead=project.lead)
            comment = make_comment(another, facilitator)
            make_comment(another, another.lead, answers=comment)

    more(3)
    few = costs()
    more(27)

    assert costs() == few
    assert max(few) <= 8


@pytest.mark.parametrize(
    "model", ["project", "stageentry", "consultation", "actionstep", "logentry", "evidenceitem", "vignette", "comment"]
)
def test_the_workshop_costs_the_same_for_3_and_for_30(client, model):
    community = make_community()
    client.force_login(make_person(groups=[COORDINATORS], is_staff=True))
    address = reverse(f"admin:projects_{model}_changelist")

    def more(times):
        for _number in range(times):
            project = make_staged_project(community=community, visibility="programme")
            make_entry(project)
            make_vignette(project)
            grow(project, 1)

    more(3)
    few = cost(client, address)
    more(27)

    assert cost(client, address) == few
