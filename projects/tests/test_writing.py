"""The page of a stage: saving by itself, by the button, over somebody else's text, and after a lost sign-in."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from projects.models import Project, ProjectStatus, StageEntry, Vignette
from tests.makers import make_member

from .makers import make_consultation, make_entry, make_staged_project, make_step, make_vignette, stage_of

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def project(client):
    project = make_staged_project()
    client.force_login(project.lead)
    return project


def address(project, number=1, name="stage"):
    return reverse(f"projects:{name}", args=[project.pk, number])


def typed(text="Балалар үндемейді.", number=1, **fields):
    return {f"q_question-{number}": text, "entry_version": 1, **fields}


def concern(**fields):
    return typed(
        number=2, **{"version": 1, "title": "Оқылым", "concern": "Тоғыз бала", "themes": [], "methods": [], **fields}
    )


def text_of(project, number=1):
    entry = StageEntry.objects.get(project=project, stage__number=number)
    return entry.answers[f"question-{number}"]


# By itself --------------------------------------------------------------------------------------------


def test_what_she_types_is_saved_by_itself_and_the_page_says_when(client, project):
    response = client.post(address(project), typed(), **HTMX)

    assert response.status_code == 200
    assert text_of(project) == "Балалар үндемейді."
    assert re.search(r"Сақталды: \d\d:\d\d", response.content.decode())
    assert 'name="entry_version" id="id_entry_version" value="2" hx-swap-oob="true"' in response.content.decode()


def test_saving_goes_on_with_the_version_that_came_back(client, project):
    client.post(address(project), typed("Бір"), **HTMX)

    response = client.post(address(project), typed("Бір екі", entry_version=2), **HTMX)

    assert (response.status_code, text_of(project)) == (200, "Бір екі")


def test_the_two_halves_of_a_stage_have_versions_of_their_own(client, project):
    response = client.post(address(project, 2), concern(), **HTMX)

    page = response.content.decode()
    assert 'id="id_entry_version" value="2"' in page
    assert 'id="id_version" value="2"' in page
    assert Project.objects.get(pk=project.pk).concern == "Тоғыз бала"


def test_the_same_words_sent_again_change_nothing_and_conflict_with_nothing(client, project):
    client.post(address(project), typed(), **HTMX)

    response = client.post(address(project), typed(), **HTMX)

    assert response.status_code == 200
    assert StageEntry.objects.get(project=project).version == 2


def test_an_older_text_never_overwrites_a_newer_one_silently(client, project):
    client.post(address(project), typed("Бірінші телефон"), **HTMX)

    response = client.post(address(project), typed("Екінші телефон"), **HTMX)

    assert response.status_code == 409
    assert text_of(project) == "Бірінші телефон"


def test_an_unfinished_field_is_said_in_words_and_nothing_is_stored(client, project):
    response = client.post(address(project, 2), concern(title=""), **HTMX)

    assert response.status_code == 422
    assert "Әзірге сақталмады" in response.content.decode()
    assert Project.objects.get(pk=project.pk).title != ""


def test_with_an_ended_sign_in_she_stays_at_her_text(client, project):
    page = client.get(address(project)).content.decode()
    keeper = re.search(r'name="_keeper" value="([^"]+)"', page)[1]
    client.logout()

    response = client.post(address(project), typed(_keeper=keeper), **HTMX)

    assert response.status_code == 401


# By the button ----------------------------------------------------------------------------------------


def test_save_and_continue_later_works_without_javascript(client, project):
    response = client.post(address(project), typed())

    assert response.status_code == 302
    assert response["Location"] == project.get_absolute_url()
    assert text_of(project) == "Балалар үндемейді."
    assert StageEntry.objects.get(project=project).done_at is None


def test_looking_at_a_stage_changes_nothing(client, project):
    client.get(address(project, 9))

    assert not StageEntry.objects.exists()
    assert not Vignette.objects.exists()


def test_a_stage_that_is_done_lights_its_lamp(client, project):
    client.post(address(project), typed(is_done="on"))

    page = client.get(project.get_absolute_url()).content.decode()
    assert StageEntry.objects.get(project=project).done_at is not None
    assert page.count('class="lit"') == 1
    assert "Жалғастыру: 2-кезең" in page


def test_a_lamp_is_not_lit_over_an_unanswered_question(client, project):
    response = client.post(address(project), typed("", is_done="on"))

    assert response.status_code == 422
    assert not StageEntry.objects.exclude(done_at=None).exists()


def test_a_lamp_is_not_lit_over_an_empty_list(client, project):
    sent = typed(number=3, is_done="on")
    assert client.post(address(project, 3), sent).status_code == 422

    make_consultation(project)

    assert client.post(address(project, 3), sent).status_code == 302


def test_a_done_action_plan_begins_the_work(client, project):
    Project.objects.filter(pk=project.pk).update(status=ProjectStatus.DRAFTING)
    make_step(project)

    client.post(address(project, 4), typed(number=4, is_done="on"))

    assert Project.objects.get(pk=project.pk).status == ProjectStatus.IN_PROGRESS


def test_a_lamp_can_be_put_out_again(client, project):
    entry = make_entry(project)
    entry.mark_done(project.lead)

    client.post(address(project, name="stage_reopen"))

    entry.refresh_from_db()
    assert entry.done_at is None


def test_the_vignette_is_counted_by_the_server_too(client, project):
    text = "сөз " * 801

    response = client.post(address(project, 9), {**typed(number=9, version=1), "text": text})

    assert response.status_code == 422
    assert text.strip() in response.content.decode()
    assert Vignette.objects.get(project=project).text == ""


def test_a_vignette_of_800_words_is_saved(client, project):
    client.post(address(project, 9), {**typed(number=9, version=1), "text": "сөз " * 800}, **HTMX)

    assert Vignette.objects.get(project=project).word_count == 800


def test_the_page_of_a_vignette_counts_its_words(client, project):
    make_vignette(project, text="бір екі үш")

    page = client.get(address(project, 9)).content.decode()

    assert '<output id="words" for="id_text">3</output>' in page


# Two hands (A7) ---------------------------------------------------------------------------------------


def test_two_edits_of_one_answer_show_both_texts_escaped(client, project):
    make_entry(project, answers={"question-1": "<b>Сақталған</b>"}, version=2)

    response = client.post(address(project), typed("<i>Менікі</i>"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "&lt;b&gt;Сақталған&lt;/b&gt;" in page and "&lt;i&gt;Менікі&lt;/i&gt;" in page
    assert 'name="entry_version" value="2"' in page
    assert text_of(project) == "<b>Сақталған</b>"


def test_on_the_conflict_page_nothing_is_saved_by_itself(client, project):
    make_entry(project, version=2)

    page = client.post(address(project), typed("Менікі")).content.decode()

    assert "hx-post" not in page


def test_sending_again_after_the_conflict_is_a_decision(client, project):
    make_entry(project, version=2)

    client.post(address(project), typed("Менікі", entry_version=2))

    assert text_of(project) == "Менікі"


def test_a_conflict_in_the_project_stores_no_half_of_the_stage(client, project):
    Project.objects.filter(pk=project.pk).update(title="Басқа атау", version=2)

    response = client.post(address(project, 2), concern(title="Менің атауым"))

    assert response.status_code == 409
    assert "Басқа атау" in response.content.decode()
    assert StageEntry.objects.get(project=project).answers == {}
    assert Project.objects.get(pk=project.pk).title == "Басқа атау"


def test_a_submitted_project_keeps_her_text_on_the_page_but_not_in_the_data(client, project):
    Project.objects.filter(pk=project.pk).update(status=ProjectStatus.SUBMITTED)

    response = client.post(address(project), typed("Кеш қалған сөз"))

    assert response.status_code == 422
    assert "Кеш қалған сөз" in response.content.decode()
    assert StageEntry.objects.get(project=project).answers == {}


# Kept (A10) -------------------------------------------------------------------------------------------


def test_after_an_ended_sign_in_the_text_is_back(client, project):
    page = client.get(address(project, 2)).content.decode()
    keeper = re.search(r'name="_keeper" value="([^"]+)"', page)[1]
    client.logout()

    response = client.post(address(project, 2), concern(concern="Жоғалмайтын мәтін", _keeper=keeper))
    client.force_login(project.lead)
    back = unquote(re.search(r"next=([^&]+)", response["Location"])[1])
    page = client.get(back).content.decode()

    assert "Жоғалмайтын мәтін" in page
    assert "Балалар үндемейді." in page


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_switching_the_language_keeps_every_field(client, project, code):
    here = address(project, 2)
    page = client.get(here).content.decode()
    keeper = re.search(r'name="_keeper" value="([^"]+)"', page)[1]
    sent = concern(concern="Тілден тілге", grade_from="5", _path=here, _keeper=keeper)

    response = client.post(reverse("safekeeping:switch_language", args=[code]), sent, follow=True)

    page = response.content.decode()
    assert response.request["PATH_INFO"].startswith(f"/{code}/my/project/")
    assert "Тілден тілге" in page and "Балалар үндемейді." in page and 'value="5"' in page


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_an_error_keeps_every_field(client, project, code):
    here = address(project, 2).replace("/kk/", f"/{code}/")

    response = client.post(here, concern(title="", grade_from="9", grade_to="5"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Тоғыз бала" in page and 'value="9"' in page and "Балалар үндемейді." in page


def test_another_teacher_cannot_write_here(client, project):
    client.force_login(make_member(project.community))

    response = client.post(address(project), typed())

    assert response.status_code == 404
    assert stage_of(project, 1).entries.count() == 0
