"""What stands around every page is written once for all readers: nothing of one reader may stay in it for the next."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from languages.addresses import address

from .makers import make_person

pytestmark = pytest.mark.django_db
PAGES = ("insights:my", "accounts:profile", "projects:story_list", "conference:conference_list", "programme:about")


def reader(**fields):
    client = Client()
    client.force_login(make_person(**fields))
    return client


def test_each_reader_finds_her_own_name_and_her_own_links():
    aigul, visitor = reader(given_name="Айгүл", surname="Нұрғалиева"), Client()
    profile, stories = reverse("accounts:profile"), reverse("projects:story_list")

    for _visit in range(2):
        hers, strangers = (client.get(stories).content.decode() for client in (aigul, visitor))
        assert ("Айгүл Нұрғалиева" in hers, "Айгүл" in strangers) == (True, False)
        assert (profile in hers, profile in strangers) == (True, False)


def test_only_staff_is_led_to_the_workshop():
    people = [reader(is_staff=is_staff) for is_staff in (False, True, False)]

    pages = [client.get(reverse("projects:story_list")).content.decode() for client in people]

    assert ['href="/admin/"' in page for page in pages] == [False, True, False]


def test_the_room_where_one_is_is_marked_and_no_other():
    client = reader()
    for _visit in range(2):
        for page in PAGES:
            nav = re.search(r'<nav class="wide-nav".*?</nav>', client.get(reverse(page)).content.decode(), re.DOTALL)[0]
            marked = re.findall(r'href="([^"]*)" aria-current="page"', nav)
            assert marked == ([] if page == "accounts:profile" else [reverse(page)])


def test_each_language_has_its_own_frame():
    client = reader()
    for code, _name in settings.LANGUAGES:
        with override(code):
            html = client.get(reverse("insights:my")).content.decode()
        assert {link[1:3] for link in re.findall(r'href="(/(?:kk|ru|en)/[^"]*)">[^<]', html)} == {code}


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_an_address_is_the_one_that_reverse_gives(code):
    with override(code):
        for name, *ids in (
            ("communities:session", "ab12", "Cd34"),
            ("communities:record", "x"),
            ("insights:my",),
        ):
            assert address(name, *ids) == reverse(name, args=ids)
