"""How a story leaves the portal: citation, feed, machines, the picture of a sent link, sending and printing."""

import json
import re
import xml.etree.ElementTree as ET
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from openweb import pictures
from programme.models import Theme
from projects import citations, telling
from projects.models import NameForm, Project, ProjectStatus
from tests.makers import (
    make_community,
    make_district,
    make_member,
    make_project,
    make_published_project,
    make_school,
    make_teacher,
    make_upload,
)
from uploads.models import Faces

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = "https://shamy.example"


def make_story(**fields):
    school = fields.pop("school", None) or make_school(name_kk="Ақсай мектебі")
    community = make_community(schools=[school])
    lead = make_member(community, make_teacher(school, given_name="Айгүл", surname="Нұрғалиқызы"))
    return make_published_project(community=community, lead=lead, **{"title": "Оқылым: 100% «жаңа» & {ескі}", **fields})


def page_of(client, name, project, *more):
    return client.get(reverse(f"projects:{name}", args=[project.pk, *more]))


# Citation ------------------------------------------------------------------------------------------------


def test_the_plain_citation_names_author_title_portal_year_and_address():
    project = make_story(title="Оқылым сауаттылығы.")

    assert citations.plain(project) == (
        "Нұрғалиқызы Айгүл. Оқылым сауаттылығы // Ауылдық мектеп шамы. – "
        f"{project.published_at.year}. – URL: https://shamy.example/kk/projects/{project.pk}/"
    )


def test_bibtex_has_a_latin_key_kazakh_letters_and_no_loose_signs(client):
    project = make_story()

    response = page_of(client, "story_cite", project, "bib")

    text, year = response.content.decode(), project.published_at.year
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="nurgalikizi{year}okilim.bib"'
    assert text.startswith(f"@misc{{nurgalikizi{year}okilim,\n")
    assert "  author = {Нұрғалиқызы, Айгүл},\n" in text
    assert r"  title = {{Оқылым: 100\% «жаңа» \& \{ескі\}}}" in text
    assert text.count("{") == text.count("}")


def test_csl_json_is_read_back_as_it_was(client):
    project = make_story()

    response = page_of(client, "story_cite", project, "json")

    (item,) = json.loads(response.content)
    day = citations.published(project)
    assert response["Content-Type"].startswith("application/vnd.citationstyles.csl+json")
    assert item["author"] == [{"family": "Нұрғалиқызы", "given": "Айгүл"}]
    assert item["title"] == project.title
    assert item["issued"] == {"date-parts": [[day.year, day.month, day.day]]}
    assert item["URL"] == f"https://shamy.example/kk/projects/{project.pk}/"


@pytest.mark.parametrize("style", citations.STYLES)
@pytest.mark.parametrize(
    "name_form, told, kept_back",
    [(NameForm.INITIAL, "Айгүл Н.", "ұрғали"), (NameForm.SCHOOL, "Ақсай мектебі", "Айгүл")],
)
def test_a_citation_names_the_author_as_she_chose(client, style, name_form, told, kept_back):
    project = make_story(name_form=name_form, title="Оқылым")

    response = page_of(client, "story_cite", project, style)
    shown = response.content.decode() + response["Content-Disposition"]

    assert told.rstrip(".") in shown
    assert kept_back not in shown and "nurgali" not in shown


def test_only_public_stories_are_cited_and_drawn(client):
    project = make_project(status=ProjectStatus.ACCEPTED)

    assert page_of(client, "story_cite", project, "bib").status_code == 404
    assert page_of(client, "story_picture", project).status_code == 404
    assert page_of(client, "story_cite", make_story(), "doc").status_code == 404


# The page --------------------------------------------------------------------------------------------------


def linked_data(page):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return {thing["@type"]: thing for thing in json.loads(block)["@graph"]}


def test_machines_read_who_wrote_what_where_and_how_one_gets_there(client):
    project = make_story(concern="Балалар үндемейді", language="kk")

    things = linked_data(page_of(client, "story", project).content.decode())

    article, crumbs = things["Article"], things["BreadcrumbList"]
    assert article["headline"] == project.title
    assert article["author"]["name"] == "Айгүл Нұрғалиқызы"
    assert article["author"]["affiliation"]["name"] == "Ақсай мектебі"
    assert article["inLanguage"] == "kk"
    assert [step["item"].removeprefix("https://shamy.example") for step in crumbs["itemListElement"]] == [
        "/kk/",
        "/kk/projects/",
        f"/kk/projects/{project.pk}/",
    ]


