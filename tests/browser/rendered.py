"""Pages of the test client shown in Chromium: no server, no demo, only what the portal answered."""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders

ORIGIN = "http://testserver"


class Rendered:
    """Shows responses on a phone; files come from static/, everything else is refused."""

    def __init__(self, page):
        self.page, self.html = page, ""
        page.route("**/*", self.answer)

    def show(self, response, path):
        self.html = response.content.decode()
        self.page.goto(f"{ORIGIN}{path}")
        return self.page

    def answer(self, route):
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request():
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif found := path.startswith("/static/") and finders.find(path.removeprefix("/static/")):
            route.fulfill(body=Path(found).read_bytes(), content_type=mimetypes.guess_type(path)[0])
        else:
            route.abort()
