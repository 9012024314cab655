from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import COORDINATORS, AuditEntry
from programme.defaults import make_lists, make_pages, make_partners, make_stages
from programme.markdown import to_html
from programme.models import Cohort, CohortStatus, Partner, Tool
from tests.makers import make_cohort, make_person

from .makers import make_news

pytestmark = pytest.mark.django_db


def test_about_tells_stages_partners_and_how_to_join(client):
    make_stages(make_cohort())
    make_pages()
    make_partners()

    page = client.get("/kk/programme/").content.decode()

    for words in ("Менің өзекті мәселем", "HertsCam", "Мектеп қалай қосылады"):
        assert words in page


def test_before_there_is_a_cohort_the_stages_are_told_as_they_are_shipped(client):
    assert "Менің өзекті мәселем" in client.get("/kk/programme/").content.decode()


def test_about_works_before_anything_is_written(client):
    assert client.get(reverse("programme:about")).status_code == 200


def test_a_partner_who_left_is_not_shown(client):
    Partner.objects.create(
        name_kk="Бұрынғы серіктес",
        since=timezone.localdate() - timedelta(days=9),
        until=timezone.localdate() - timedelta(days=1),
    )

    assert "Бұрынғы серіктес" not in client.get(reverse("programme:about")).content.decode()


def test_tools_are_found_in_any_script(client):
    make_lists()

    page = client.get("/kk/tools/", {"q": "мaселе АҒАШЫ"}).content.decode()

    assert "Мәселе ағашы" in page
    assert "Бес «неге»" not in page


def test_tools_are_found_by_the_stage_they_help_in(client):
    make_lists()

    page = client.get("/kk/tools/", {"stage": "9"}).content.decode()

    assert "Әңгіме тауы" in page
    assert "Құндылық карталары" not in page


def test_a_tool_tells_all_that_a_facilitator_needs(client):
    make_lists()

    page = client.get("/ru/tools/five-whys/").content.decode()

    for words in ("Пять «почему»", "15 минут", "В парах", "Ручка и бумага", "Поменяйтесь ролями", "2. "):
        assert words in page


def test_no_tool_says_so(client):
    page = client.get("/kk/tools/", {"q": "жоқсөз"}).content.decode()

    assert "табылмады" in page


def test_lists_ask_the_same_number_of_queries(client, django_assert_max_num_queries):
    for number in range(30):
        Tool.objects.create(key=f"tool-{number}", name_kk=f"Құрал {number}")
        make_news(title_kk=f"Жаңалық {number}")

    for name in ("programme:tool_list", "programme:news_list"):
        with django_assert_max_num_queries(4):
            client.get(reverse(name))


@pytest.mark.parametrize("moment", [None, timezone.now() + timedelta(days=2)])
def test_news_not_published_yet_only_coordinators_read(client, moment):
    item = make_news(published_at=moment)
    address = reverse("programme:news", args=[item.pk])
    assert client.get(address).status_code == 404

    client.force_login(make_person(groups=[COORDINATORS], is_staff=True))

    assert client.get(address).status_code == 200


def test_a_text_in_another_language_says_so(client):
    item = make_news()

    page = client.get(f"/ru/news/{item.pk}/").content.decode()

    assert 'lang="kk">Кездесу өтті' in page
    assert "Показано на казахском" in page


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", '<a href="x" onclick="y">z</a>', "![x](http://x/y)"],
)
def test_markdown_never_becomes_code(text):
    html = to_html(text)

    for word in ("<script", 'href="javascript', '<a href="x" onclick', "<img"):
        assert word not in html


def test_markdown_headings_begin_below_the_pages_own():
    assert to_html("# Тақырып\n\n**қалың**") == "<h2>Тақырып</h2>\n<p><strong>қалың</strong></p>\n"


def test_a_coordinator_moves_a_cohort_by_an_action(client):
    cohort = make_cohort(status=CohortStatus.PREPARING)
    client.force_login(make_person(groups=[COORDINATORS], is_staff=True, is_superuser=True))

    client.post("/admin/programme/cohort/", {"action": "begin", "_selected_action": [cohort.pk]})

    assert Cohort.objects.get().status == CohortStatus.RUNNING
    assert AuditEntry.objects.about(cohort).filter(verb="cohort moved").exists()
