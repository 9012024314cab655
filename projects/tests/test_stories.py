"""What everyone sees: the list, its search in any script, and the story."""

import pytest
from django.urls import reverse

from programme.models import Subject, Theme
from projects.models import NameForm, ProjectStatus, Visibility
from tests.makers import (
    make_community,
    make_district,
    make_member,
    make_project,
    make_published_project,
    make_region,
    make_school,
    make_teacher,
)
from uploads.models import Faces

from .makers import make_evidence, make_picture, make_vignette

pytestmark = pytest.mark.django_db

LIST = "/kk/projects/"


def titles(client, **query):
    page = client.get(LIST, query)
    return sorted(project.title for project in page.context["page"])


def story(client, project):
    return client.get(reverse("projects:story", args=[project.pk])).content.decode()


def test_visitors_see_published_stories_only(client):
    make_published_project(title="Жарияланған")
    for status in (ProjectStatus.ACCEPTED, ProjectStatus.IN_PROGRESS):
        make_project(title="Жабық", status=status, visibility=Visibility.PUBLIC)

    assert titles(client) == ["Жарияланған"]


@pytest.mark.parametrize("words", ["Айгүл", "Айгуль", "Aigul", "АЙГҮЛ", "айгүл оқылым", "oqylym"])
def test_the_search_finds_a_name_in_any_script_and_case(client, words):
    community = make_community()
    teacher = make_member(community, make_teacher(community.schools.get(), given_name="Айгүл", surname="Нұрғалиқызы"))
    make_published_project(community=community, lead=teacher, title="Оқылым")
    other = make_member(community, make_teacher(community.schools.get(), given_name="Ерлан", surname="Сәрсенов"))
    make_published_project(community=community, lead=other, title="Физика")

    assert titles(client, q=words) == ["Оқылым"]


def test_the_search_folds_the_case_of_kazakh_letters(client):
    make_published_project(title="Әлия туралы")

    assert titles(client, q="әлия") == ["Әлия туралы"]


def test_who_hides_her_name_is_not_found_by_it(client):
    community = make_community()
    teacher = make_member(community, make_teacher(community.schools.get(), given_name="Гүлнар", surname="Жұмабаева"))
    make_published_project(community=community, lead=teacher, title="Оқылым", name_form=NameForm.SCHOOL)

    assert titles(client, q="Гүлнар") == []


def test_the_filters_narrow_and_their_address_can_be_shared(client):
    theme = Theme.objects.create(key="reading", name_kk="Оқылым")
    subject = Subject.objects.create(key="english", name_kk="Ағылшын тілі")
    region = make_region(name_kk="Атырау облысы")
    community = make_community(schools=[make_school(district=make_district(region=region))])
    wanted = make_published_project(community=community, title="Иә", subject=subject, language="en")
    wanted.themes.add(theme)
    make_published_project(title="Жоқ")

    for query in ({"theme": "reading"}, {"subject": "english"}, {"region": region.pk}, {"language": "en"}):
        assert titles(client, **query) == ["Иә"]


@pytest.mark.parametrize("query", [{"region": "zzz"}, {"theme": "'"}, {"page": "x"}, {"q": "\x00"}, {"language": "de"}])
def test_what_a_filter_does_not_know_is_left_out(client, query):
    make_published_project(title="Жоба")

    assert client.get(LIST, query).status_code == 200


def test_a_search_without_result_says_how_to_go_on(client):
    make_published_project()

    page = client.get(LIST, {"q": "жоқсөз"}).content.decode()

    assert "Мұндай жоба табылмады" in page and f'href="{LIST}"' in page


def test_an_empty_list_says_what_will_be_here(client):
    assert "Алғашқы жобалар жолда" in client.get(LIST).content.decode()


def test_htmx_gets_the_list_alone(client):
    make_published_project(title="Жоба")

    page = client.get(LIST, headers={"HX-Request": "true"}).content.decode()

    assert "Жоба" in page and "<html" not in page


