from django import template
from django.middleware.csrf import get_token
from django.utils.html import format_html, format_html_join

from safekeeping.middleware import SIGNER

register = template.Library()


@register.simple_tag(takes_context=True)
def keeping(context):
    """Stands in every form that posts, where `csrf_token` would: the token, and what brings the text back.

    With it, a form sent after the sign-in has ended, from an old page or on a language switch is kept for its owner.
    """
    request = context["request"]
    if not hasattr(request, "_keeping"):  # the same in each form of a page: signed once
        request._keeping = keeping_inputs(request)
    return request._keeping


def keeping_inputs(request):
    inputs = [("csrfmiddlewaretoken", get_token(request)), ("_path", request.get_full_path())]
    if request.user.is_authenticated:
        inputs.append(("_keeper", SIGNER.sign(request.user.pk)))
    if getattr(request, "kept", None):
        inputs.append(("kept", request.kept.token))
    return format_html("{}", format_html_join("", '<input type="hidden" name="{}" value="{}">', inputs))
