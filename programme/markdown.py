"""Texts that coordinators write in Markdown, as HTML that is safe to show."""

from html import unescape

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

TAGS = {"h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "br", "code"}
_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("linkify", ignoreInvalid=True)


def to_html(text, top=2):
    """Headings begin at h2 (`top`), for the page has its own h1. HTML in the text is shown as text, never run."""
    tokens = _parser.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + top - 1, 4)}"
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes={"http", "https", "mailto", "tel"}
    )
    return mark_safe(clean)


def plain(text):
    """The words alone, on one line: for lists, feeds and descriptions."""
    return " ".join(unescape(strip_tags(to_html(text))).split())