def test_a_page_of_24_stories_is_light(client):
    community = make_community()
    lead = make_member(community)
    for number in range(30):
        make_published_project(community=community, lead=lead, title=f"Оқылым сауаттылығын арттыру {number}")

    response = client.get(LIST)

    assert len(response.context["page"].object_list) == 24
    assert len(response.content) < 50_000


# The story --------------------------------------------------------------------------------------------


def test_a_story_tells_concern_figures_and_vignette(client):
    project = make_published_project(
        concern="Балалар үндемейді", girls_reached=34, boys_reached=29, changed_pupils="Енді сөйлейді"
    )
    make_vignette(project, text="Бір сабақтан басталды", status="published")

    page = story(client, project)

    for told in ("Балалар үндемейді", "34", "29", "Енді сөйлейді", "Бір сабақтан басталды", str(project.school.name)):
        assert told in page


def test_answers_log_and_comments_are_not_in_the_story(client):
    from .makers import make_comment, make_consultation, make_entry, make_log_entry, make_staged_project

    project = make_staged_project(status=ProjectStatus.PUBLISHED, visibility=Visibility.PUBLIC)
    make_entry(project, answers={"question-1": "канарейка жауап"})
    make_log_entry(project, text="канарейка күнделік")
    make_consultation(project, said="канарейка кеңес")
    make_comment(project, make_member(project.community), text="канарейка пікір")

    assert "канарейка" not in story(client, project)


@pytest.mark.parametrize(
    "name_form, name", [(NameForm.FULL, "Айгүл Нұрғали"), (NameForm.INITIAL, "Айгүл Н."), (NameForm.SCHOOL, None)]
)
def test_the_author_is_named_as_she_chose(client, name_form, name):
    community = make_community()
    teacher = make_member(community, make_teacher(community.schools.get(), given_name="Айгүл", surname="Нұрғали"))
    project = make_published_project(community=community, lead=teacher, name_form=name_form)

    pages = story(client, project) + client.get(LIST).content.decode()

    assert ("Айгүл" in pages) == (name is not None)
    assert name is None or name in pages
    assert ("Нұрғали" in pages) == (name_form == NameForm.FULL)


def test_pictures_without_standing_consent_are_not_in_the_story(client):
    project = make_published_project()
    shown = make_picture(project.lead, alt="Оқушы дәптері")
    secret = make_picture(project.lead, faces=Faces.PUPILS, alt="Оқушылар")
    private = make_picture(project.lead, alt="Күнделік беті")
    make_evidence(project, upload=shown, is_public=True)
    make_evidence(project, upload=secret, is_public=True, title="Сынып")
    make_evidence(project, upload=private)

    page = story(client, project)

    assert 'alt="Оқушы дәптері" loading="lazy"' in page
    assert secret.pk not in page and private.pk not in page


def test_a_text_in_another_language_says_so(client):
    project = make_published_project(title="Reading aloud", language="en", concern="They are silent")

    page = story(client, project)

    assert '<h1 lang="en">Reading aloud</h1>' in page
    assert "Мәтін автордың тілінде берілген." in page


def test_public_pages_may_be_found_and_a_preview_may_not(client):
    project = make_published_project(concern="Балалар үндемейді")
    accepted = make_project(status=ProjectStatus.ACCEPTED)

    assert 'name="robots"' not in story(client, project)
    assert '<meta name="description" content="Балалар үндемейді">' in story(client, project)
    client.force_login(accepted.lead)
    assert '<meta name="robots" content="noindex">' in story(client, accepted)


def test_only_the_author_sees_an_accepted_story_before_it_is_public(client):
    accepted = make_project(status=ProjectStatus.ACCEPTED)
    client.force_login(make_member(accepted.community))

    assert client.get(reverse("projects:story", args=[accepted.pk])).status_code == 404
