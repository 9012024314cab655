"""Roles against acts: who reads, writes and comments, by visibility and state."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.models import COORDINATORS, OBSERVERS, UNIVERSITY
from communities.models import FacilitatorKind
from projects.models import WRITABLE, EvidenceItem, Project, ProjectStatus, Visibility
from tests.makers import (
    make_community,
    make_facilitator,
    make_member,
    make_person,
    make_principal,
    make_project,
    make_published_project,
)
from uploads.models import Faces, Upload

from .makers import make_evidence, make_picture

pytestmark = pytest.mark.django_db

ME, FACILITATOR, COMMUNITY, PROGRAMME, PUBLIC = Visibility.values
CIRCLES = {
    "visitor": set(),
    "lead": {ME, FACILITATOR, COMMUNITY, PROGRAMME, PUBLIC},
    "facilitator": {FACILITATOR, COMMUNITY, PROGRAMME, PUBLIC},
    "external": {FACILITATOR, COMMUNITY, PROGRAMME, PUBLIC},
    "colleague": {COMMUNITY, PROGRAMME, PUBLIC},
    "neighbour": {PROGRAMME, PUBLIC},
    "coordinator": {PROGRAMME, PUBLIC},
    "university": {PROGRAMME, PUBLIC},
    "principal": set(),
    "observer": set(),
    "former": set(),
}


def people_around(project):
    community = project.community
    return {
        "visitor": AnonymousUser(),
        "lead": project.lead,
        "facilitator": make_facilitator(community),
        "external": make_facilitator(community, kind=FacilitatorKind.EXTERNAL),
        "colleague": make_member(community),
        "neighbour": make_member(make_community(cohort=community.cohort)),
        "coordinator": make_person(groups=[COORDINATORS]),
        "university": make_person(groups=[UNIVERSITY]),
        "principal": make_principal(project.school),
        "observer": make_person(groups=[OBSERVERS]),
        "former": make_member(community, until="2024-05-25"),
    }


@pytest.mark.parametrize("visibility", Visibility.values)
def test_each_circle_reads_what_is_shared_with_it(visibility):
    project = make_project(visibility=visibility)
    people = people_around(project)

    readers = {role for role, person in people.items() if Project.objects.readable_by(person).contains(project)}

    assert readers == {role for role, circle in CIRCLES.items() if visibility in circle}


@pytest.mark.parametrize("status", [s for s in ProjectStatus if s != ProjectStatus.PUBLISHED])
def test_no_visitor_sees_what_is_not_published(status):
    project = make_project(status=status, visibility=PUBLIC)

    assert not Project.objects.visible_to(AnonymousUser()).contains(project)


def test_everybody_sees_a_published_story_and_only_her_circle_the_work_behind_it():
    project = make_published_project()
    people = people_around(project)

    assert all(Project.objects.visible_to(person).contains(project) for person in people.values())
    assert not Project.objects.readable_by(people["principal"]).contains(project)


@pytest.mark.parametrize("status", ProjectStatus)
def test_only_the_lead_writes_and_only_while_it_is_hers_to_write(status):
    visibility = PUBLIC if status == ProjectStatus.PUBLISHED else COMMUNITY
    project = make_project(status=status, visibility=visibility)
    people = people_around(project)

    writers = {role for role, person in people.items() if Project.objects.editable_by(person).contains(project)}

    assert writers == ({"lead"} if status in WRITABLE else set())


def test_whoever_reads_may_comment_except_the_author_and_on_what_is_withdrawn():
    project = make_project(visibility=COMMUNITY)
    withdrawn = make_project(project.community, visibility=COMMUNITY, status=ProjectStatus.WITHDRAWN)
    people = people_around(project)

    may = {role for role, person in people.items() if Project.objects.commentable_by(person).contains(project)}

    assert may == {"facilitator", "external", "colleague"}
    assert not Project.objects.commentable_by(people["colleague"]).contains(withdrawn)


@pytest.mark.parametrize("name", ["project", "project_sharing", "project_withdraw"])
def test_anothers_project_is_not_there(client, name):
    project = make_project(visibility=PROGRAMME)
    client.force_login(make_member(project.community))

    response = client.get(reverse(f"projects:{name}", args=[project.pk]))

    assert response.status_code == 404


# Files ------------------------------------------------------------------------------------------------


def test_readers_of_the_project_open_its_pictures():
    project = make_project(visibility=COMMUNITY)
    picture = make_picture(project.lead, faces=Faces.PUPILS)
    make_evidence(project, upload=picture)

    assert Upload.objects.visible_to(make_member(project.community)).contains(picture)
    assert not Upload.objects.visible_to(make_principal(project.school)).contains(picture)
    assert not Upload.objects.visible_to(AnonymousUser()).contains(picture)


@pytest.mark.parametrize(
    "faces, is_public, is_consented, is_open",
    [
        (Faces.NOBODY, True, False, True),
        (Faces.NOBODY, False, False, False),
        (Faces.PUPILS, True, False, False),
        (Faces.PUPILS, True, True, True),
        (Faces.ADULTS, True, False, False),
    ],
)
def test_strangers_open_only_what_the_author_shows_and_consent_allows(faces, is_public, is_consented, is_open):
    project = make_published_project()
    picture = make_picture(project.lead, faces=faces)
    item = make_evidence(project, upload=picture, is_public=is_public)
    if is_consented:
        picture.record_consent(project.lead, people=3, where_kept="сейф")

    for stranger in (AnonymousUser(), make_principal(project.school)):
        assert Upload.objects.visible_to(stranger).contains(picture) == is_open
        assert EvidenceItem.objects.visible_to(stranger).contains(item) == is_open


def test_a_withdrawn_consent_closes_picture_and_cover_at_once():
    project = make_published_project()
    picture = make_picture(project.lead, faces=Faces.PUPILS)
    picture.record_consent(project.lead, people=3, where_kept="сейф")
    Project.objects.filter(pk=project.pk).update(cover=picture)
    assert Upload.objects.visible_to(AnonymousUser()).contains(picture)

    picture.withdraw_consent(project.lead)

    assert not Upload.objects.visible_to(AnonymousUser()).contains(picture)
    assert not Project.objects.for_listing().get(pk=project.pk).shows_cover
