"""Every verb of a project and its vignette, and every move that is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from projects.models import Project, ProjectStatus, VignetteStatus, Visibility
from safekeeping.states import TransitionError
from tests.makers import make_project, make_published_project
from uploads.models import Faces

from .makers import make_evidence, make_picture, make_vignette

pytestmark = pytest.mark.django_db

S = ProjectStatus
VERBS = {  # verb -> {from: to}; what is not here is refused
    "begin": {S.DRAFTING: S.IN_PROGRESS},
    "submit": {S.DRAFTING: S.SUBMITTED, S.IN_PROGRESS: S.SUBMITTED, S.RETURNED: S.SUBMITTED},
    "recall": {S.SUBMITTED: S.IN_PROGRESS},
    "return_": {S.SUBMITTED: S.RETURNED},
    "accept": {S.SUBMITTED: S.ACCEPTED},
    "publish": {S.ACCEPTED: S.PUBLISHED},
    "unpublish": {S.PUBLISHED: S.ACCEPTED},
    "pause": dict.fromkeys((S.DRAFTING, S.IN_PROGRESS, S.RETURNED), S.PAUSED),
    "withdraw": dict.fromkeys((S.DRAFTING, S.IN_PROGRESS, S.SUBMITTED, S.RETURNED, S.PAUSED), S.WITHDRAWN),
    "resume": {S.PAUSED: S.IN_PROGRESS, S.WITHDRAWN: S.IN_PROGRESS},
}
CASES = [(verb, status) for verb in VERBS for status in S]


@pytest.mark.parametrize("verb, status", CASES)
def test_a_verb_moves_the_project_or_refuses(verb, status):
    visibility = Visibility.PUBLIC if status == S.PUBLISHED else Visibility.COMMUNITY
    project = make_project(status=status, visibility=visibility)
    target = VERBS[verb].get(status)

    if target is None:
        with pytest.raises(TransitionError):
            getattr(project, verb)(project.lead)
    else:
        getattr(project, verb)(project.lead)

    assert Project.objects.get(pk=project.pk).status == (target or status)
    assert AuditEntry.objects.about(project).filter(changes__status__1=target or "-").exists() == bool(target)


@pytest.mark.parametrize("status", [S.DRAFTING, S.IN_PROGRESS, S.RETURNED])
@pytest.mark.parametrize("verbs", [["pause"], ["withdraw"], ["pause", "withdraw"]])
def test_resuming_brings_back_the_state_that_was_left(status, verbs):
    project = make_project(status=status)

    for verb in verbs:
        getattr(project, verb)(project.lead)
    project.resume(project.lead)

    assert Project.objects.get(pk=project.pk).status == status


def test_of_two_hands_at_one_moment_one_wins():
    project = make_project(status=S.SUBMITTED)
    late = Project.objects.get(pk=project.pk)
    project.accept(project.lead)

    with pytest.raises(TransitionError):
        late.return_(project.lead)

    assert Project.objects.get(pk=project.pk).status == S.ACCEPTED


def test_publishing_opens_it_to_everyone_and_taking_down_closes_it():
    project = make_project(status=S.ACCEPTED, visibility=Visibility.ME)
    make_vignette(project, status=VignetteStatus.SUBMITTED)

    project.publish(project.lead)
    assert Project.objects.published().get().vignette.status == VignetteStatus.PUBLISHED

    project.unpublish(project.lead)
    project.refresh_from_db()
    assert (project.visibility, project.published_at) == (Visibility.COMMUNITY, None)
    assert project.vignette.status == VignetteStatus.RETRACTED


def test_the_vignette_goes_along_with_its_project():
    project = make_project(status=S.IN_PROGRESS)
    vignette = make_vignette(project)
    seen = []

    for verb in ("submit", "return_", "submit", "accept", "publish"):
        getattr(project, verb)(project.lead)
        vignette.refresh_from_db()
        seen.append(vignette.status)

    assert seen == ["submitted", "draft", "submitted", "submitted", "published"]


def test_the_author_takes_the_vignette_alone_off_the_story():
    project = make_published_project()
    vignette = make_vignette(project, status=VignetteStatus.PUBLISHED)

    vignette.retract(project.lead)

    assert Project.objects.published().contains(project)
    with pytest.raises(TransitionError):
        vignette.retract(project.lead)


@pytest.mark.parametrize("attached_as", ["evidence", "cover"])
def test_no_story_with_recognisable_people_goes_public_without_consent(attached_as):
    project = make_project(status=S.ACCEPTED)
    picture = make_picture(project.lead, faces=Faces.PUPILS)
    if attached_as == "cover":
        project.cover = picture
        project.save()
    else:
        make_evidence(project, upload=picture, is_public=True)

    with pytest.raises(ValidationError, match="dapter.webp"):
        project.publish(project.lead)

    assert Project.objects.get(pk=project.pk).status == S.ACCEPTED


def test_evidence_is_shown_only_with_consent():
    project = make_project()
    item = make_evidence(project, upload=make_picture(project.lead, faces=Faces.PUPILS))

    with pytest.raises(ValidationError):
        item.show(project.lead)
    item.refresh_from_db()
    assert not item.is_public

    item.upload.record_consent(project.lead, people=2, where_kept="сейф")
    item.show(project.lead)
    item.refresh_from_db()
    assert item.is_public


def test_the_database_keeps_a_published_project_public():
    project = make_published_project()

    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(visibility=Visibility.ME)


def test_sharing_writes_who_reads_it_into_the_audit_trail():
    project = make_project(visibility=Visibility.COMMUNITY)

    project.share_with(Visibility.ME, project.lead)

    assert Project.objects.get(pk=project.pk).visibility == Visibility.ME
    assert AuditEntry.objects.about(project).get(verb="project shared").changes == {"visibility": ["community", "me"]}


def test_a_public_story_is_not_shared_with_fewer():
    project = make_published_project()

    with pytest.raises(TransitionError):
        project.share_with(Visibility.ME, project.lead)


def test_a_vignette_of_more_than_800_words_is_refused_whoever_writes():
    project = make_project()
    vignette = make_vignette(project, text="сөз " * 800)

    vignette.text = "сөз " * 801
    with pytest.raises(ValidationError, match="801"):
        vignette.save()

    vignette.refresh_from_db()
    assert vignette.word_count == 800
