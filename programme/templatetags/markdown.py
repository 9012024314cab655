from django import template

from programme.markdown import to_html

register = template.Library()


@register.filter
def markdown(text):
    return to_html(text)