def test_who_is_not_named_is_not_named_to_machines_either(client):
    project = make_story(name_form=NameForm.SCHOOL)

    page = page_of(client, "story", project).content.decode()

    assert linked_data(page)["Article"]["author"]["@type"] == "School"
    assert "Айгүл" not in page and "Нұрғалиқызы" not in page


def test_text_of_the_author_never_ends_the_block_of_data(client):
    project = make_story(title="</script><script>alert(1)</script>", concern="<!-- \u2028 & 'x'")

    page = page_of(client, "story", project).content.decode()

    assert linked_data(page)["Article"]["headline"] == project.title
    assert "<script>alert" not in page


def test_the_head_names_this_page_its_other_languages_and_its_picture(client):
    project = make_story(concern="Балалар үндемейді")

    page = client.get(f"/ru/projects/{project.pk}/").content.decode()

    here = f"/projects/{project.pk}/"
    assert f'<link rel="canonical" href="https://shamy.example/ru{here}">' in page
    for code, language in (("kk", "kk"), ("ru", "ru"), ("en", "en"), ("x-default", "kk")):
        assert f'hreflang="{code}" href="https://shamy.example/{language}{here}"' in page
    assert '<meta property="og:title" content="Оқылым: 100% «жаңа» &amp; {ескі}">' in page
    assert '<meta property="og:type" content="article">' in page
    assert f'content="https://shamy.example/ru{here}picture.png?v=' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page


def test_a_story_is_sent_on_without_third_parties(client):
    project = make_story(title="Оқылым & жазылым")

    page = page_of(client, "story", project).content.decode()
    share = page[page.index('<section class="share') : page.index('<aside class="share-paper')]

    address = f"https%3A%2F%2Fshamy.example%2Fkk%2Fprojects%2F{project.pk}%2F"
    assert f'value="https://shamy.example/kk/projects/{project.pk}/"' in share
    assert f"&amp;body={address}" in share and "mailto:?subject=%D0%9E" in share
    assert re.findall(r'href="(\w+):', share) == ["mailto", "sms"]


def test_on_paper_stand_the_address_and_a_code_that_leads_to_it(client):
    page = page_of(client, "story", project := make_story()).content.decode()

    paper = page[page.index('<aside class="share-paper print-only"') :]
    assert f"<p>https://shamy.example/kk/projects/{project.pk}/</p>" in paper
    assert '<svg class="qr"' in paper or "<svg" in paper[: paper.index("</aside>")]


def test_fewer_than_five_pupils_are_not_told_to_strangers(client):
    project = make_story(girls_reached=4, boys_reached=29)

    page = page_of(client, "story", project).content.decode()

    assert "<b>29</b>" in page and "<b>4</b>" not in page
    assert project.reach == (None, 29)


def test_beside_a_story_stand_others_of_its_district_and_of_its_theme(client):
    theme = Theme.objects.create(key="reading", name_kk="Оқылым")
    district = make_district()
    story = make_story(school=make_school(district=district))
    near = make_story(school=make_school(district=district), title="Көрші")
    alike = make_story(title="Алыстағы")
    make_story(title="Бөтен")
    make_project(community=near.community, title="Жабық")
    for project in (story, near, alike):
        project.themes.add(theme)

    shown = page_of(client, "story", story).context

    assert [project.title for project in shown["near"]] == ["Көрші"]
    assert [project.title for project in shown["alike"]] == ["Алыстағы"]


@pytest.mark.parametrize("language, says", [("kk", "ашық емес"), ("ru", "не открыт"), ("en", "not public")])
def test_what_was_taken_down_and_what_never_was_are_answered_alike_and_kindly(client, language, says):
    project = make_story()
    Project.objects.get(pk=project.pk).unpublish(project.lead)

    gone = client.get(f"/{language}/projects/{project.pk}/")
    never = client.get(f"/{language}/projects/aaaaaaaaaaaa/")

    assert (gone.status_code, never.status_code) == (404, 404)
    assert says in gone.content.decode()
    assert gone.content.decode().replace(project.pk, "aaaaaaaaaaaa") == never.content.decode()


