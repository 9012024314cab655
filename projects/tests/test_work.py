"""The author's pages apart from the stages."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import Project, ProjectStatus, VignetteStatus, Visibility
from tests.makers import make_member, make_person, make_project, make_published_project
from uploads.models import Faces

from .makers import make_evidence, make_picture, make_staged_project, make_vignette

pytestmark = pytest.mark.django_db


def begin(client, project, **fields):
    sent = {
        "client_uuid": uuid4(),
        "community": project.community_id,
        "school": project.school_id,
        "language": "kk",
        "title": "Жаңа жоба",
        "visibility": "facilitator",
        **fields,
    }
    return client.post(reverse("projects:project_new"), sent)


def test_a_member_begins_a_project_in_her_community(client):
    earlier = make_staged_project()
    person = make_member(earlier.community)
    client.force_login(person)

    response = begin(client, earlier)

    project = Project.objects.get(lead=person)
    assert response["Location"] == project.get_absolute_url()
    assert (project.status, project.visibility) == (ProjectStatus.DRAFTING, Visibility.FACILITATOR)


def test_a_project_is_begun_only_in_a_community_of_ones_own(client):
    other = make_staged_project()
    client.force_login(make_member(make_staged_project().community))

    assert begin(client, other).status_code == 422


def test_who_is_in_no_community_is_told_whom_to_ask(client):
    client.force_login(make_person())

    page = client.get(reverse("projects:project_new"), follow=True).content.decode()

    assert "Сіз әзірге қауымдастықта емессіз" in page


def test_a_form_gives_nobody_a_status(client):
    earlier = make_staged_project()
    person = make_member(earlier.community)
    client.force_login(person)

    begin(client, earlier, status="accepted", lead=earlier.lead.pk, published_at="2026-01-01")

    project = Project.objects.get(title="Жаңа жоба")
    assert (project.status, project.lead, project.published_at) == (ProjectStatus.DRAFTING, person, None)


def test_the_page_shows_the_path_the_next_step_and_who_reads_it(client):
    project = make_staged_project(visibility=Visibility.FACILITATOR)
    client.force_login(project.lead)

    page = client.get(project.get_absolute_url()).content.decode()

    assert page.count("lamp-number") == 10
    assert "Жалғастыру: 1-кезең" in page
    assert "Мектеп директоры көрмейді" in page


@pytest.mark.parametrize(
    "verb, before, after",
    [
        ("project_begin", "drafting", "in_progress"),
        ("project_pause", "in_progress", "paused"),
        ("project_withdraw", "submitted", "withdrawn"),
        ("project_resume", "paused", "in_progress"),
        ("project_pause", "submitted", "submitted"),
    ],
)
def test_the_author_pauses_resumes_and_withdraws(client, verb, before, after):
    project = make_project(status=before)
    client.force_login(project.lead)

    response = client.post(reverse(f"projects:{verb}", args=[project.pk]))

    assert response.status_code == 302
    assert Project.objects.get(pk=project.pk).status == after


def test_sharing_is_changed_on_its_page(client):
    project = make_project(visibility=Visibility.COMMUNITY)
    client.force_login(project.lead)

    client.post(reverse("projects:project_sharing", args=[project.pk]), {"visibility": "me"})

    assert Project.objects.get(pk=project.pk).visibility == Visibility.ME


def test_publishing_takes_name_cover_and_evidence_from_the_author(client):
    project = make_project(status=ProjectStatus.ACCEPTED)
    shown = make_evidence(project, upload=make_picture(project.lead))
    hidden = make_evidence(project, title="Күнделік", is_public=True)
    client.force_login(project.lead)

    response = client.post(
        reverse("projects:project_publish", args=[project.pk]),
        {"name_form": "initial", "cover": shown.upload_id, "evidence": [shown.pk]},
    )

    project.refresh_from_db()
    hidden.refresh_from_db()
    shown.refresh_from_db()
    assert response["Location"] == reverse("projects:story", args=[project.pk])
    assert (project.status, project.name_form, project.cover) == ("published", "initial", shown.upload)
    assert (shown.is_public, hidden.is_public) == (True, False)


def test_pictures_without_consent_cannot_be_chosen(client):
    project = make_project(status=ProjectStatus.ACCEPTED)
    item = make_evidence(project, upload=make_picture(project.lead, faces=Faces.PUPILS))
    client.force_login(project.lead)

    answers = [
        client.post(reverse("projects:project_publish", args=[project.pk]), {"name_form": "full", **chosen}).status_code
        for chosen in ({"cover": item.upload_id}, {"evidence": [item.pk]})
    ]

    assert answers == [422, 422]
    assert Project.objects.get(pk=project.pk).status == ProjectStatus.ACCEPTED


@pytest.mark.parametrize("status", [s for s in ProjectStatus if s not in ("accepted", "published")])
def test_only_an_accepted_project_is_published(client, status):
    project = make_project(status=status)
    client.force_login(project.lead)

    response = client.post(reverse("projects:project_publish", args=[project.pk]), {"name_form": "full"})

    assert response.status_code == 404


def test_a_story_is_taken_down_by_its_author(client):
    project = make_published_project()
    client.force_login(project.lead)

    client.post(reverse("projects:project_unpublish", args=[project.pk]))

    assert not Project.objects.published().exists()


def test_the_vignette_alone_is_taken_off_and_shown_again(client):
    project = make_published_project()
    vignette = make_vignette(project, status=VignetteStatus.PUBLISHED)
    client.force_login(project.lead)
    story = reverse("projects:story", args=[project.pk])

    client.post(reverse("projects:vignette_retract", args=[project.pk]))
    assert vignette.text not in client.get(story).content.decode()

    client.post(reverse("projects:vignette_publish", args=[project.pk]))
    assert vignette.text in client.get(story).content.decode()
