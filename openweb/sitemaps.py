"""The map of the public pages, for search engines: an index, and files by kind, with every language of a page.

A room adds its pages in AppConfig.ready: `sitemaps.add("stories", StoryMap())`.
"""

from xml.sax.saxutils import escape

from django.conf import settings
from django.utils.translation import override

from languages.fields import CODES

PAGES_A_FILE = 2000  # each in every language: far below the 50,000 addresses that a file may hold
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

_kinds = {}


class Map:
    """Pages of one kind. A page is a row, or any object that `location` and `lastmod` understand."""

    def items(self):
        """A queryset in a firm order, or a list."""
        raise NotImplementedError

    def location(self, item):
        return item.get_absolute_url()

    def lastmod(self, item):
        """When the page last changed, or None."""

    def latest(self):
        """When the newest change of all was, or None. One cheap question."""


def add(name, kind):
    """name: lower-case letters; it stands in the address of the files."""
    _kinds[name] = kind


def kinds():
    return dict(_kinds)


def file_count(kind):
    items = kind.items()
    count = len(items) if isinstance(items, list | tuple) else items.count()
    return -(-count // PAGES_A_FILE)


def index():
    """XML that names the files of all kinds."""
    lines = [f"{HEAD}<sitemapindex {SPACE}>"]
    for name, kind in _kinds.items():
        when = _when(kind.latest())
        for number in range(1, file_count(kind) + 1):
            lines.append(f"<sitemap><loc>{_full(f'/sitemap-{name}-{number}.xml')}</loc>{when}</sitemap>")
    return "\n".join([*lines, "</sitemapindex>\n"])


def one_file(kind, number):
    """XML of the pages of one file, each in every language with the others beside it; None when there is no such."""
    first = (number - 1) * PAGES_A_FILE
    with override("kk"):
        rows = kind.items()[first : first + PAGES_A_FILE]
        pages = [(kind.location(row).removeprefix("/kk"), kind.lastmod(row)) for row in rows]
    if not pages:
        return None
    lines = [f'{HEAD}<urlset {SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">']
    for path, changed in pages:
        others = "".join(_alternate(code, path) for code in CODES) + _alternate("x-default", path)
        for code in CODES:
            lines.append(f"<url><loc>{_full(f'/{code}{path}')}</loc>{_when(changed)}{others}</url>")
    return "\n".join([*lines, "</urlset>\n"])


def _full(path):
    return escape(settings.SITE_URL + path, {'"': "&quot;"})


def _alternate(code, path):
    language = "kk" if code == "x-default" else code
    return f'<xhtml:link rel="alternate" hreflang="{code}" href="{_full(f"/{language}{path}")}"/>'


def _when(changed):
    return f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
