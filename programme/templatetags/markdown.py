from django import template

from programme.markdown import plain, to_html

register = template.Library()


@register.filter
def markdown(text, top=2):
    """`{{ text|markdown }}`, or `{{ text|markdown:3 }}` where the text stands below a heading of level 2."""
    return to_html(text, top)


@register.filter
def words_alone(text):
    return plain(text)
