"""Bytes of a first and of a second visit, as they travel: the page and its style sheets, scripts and icons."""

import base64
import gzip
import re
from html.parser import HTMLParser


class Companions(HTMLParser):
    """Addresses of the static files that a page loads; pictures of the programme are not among them."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = {"script": "src", "img": "src", "link": "href"}.get(tag)
        address = given.get(name, "") if name else ""
        if tag == "link" and not set((given.get("rel") or "").split()) & {"stylesheet", "icon", "preload", "manifest"}:
            return
        if address.startswith("/static/") and address not in self.found:
            self.found.append(address)


def companions(html):
    parser = Companions()
    parser.feed(html)
    return parser.found


def size(answer):
    """Bytes of one answer, head included."""
    return len(answer["head"]) + 4 + len(base64.b64decode(answer["body"]))


def text(answer):
    """The page in clear: whatever the server compressed it with is gzip for us, as we say what we understand."""
    body = base64.b64decode(answer["body"])
    return (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()


def head_field(answer, name):
    found = re.search(rf"^{re.escape(name)}:\s*(.*?)\s*$", answer["head"], re.MULTILINE | re.IGNORECASE)
    return found[1] if found else ""


def is_kept(answer):
    """Whether a browser asks for this file again at the second visit."""
    control = head_field(answer, "Cache-Control")
    age = re.search(r"max-age=(\d+)", control)
    return bool("no-store" not in control and age and int(age[1]) > 0)


def conditions(answer):
    """Headers with which a browser asks whether the page has changed; none for one that it must not keep."""
    if "no-store" in head_field(answer, "Cache-Control"):
        return {}
    pairs = (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified"))
    return {ask: head_field(answer, told) for ask, told in pairs if head_field(answer, told)}
