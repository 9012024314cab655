"""What machines ask for: the map of pages, what is closed to them, the app of the phone."""

import json
import re
import xml.etree.ElementTree as ET
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from PIL import Image

from openweb import sitemaps
from tests.makers import make_poster, make_project, make_published_project, make_school

pytestmark = pytest.mark.django_db
SITE = "https://shamy.example"
XML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = SITE


def files(client):
    index = ET.fromstring(client.get("/sitemap.xml").content)
    return [(one.find("s:loc", XML).text, one.findtext("s:lastmod", None, XML)) for one in index]


def pages(client, path):
    return ET.fromstring(client.get(path).content).findall("s:url", XML)


def test_the_index_names_a_file_for_each_kind_that_has_pages(client):
    project = make_published_project()

    found = dict(files(client))

    assert f"{SITE}/sitemap-pages-1.xml" in found and f"{SITE}/sitemap-schools-1.xml" in found
    assert found[f"{SITE}/sitemap-stories-1.xml"] == project.published_at.isoformat(timespec="seconds")
    assert not any("posters" in file for file in found)


def test_a_page_stands_there_in_every_language_with_the_others_beside_it(client):
    project = make_published_project()

    urls = pages(client, "/sitemap-stories-1.xml")

    assert [url.find("s:loc", XML).text for url in urls] == [
        f"{SITE}/{code}/projects/{project.pk}/" for code in ("kk", "ru", "en")
    ]
    for url in urls:
        others = {link.get("hreflang"): urlsplit(link.get("href")).path for link in url.findall("x:link", XML)}
        assert others == {
            "kk": f"/kk/projects/{project.pk}/",
            "ru": f"/ru/projects/{project.pk}/",
            "en": f"/en/projects/{project.pk}/",
            "x-default": f"/kk/projects/{project.pk}/",
        }


def test_what_is_not_public_is_on_no_map(client):
    hidden = [make_project(), make_published_project(status="accepted"), make_school(is_active=False)]
    make_poster()

    text = "".join(client.get(urlsplit(file).path).content.decode() for file, _when in files(client))

    assert "/conference/" in text
    assert [thing for thing in hidden if thing.pk in text] == []


def test_many_pages_are_split_into_files_without_gap_or_repetition(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PAGES_A_FILE", 2)
    schools = {make_school().pk for _ in range(5)}

    mine = [urlsplit(file).path for file, _when in files(client) if "sitemap-schools" in file]
    found = [url.find("s:loc", XML).text for path in mine for url in pages(client, path)]

    assert mine == [f"/sitemap-schools-{number}.xml" for number in (1, 2, 3)]
    assert sorted(found) == sorted(f"{SITE}/{code}/schools/{pk}/" for code in ("kk", "ru", "en") for pk in schools)


def test_every_address_of_the_map_is_open_to_a_visitor(client):
    make_published_project()
    make_poster()

    addresses = [
        urlsplit(url.find("s:loc", XML).text).path
        for file, _when in files(client)
        for url in pages(client, urlsplit(file).path)[::3]
    ]

    assert len(addresses) > 6
    assert [path for path in addresses if client.get(path).status_code not in (200, 302)] == []


@pytest.mark.parametrize("path", ["/sitemap-nothing-1.xml", "/sitemap-stories-7.xml", "/sitemap-pages-0.xml"])
def test_a_file_that_is_not_there_is_missing(client, path):
    assert client.get(path).status_code == 404


def test_an_address_of_xml_is_escaped(settings):
    settings.SITE_URL = "https://x.example/?a=1&b=<2>"

    assert ET.fromstring(sitemaps.index()) is not None


def test_robots_are_told_what_is_private_and_where_the_map_is(client):
    text = client.get("/robots.txt").content.decode()
    closed = re.findall(r"Disallow: (\S+)", text)

    def is_closed(path):
        return any(path.startswith(start) for start in closed)

    for private in ("insights:my", "accounts:profile", "communities:community_list", "accounts:join", "admin:index"):
        assert is_closed(reverse(private)), private
    assert f"Allow: {reverse('account_login')}" in text
    for public in ("insights:home", "projects:story_list", "schools:school_list", "programme:about"):
        assert not is_closed(reverse(public)), public
    assert f"Sitemap: {SITE}/sitemap.xml" in text


def test_the_portal_can_stand_on_a_phone_as_an_app(client):
    response = client.get("/manifest.webmanifest")
    data = json.loads(response.content)

    assert response["Content-Type"].startswith("application/manifest+json")
    assert (data["name"], data["lang"], data["start_url"]) == ("Ауылдық мектеп шамы", "kk", "/")
    for icon in data["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        if icon["type"] == "image/png":
            assert "{}x{}".format(*Image.open(path).size) == icon["sizes"]
    page = client.get("/kk/").content.decode()
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page and 'name="theme-color"' in page


def test_a_browser_that_asks_for_an_icon_gets_one(client):
    response = client.get("/favicon.ico")

    assert response["Content-Type"] == "image/x-icon"
    assert Image.open(BytesIO(response.content)).size == (48, 48)


def test_every_public_page_has_one_true_address_and_names_its_languages(client):
    project = make_published_project()
    poster = make_poster(project=project)
    addresses = [
        reverse("insights:home"),
        reverse("projects:story_list"),
        reverse("projects:story", args=[project.pk]),
        reverse("schools:school_list"),
        project.school.get_absolute_url(),
        poster.conference.get_absolute_url(),
        reverse("conference:poster_list", args=[poster.conference.slug]),
        reverse("conference:poster", args=[poster.conference.slug, poster.pk]),
        reverse("programme:about"),
    ]

    for path in addresses:
        page = client.get(path).content.decode()
        assert page.count(f'<link rel="canonical" href="{SITE}{path}">') == 1, path
        assert len(re.findall(r'<link rel="alternate" hreflang="(\S+)"', page)) == 4, path
        assert 'property="og:image"' in page and page.count('name="description"') <= 1, path


def test_the_sign_in_page_can_be_found_but_not_on_its_way_to_somewhere(client):
    page = client.get(reverse("account_login")).content.decode()
    on_the_way = client.get(reverse("account_login"), {"next": "/kk/my/"}).content.decode()

    assert "noindex" not in page and page.count('name="description"') == 1
    assert "noindex" in on_the_way


def test_private_pages_say_nothing_to_the_open_web(client):
    for path in (reverse("account_login") + "?next=/kk/my/", reverse("accounts:join")):
        page = client.get(path).content.decode()
        assert '<meta name="robots" content="noindex">' in page
        assert "og:" not in page and "canonical" not in page


def test_a_school_tells_machines_where_it_stands(client):
    school = make_school(latitude="45.3", longitude="55.2")

    page = client.get(school.get_absolute_url()).content.decode()

    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    things = {thing["@type"]: thing for thing in json.loads(block)["@graph"]}
    assert things["School"]["geo"] == {"@type": "GeoCoordinates", "latitude": 45.3, "longitude": 55.2}
    assert things["School"]["address"]["addressRegion"] == "Маңғыстау облысы"
    assert "BreadcrumbList" in things
    assert '"@type":"Organization"' in client.get("/kk/").content.decode()
