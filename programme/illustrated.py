"""The text of a news item with its pictures in their places."""

import re

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from .markdown import to_html

MARKER = re.compile(r"^[ \t]*\[\[(\d{1,3})\]\][ \t]*$", re.MULTILINE)


def with_pictures(text, pictures):
    """HTML. pictures: {number: NewsPicture}; a marker of a picture that may not be shown leaves no trace."""
    parts = MARKER.split(text)  # text, number, text, number, …, text
    html = []
    for place, part in enumerate(parts):
        if place % 2 == 0:
            html.append(to_html(part))
        elif picture := pictures.get(int(part)):
            html.append(render_to_string("programme/_figure.html", {"picture": picture}))
    return mark_safe("".join(html))


def numbers_in(text):
    return {int(number) for number in MARKER.findall(text)}


def without_markers(text):
    return MARKER.sub("", text)
