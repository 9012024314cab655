"""The admin: staff look, search in any script, and act only through verbs."""

import pytest
from django.urls import reverse

from accounts.models import COORDINATORS
from projects.models import Project, ProjectStatus, Visibility
from tests.makers import make_person, make_project, make_published_project
from uploads.models import Faces

from .makers import make_entry, make_evidence, make_picture, make_staged_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    person = make_person(groups=[COORDINATORS], is_staff=True)
    client.force_login(person)
    return person


def test_a_status_is_not_edited_by_hand(client, coordinator):
    project = make_project(status=ProjectStatus.SUBMITTED)
    address = reverse("admin:projects_project_change", args=[project.pk])

    client.post(address, {"status": "accepted", "title": "Өзге"})

    project.refresh_from_db()
    assert project.status == ProjectStatus.SUBMITTED
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("words", ["Сейітова", "Сейитова", "seiitova", "оқылым"])
def test_a_project_is_found_by_its_teacher_in_any_script(client, coordinator, words):
    project = make_project(visibility=Visibility.PROGRAMME)

    page = client.get(reverse("admin:projects_project_changelist"), {"q": words}).content.decode()

    assert project.pk in page


def test_what_a_teacher_keeps_to_herself_is_not_in_the_workshop_either(client, coordinator):
    hidden = make_entry(make_staged_project(visibility=Visibility.FACILITATOR))
    shared = make_entry(make_staged_project(visibility=Visibility.PROGRAMME))

    answers = [
        client.get(reverse("admin:projects_stageentry_change", args=[entry.pk])).status_code
        for entry in (hidden, shared)
    ]

    assert answers == [302, 200]


def test_a_story_is_taken_down_by_its_verb(client, coordinator):
    project = make_published_project()

    client.post(reverse("admin:projects_project_changelist"), {"action": "take_down", "_selected_action": [project.pk]})

    assert Project.objects.get(pk=project.pk).status == ProjectStatus.ACCEPTED


def test_staff_never_show_what_the_author_did_not_choose_to_show(client, coordinator):
    project = make_staged_project(visibility=Visibility.PROGRAMME)
    item = make_evidence(project, upload=make_picture(project.lead, faces=Faces.NOBODY))

    client.post(reverse("admin:projects_evidenceitem_changelist"), {"action": "show", "_selected_action": [item.pk]})

    item.refresh_from_db()
    assert not item.is_public