# Feed ------------------------------------------------------------------------------------------------------


def test_the_feed_tells_the_newest_stories_in_the_language_of_its_address(client):
    make_story(title="Алғашқы")
    newest = make_story(title="Кейінгі", concern="<b>Балалар</b> үндемейді")
    make_project(title="Жабық")

    response = client.get("/ru/projects/feed.xml")

    feed = ET.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.find(f"{ATOM}title").text == "Проекты сельских учителей"
    assert [entry.find(f"{ATOM}title").text for entry in entries] == ["Кейінгі", "Алғашқы"]
    assert entries[0].find(f"{ATOM}link").get("href") == f"https://shamy.example/ru/projects/{newest.pk}/"
    assert entries[0].find(f"{ATOM}id").text == f"tag:shamy.example,2026:story/{newest.pk}"
    assert entries[0].find(f"{ATOM}summary").text == "<b>Балалар</b> үндемейді"  # text, not markup


def test_the_feed_of_a_search_holds_what_the_search_finds(client):
    make_story(title="Қазақша")
    make_story(title="English", language="en")

    feed = ET.fromstring(client.get("/kk/projects/feed.xml?language=en").content)

    assert [title.text for title in feed.iterfind(f"{ATOM}entry/{ATOM}title")] == ["English"]
    assert 'feed.xml?language=en"' in client.get("/kk/projects/?language=en").content.decode()


# The picture of a sent link ----------------------------------------------------------------------------------


def story(project):
    return Project.objects.published().for_listing().get(pk=project.pk)


def test_the_picture_is_a_small_png_and_is_asked_for_once(client):
    project = make_story()

    first = page_of(client, "story_picture", project)
    again = client.get(reverse("projects:story_picture", args=[project.pk]), headers={"if-none-match": first["ETag"]})

    assert Image.open(BytesIO(first.content)).size == (1200, 630)
    assert (first["Content-Type"], first["Cache-Control"]) == ("image/png", "public, max-age=60")
    assert len(first.content) < 200_000
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_drawn_once_and_anew_when_the_story_is_told_differently(client, monkeypatch):
    drawn = []
    monkeypatch.setattr(pictures, "draw", lambda drawing: drawn.append(drawing.title) or b"png")
    project = make_story(title="Бұрын")

    page_of(client, "story_picture", project)
    page_of(client, "story_picture", project)
    Project.objects.filter(pk=project.pk).update(title="Енді")
    page_of(client, "story_picture", project)

    assert drawn == ["Бұрын", "Енді"]
    assert len([name for name, _version in pictures.kept() if project.pk in name]) == 1


def test_a_cover_is_on_the_picture_while_its_consent_stands_and_not_a_moment_longer(client):
    project = make_story()
    project.cover = make_upload(project.lead, faces=Faces.PUPILS)
    project.save()
    consent = project.cover.record_consent(project.lead, people="2", where_kept="мектепте")
    with_cover = page_of(client, "story_picture", project)

    project.cover.withdraw_consent(project.lead)
    without = page_of(Client(), "story_picture", project)

    assert consent and with_cover["ETag"] != without["ETag"]
    assert story(project).shows_cover is False and telling.drawing(story(project)).photo is None
    assert [version for name, version in pictures.kept() if project.pk in name] == [without["ETag"].strip('"')]


def test_the_sweeper_removes_pictures_of_what_is_not_told_any_more(client):
    told, gone = make_story(), make_story()
    for project in (told, gone):
        page_of(client, "story_picture", project)
    Project.objects.get(pk=gone.pk).unpublish(gone.lead)

    telling.sweep_pictures()

    names = [name for name, _version in pictures.kept()]
    assert f"story-{told.pk}-kk" in names and f"story-{gone.pk}-kk" not in names
    assert default_storage.exists(f"share/story-{told.pk}-kk.{telling.drawing(story(told)).version}.png")


@pytest.mark.parametrize("name_form, lines", [(NameForm.FULL, 3), (NameForm.SCHOOL, 2)])
def test_the_picture_names_the_author_as_she_chose(name_form, lines):
    with override("kk"):
        assert len(telling.drawing(story(make_story(name_form=name_form))).lines) == lines
