"""Help is in the same place on every page, with a person to call (promise E10)."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from accounts.models import COORDINATORS
from auyl_portal.context_processors import portal
from insights.help import GUIDES
from outbox.letters import write_to
from outbox.models import Message

from . import makers
from .crawl import crawl
from .world import make_world

HELP = re.compile(
    r'<footer (?:class="site-footer"|id="footer")>.*?(<section class="help".*?</section>).*?</footer>', re.S
)
CALL = '<a href="tel:+77011234567">+77011234567</a>'


@pytest.fixture(autouse=True)
def somebody_answers(settings):
    settings.HELP_PHONE = "+77011234567"


@pytest.mark.django_db
@pytest.mark.parametrize("role, start", [("visitor", "/kk/"), ("lead", "/ru/my/"), ("coordinator", "/en/my/")])
def test_every_page_says_whom_to_call_in_its_foot(role, start, client):
    world = make_world()
    if world.roles[role] is not None:
        client.force_login(world.roles[role])

    found = {}
    for url, response, page in crawl(client, start, each=1):
        if page and response.status_code != 302:
            found.setdefault(tuple(HELP.findall(response.content.decode())), []).append(url)

    foots = {foot: urls for foot, urls in found.items() if urls[0].startswith(start[:4])}
    assert [urls for foot, urls in found.items() if len(foot) != 1 or CALL not in foot[0]] == []
    assert len(foots) == 1, foots  # the same words on all pages of a language
    assert f'href="{start[:4]}help/"' in next(iter(foots))[0]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", ["400", "403", "404", "429", "500", "503"])
def test_a_page_that_says_no_says_whom_to_call(name, language):
    request = RequestFactory().get(f"/{language}/")
    request.user = None
    with translation.override(language):
        page = render_to_string(f"{name}.html", portal(request), request=request)

    (foot,) = HELP.findall(page)
    assert CALL in foot
    assert f'href="/{language}/help/"' in foot


@pytest.mark.django_db
def test_every_letter_says_whom_to_call(settings, client, mailoutbox):
    settings.SITE_URL = "https://portal.example.kz"
    person = makers.make_person(language="ru", email="aigul@example.org")

    write_to(person, "email_changed", new="new@example.org")
    client.post(reverse("account_request_login_code"), {"login": "aigul@example.org"})

    letters = [Message.objects.get().body, mailoutbox[0].body]
    assert all(
        body.endswith("\n--\nНужна помощь? +77011234567\nhttps://portal.example.kz/ru/help/\n") for body in letters
    )


@pytest.mark.django_db
class TestThePageOfHelp:
    def test_a_visitor_finds_a_number_and_the_steps(self, client):
        page = client.get("/en/help/").content.decode()

        assert 'href="tel:+77011234567"' in page
        assert "The line went while I was writing" in page

    def test_without_a_number_it_says_whom_to_ask(self, client, settings):
        settings.HELP_PHONE = settings.HELP_EMAIL = ""

        assert "Ask your facilitator or the coordinator" in client.get("/en/help/").content.decode()

    def test_who_signs_in_finds_her_facilitator_and_the_coordinator(self, client):
        community = makers.make_community()
        facilitator = makers.make_facilitator(community, makers.FacilitatorKind.SCHOOL)
        coordinator = makers.make_person(groups=[COORDINATORS])
        stranger = makers.make_facilitator(makers.make_community())
        client.force_login(makers.make_member(community))

        page = client.get("/kk/help/").content.decode()

        assert facilitator.short_name in page
        assert coordinator.short_name in page
        assert stranger.short_name not in page

    def test_phones_of_people_are_not_told(self, client):
        community = makers.make_community()
        makers.make_facilitator(community, person=makers.make_person(phone="+77770001122"))
        client.force_login(makers.make_member(community))

        assert "7770001122" not in client.get("/kk/help/").content.decode()

    @pytest.mark.parametrize("name", GUIDES)
    def test_the_guides_are_pages(self, client, name):
        for language in ("kk", "ru", "en"):
            page = client.get(f"/{language}/help/{name}/")

            assert page.status_code == 200
            assert ".md" not in page.content.decode()

    def test_there_is_no_other_guide(self, client):
        assert client.get("/kk/help/README/").status_code == 404
        assert client.get("/kk/help/..%2Faccess/").status_code == 404
