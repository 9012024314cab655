"""The checklist, the snapshot and the agenda: what is missing, what was said, who is stuck."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from communities.models import Attendance, Mark, SessionStatus
from programme.models import ResearchMethod, Theme
from projects import agenda, checklist, snapshot
from projects.models import Project, ProjectStatus, Visibility
from tests.makers import make_facilitator, make_member, make_project, make_session
from uploads.models import Faces

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


def method():
    return ResearchMethod.objects.get_or_create(key="interview", defaults={"name_kk": "Сұхбат"})[0]


def attend(project, times, mark=Mark.PRESENT, status=SessionStatus.HELD):
    by = make_facilitator(project.community)
    for _number in range(times):
        session = make_session(project.community, status=status, made_by=by)
        Attendance.objects.create(session=session, person=project.lead, mark=mark)


def complete(project):
    """All that the portfolio needs."""
    Project.objects.filter(pk=project.pk).update(
        concern="Балалар үндемейді",
        girls_reached=0,
        boys_reached=12,
        **{f"changed_{who}": "Өзгерді" for who in ("pupils", "colleagues", "school", "me")},
    )
    project.refresh_from_db()
    project.themes.add(Theme.objects.create(key="reading", name_kk="Оқылым"))
    for number in range(1, 11):
        make_entry(project, number)
    for _number in range(2):
        make_consultation(project)
    for _number in range(3):
        make_step(project)
        make_evidence(project, method=method())
    make_vignette(project)
    attend(project, project.community.cohort.sessions_needed)
    return project


def missing(project):
    return [line.what for line in checklist.for_project(Project.objects.get(pk=project.pk)).missing]


def test_a_new_project_lacks_everything_but_consents():
    found = checklist.for_project(make_staged_project())

    assert (found.done, found.total) == (1, 9)
    assert not found.is_complete


def test_a_whole_project_lacks_nothing():
    project = complete(make_staged_project())

    assert missing(project) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda p: p.entries.filter(stage__number=4).update(answers={"question-4": "  "}),
        lambda p: p.consultations.first().delete(),
        lambda p: p.steps.first().delete(),
        lambda p: p.evidence.first().delete(),
        lambda p: p.evidence.update(method=None),
        lambda p: Project.objects.filter(pk=p.pk).update(girls_reached=None),
        lambda p: Project.objects.filter(pk=p.pk).update(changed_me=""),
        lambda p: Project.objects.filter(pk=p.pk).update(concern=""),
        lambda p: p.themes.clear(),
        lambda p: type(p.vignette).objects.filter(project=p).update(text=""),
        lambda p: type(p.vignette).objects.filter(project=p).update(text="сөз " * 801),
        lambda p: Attendance.objects.first().delete(),
        lambda p: make_evidence(p, upload=make_picture(p.lead, faces=Faces.PUPILS), is_public=True),
    ],
)
def test_each_requirement_is_missed_alone(spoil):
    project = complete(make_staged_project())

    spoil(project)

    assert len(missing(project)) == 1


@pytest.mark.parametrize("mark, counts", [(Mark.LATE, True), (Mark.EXCUSED, False), (Mark.ABSENT, False)])
def test_sessions_count_when_she_was_there(mark, counts):
    project = make_staged_project()
    attend(project, 8, mark)

    assert checklist.for_project(project).lines[-1].is_done == counts


def test_a_planned_session_does_not_count():
    project = make_staged_project()
    attend(project, 8, status=SessionStatus.PLANNED)

    assert not checklist.for_project(project).lines[-1].is_done


def test_the_checklist_costs_the_same_for_long_and_short(django_assert_max_num_queries):
    project = complete(make_staged_project())
    project = Project.objects.select_related("community__cohort").get(pk=project.pk)

    with django_assert_max_num_queries(11):
        checklist.for_project(project)


# Snapshot ---------------------------------------------------------------------------------------------


def test_a_snapshot_is_plain_data_in_the_projects_language():
    project = complete(make_staged_project(language="ru"))
    stage = project.community.cohort.stages.get(number=1)
    stage.title_ru = "Ценности"
    stage.save()
    make_log_entry(project)

    with override("kk"):
        content = snapshot.freeze(project)

    assert json.loads(json.dumps(content)) == content
    assert content["stages"][0]["title"] == "Ценности"
    assert content["stages"][0]["answers"][0]["text"] == "Балалар оқығанын айта алмайды."
    assert (len(content["consultations"]), len(content["steps"]), len(content["evidence"])) == (2, 3, 3)
    assert content["changes"]["girls"] == 0
    assert content["author"] == project.lead.full_name


def test_a_snapshot_of_an_empty_project_holds_empty_texts():
    content = snapshot.freeze(make_staged_project())

    assert content["vignette"] == ""
    assert content["subject"] == ""
    assert [stage["answers"][0]["text"] for stage in content["stages"]] == [""] * 10


# Agenda -----------------------------------------------------------------------------------------------


def test_a_teacher_sees_where_she_is_what_is_next_and_what_was_said():
    project = make_staged_project()
    make_entry(project).mark_done(project.lead)
    said = make_comment(project, make_member(project.community))
    make_comment(project, make_member(project.community), settled_at=timezone.now())

    (mine,) = agenda.for_teacher(project.lead)

    assert (mine.stage.number, mine.done, mine.total) == (2, 1, 10)
    assert mine.url.endswith(f"/my/project/{project.pk}/stage/2/")
    assert mine.comments == [said]


@pytest.mark.parametrize("status", [s for s in ProjectStatus if s not in ("withdrawn", "published")])
def test_every_state_has_a_next_step(status):
    project = make_staged_project(status=status)

    (mine,) = agenda.for_teacher(project.lead)

    assert mine.label and mine.url


def test_a_withdrawn_project_is_not_on_the_agenda():
    project = make_staged_project(status=ProjectStatus.WITHDRAWN)

    assert agenda.for_teacher(project.lead) == []


def test_a_facilitator_sees_who_is_stuck_where_since_when():
    project = make_staged_project()
    facilitator = make_facilitator(project.community)
    secret = make_project(project.community, visibility=Visibility.ME)
    fresh = make_project(project.community)
    long_ago = timezone.now() - timedelta(days=30)
    Project.objects.exclude(pk=fresh.pk).update(changed_at=long_ago)

    seen = agenda.for_facilitator(facilitator)

    assert [(stuck.project, stuck.stage.number, stuck.days) for stuck in seen.stuck] == [(project, 1, 30)]
    assert secret not in [stuck.project for stuck in seen.stuck]
    assert seen.count == 2


def test_writing_in_any_part_moves_the_project():
    project = make_staged_project()
    for write in (
        lambda: make_entry(project).write({"question-1": "Жаңа"}, 1),
        lambda: make_entry(project).mark_done(project.lead),
        lambda: make_step(project).mark_done(project.lead),
        lambda: make_consultation(project).remove(project.lead),
    ):
        Project.objects.update(changed_at=timezone.now() - timedelta(days=30))

        write()

        assert timezone.now() - Project.objects.get().changed_at < timedelta(minutes=1)


def test_a_comment_waits_for_the_facilitator_once_the_author_has_answered():
    project = make_staged_project()
    facilitator = make_facilitator(project.community)
    comment = make_comment(project, facilitator)
    assert agenda.for_facilitator(facilitator).waiting == []

    make_comment(project, project.lead, answers=comment)

    assert agenda.for_facilitator(facilitator).waiting == [comment]
