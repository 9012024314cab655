from django import template
from django.urls import get_script_prefix, translate_url
from django.utils.translation import get_language, get_language_info

register = template.Library()


@register.simple_tag
def language_name(code):
    """The language's own name, for `<option>` and badges: қазақ тілі, русский, English."""
    return {"kk": "қазақша", "ru": "русский", "en": "English"}.get(code) or get_language_info(code)["name_local"]


@register.filter
def foreign(code):
    """True when a text of this language is not in the reader's language, so that the page can say so."""
    return bool(code) and code != get_language()


@register.simple_tag
def in_language(code, request):
    """The address of this page in another language."""
    path = path_in(code, request)
    if not request.GET:
        return path
    query = request.GET.copy()
    query.pop("kept", None)
    return f"{path}?{query.urlencode()}" if query else path


def path_in(code, request):
    """Our addresses differ in their first part only: a page that was found needs no second look at all of them."""
    here = f"{get_script_prefix()}{get_language()}/"
    if getattr(request, "resolver_match", None) and request.path.startswith(here):
        return f"{get_script_prefix()}{code}/{request.path.removeprefix(here)}"
    return translate_url(request.path, code)
