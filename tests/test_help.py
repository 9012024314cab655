"""Help is in the same place on every page, with a person to call (promise E10)."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from auyl_portal.context_processors import portal

from .crawl import crawl
from .world import make_world

HELP = re.compile(r'<footer class="site-footer">.*?(<section class="help".*?</section>).*?</footer>', re.S)
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
        if page and response.status_code == 200 and not url.startswith("/admin/"):
            found.setdefault(tuple(HELP.findall(response.content.decode())), []).append(url)

    foots = {foot: urls for foot, urls in found.items() if urls[0].startswith(start[:4])}
    assert [urls for foot, urls in found.items() if len(foot) != 1 or CALL not in foot[0]] == []
    assert len(foots) == 1, foots  # the same words on all pages of a language


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", ["400", "403", "404", "429", "500", "503"])
def test_a_page_that_says_no_says_whom_to_call(name, language):
    request = RequestFactory().get(f"/{language}/")
    request.user = None
    with translation.override(language):
        page = render_to_string(f"{name}.html", portal(request), request=request)

    assert CALL in page
