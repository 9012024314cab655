"""Walks the portal by its own links, as one role, with GET only."""

from collections import deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

DATA = ("application/ld+json", "application/json")  # types of scripts that never run


class Page(HTMLParser):
    """What the checks need of a page: its links, its text, and whatever a strict content policy forbids."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.links, self.inline, self.words, self.tags = [], [], [], []
        self._quiet = 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        if tag in ("a", "area") and given.get("href"):
            self.links.append(given["href"])
        if tag == "script" and not given.get("src") and given.get("type") not in DATA:
            self.inline.append("script")
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self._quiet += tag in ("script", "style")

    def handle_endtag(self, tag):
        self._quiet -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._quiet and data.strip():
            self.words.append(data.strip())


def address_of(url):
    """The name of the address, so that a crawl can stop after a few pages of each kind."""
    match = resolve(urlsplit(url).path)
    return f"{match.namespace}:{match.url_name}" if match.namespace else match.url_name


def crawl(client, start, each=3, skip=()):
    """Yields (url, response, Page or None) breadth-first from `start`, at most `each` pages of one address."""
    waiting, seen, visits = deque([start]), {start}, {}
    while waiting:
        url = waiting.popleft()
        try:
            name = address_of(url)
        except Resolver404:
            name = "missing"
        visits[name] = visits.get(name, 0) + 1
        if visits[name] > each or name in skip:
            continue
        response = client.get(url)
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        page = Page(response.content.decode()) if is_page else None
        yield url, response, page
        links = list(page.links) if page else []
        if response.status_code in (301, 302):
            links.append(response["Location"])
        for link in links:
            absolute = urljoin(url, link).partition("#")[0]
            if absolute.startswith("/") and not absolute.startswith("//") and absolute not in seen:
                seen.add(absolute)
                waiting.append(absolute)
