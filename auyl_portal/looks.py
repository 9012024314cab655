"""The smallest components, as tags: a list of fifty rows includes no template fifty times. Built in everywhere."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def badge(label, tone="neutral"):
    """tone: "neutral", "good", "warn", "bad" or "now"."""
    return format_html('<span class="badge badge-{}">{}</span>', tone or "neutral", label)
