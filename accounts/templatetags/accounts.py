import json
from datetime import date, datetime

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts import secondfactor
from accounts.names import readable_phone

register = template.Library()


@register.simple_tag(takes_context=True)
def demo_code(context):
    """The second factor's code on the demo's page for it; empty anywhere else."""
    request = context["request"]
    stage = getattr(request, "_login_stage", None)
    return secondfactor.demo_code(stage.login.user if stage else request.user)


@register.filter
def phone(e164):
    """`+7 701 234 56 78`, for reading out."""
    return readable_phone(e164) if e164 else ""


@register.filter
def in_threes(code):
    """A slip's code in groups that a hand can copy: `ACD EF7 9HJ`."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))


@register.filter
def device(user_agent):
    """A browser's long name as a person would say it: `Chrome, Android`."""
    browsers = (("Edg", "Edge"), ("OPR", "Opera"), ("YaBrowser", "Yandex"), ("SamsungBrowser", "Samsung Internet"))
    browsers += (("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"))
    systems += (("Mac OS", "Mac"), ("Linux", "Linux"))
    found = [next((name for sign, name in names if sign in user_agent), "") for names in (browsers, systems)]
    return ", ".join(filter(None, found)) or _("Unknown device")


@register.filter
def at(found, key):
    """The dictionary's value, or ""."""
    return found.get(key, "")


@register.filter
def particulars(person, workplaces):
    """Where she works, phone, e-mail: those that are known."""
    return [known for known in (workplaces.get(person.pk), phone(person.phone), person.email) if known]


@register.filter
def fact(value):
    """A held value as a person reads it: dates in her way, nothing as a dash."""
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "—" if value in (None, "") else value


@register.filter
def as_json(value):
    """For the text of a hidden element that a script reads: no inline script is needed for data."""
    return json.dumps(value, cls=DjangoJSONEncoder)
