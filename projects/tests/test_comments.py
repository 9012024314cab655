"""What colleagues say, what the author answers, and who hears of it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from outbox.models import Message
from projects.models import Comment, Visibility
from tests.makers import make_facilitator, make_member, make_principal

from .makers import make_comment, make_entry, make_staged_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return make_staged_project()


def say(client, project, text="Қашан бастайсыз?"):
    address = reverse("projects:comment_new", args=[project.pk, 1])
    return client.post(address, {"text": text, "client_uuid": uuid4()})


def test_a_colleague_comments_on_a_stage_and_the_author_gets_a_letter_in_her_language(client, project):
    project.lead.language = "ru"
    project.lead.save()
    client.force_login(make_member(project.community))

    say(client, project)

    comment, letter = Comment.objects.get(), Message.objects.get()
    assert (comment.text, letter.to) == ("Қашан бастайсыз?", project.lead.email)
    assert letter.subject.endswith("комментарий к вашему проекту")
    assert f"/ru/my/project/{project.pk}/stage/1/#comment-{comment.pk}" in letter.body
    assert AuditEntry.objects.about(project).filter(verb="comment written").exists()


def test_the_author_answers_and_the_colleague_gets_a_letter(client, project):
    colleague = make_member(project.community)
    comment = make_comment(project, colleague)
    client.force_login(project.lead)

    address = reverse("projects:comment_answer", args=[project.pk, comment.pk])
    client.post(address, {"text": "Сенбіде.", "client_uuid": uuid4()})

    assert comment.replies.get().author == project.lead
    letter = Message.objects.get()
    assert letter.to == colleague.email
    assert f"/kk/projects/{project.pk}/read/#comment-{comment.pk}" in letter.body


def test_who_no_longer_reads_the_project_hears_nothing_more_of_it(client, project):
    colleague = make_member(project.community)
    comment = make_comment(project, colleague)
    colleague.memberships.get().end()
    client.force_login(project.lead)

    address = reverse("projects:comment_answer", args=[project.pk, comment.pk])
    client.post(address, {"text": "Сенбіде.", "client_uuid": uuid4()})

    assert comment.replies.exists()
    assert not Message.objects.exists()


def test_the_author_settles_and_opens_again(client, project):
    comment = make_comment(project, make_member(project.community))
    client.force_login(project.lead)

    client.post(reverse("projects:comment_settle", args=[project.pk, comment.pk]))
    comment.refresh_from_db()
    assert comment.settled_at is not None

    client.post(reverse("projects:comment_reopen", args=[project.pk, comment.pk]))
    comment.refresh_from_db()
    assert comment.settled_at is None


def test_only_the_author_settles(client, project):
    colleague = make_member(project.community)
    comment = make_comment(project, colleague)
    client.force_login(colleague)

    response = client.post(reverse("projects:comment_settle", args=[project.pk, comment.pk]))

    assert response.status_code == 404


@pytest.mark.parametrize("make", [make_member, make_facilitator])
def test_her_circle_reads_the_work_with_its_comments(client, project, make):
    make_entry(project)
    make_comment(project, make_member(project.community), text="Жақсы екен")
    client.force_login(make(project.community))

    page = client.get(reverse("projects:project_read", args=[project.pk])).content.decode()

    assert "Балалар оқығанын айта алмайды." in page and "Жақсы екен" in page


def test_the_principal_reads_nothing(client, project):
    client.force_login(make_principal(project.school))

    assert client.get(reverse("projects:project_read", args=[project.pk])).status_code == 404
    assert say(client, project).status_code == 404


def test_comments_on_a_project_that_is_only_hers_are_refused(client, project):
    project.share_with(Visibility.ME, project.lead)
    client.force_login(make_facilitator(project.community))

    assert say(client, project).status_code == 404
    assert not Comment.objects.exists()


def test_an_empty_comment_is_refused_with_the_reason_at_the_field(client, project):
    client.force_login(make_member(project.community))

    response = say(client, project, text="")

    assert response.status_code == 422
    assert "has-error" in response.content.decode()


def test_what_others_write_is_shown_as_text(client, project):
    make_comment(project, make_member(project.community), text="<script>alert(1)</script>")
    client.force_login(project.lead)

    page = client.get(project.get_absolute_url()).content.decode()

    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_a_colleague_finds_what_is_shared_with_her_by_title_or_name(client, project):
    hidden = make_staged_project(community=project.community, visibility=Visibility.ME)
    client.force_login(make_member(project.community))

    for query in ({}, {"q": "оқылым"}, {"q": "Seiitova"}, {"status": "in_progress"}):
        page = client.get(reverse("projects:reading_list"), query).content.decode()
        assert project.get_reading_url() in page
        assert hidden.get_reading_url() not in page


def test_her_own_project_is_not_among_those_of_her_colleagues(client, project):
    client.force_login(project.lead)

    page = client.get(reverse("projects:reading_list")).content.decode()

    assert project.get_reading_url() not in page and "Мұнда жоба жоқ" in page
