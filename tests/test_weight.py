"""The village line: what a first visit to a public page costs, pictures apart (promise E3)."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from . import makers
from .crawl import crawl
from .world import make_world

FIRST_VISIT = 50_000  # bytes, compressed as the proxy and the static files are


def weight(content):
    return len(gzip.compress(content, 6))


def companions(page):
    """Paths of the style sheets, scripts and icons that the page loads."""
    for tag, given in page.tags:
        address = given.get("src") if tag in ("script", "img") else given.get("href") if tag == "link" else ""
        if address and address.startswith("/static/"):
            yield address.removeprefix("/static/")


@pytest.mark.django_db
def test_a_first_visit_to_any_public_page_is_light(client):
    world = make_world()
    for _ in range(30):
        makers.make_published_project(title="Оқылым сауаттылығын топтық жұмыс арқылы арттыру" * 3)

    weights = {}
    for url, response, page in crawl(client, "/kk/"):
        if page and response.status_code == 200 and not url.startswith("/admin"):
            files = sum(weight(Path(finders.find(path)).read_bytes()) for path in set(companions(page)))
            weights[url] = weight(response.content) + files

    assert len(weights) > 8
    assert world and {url: size for url, size in weights.items() if size > FIRST_VISIT} == {}
