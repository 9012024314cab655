"""What a browser would send back from the page of a log."""

import datetime

from django.urls import reverse
from django.utils import timezone


def log_address(session):
    return reverse("communities:session_log", args=[session.community_id, session.pk])


def new_log_address(community):
    return reverse("communities:log_new", args=[community.pk])


def as_sent(response, **typed):
    """The fields of the page's form as they stand, with what is typed over them."""
    sent = {}
    for bound in response.context["form"]:
        value = bound.value()
        if bound.name == "pictures" or value in (None, ""):
            continue
        if isinstance(value, datetime.time):
            value = value.strftime("%H:%M")
        sent[bound.name] = [str(item) for item in value] if isinstance(value, list) else str(value)
    return {**sent, **typed}


def fill_log(client, address, **typed):
    """Opens the page and sends it as it stands, with what is typed. Returns the response."""
    return client.post(address, as_sent(client.get(address, follow=True), **typed))


def ago(**delta):
    return timezone.now() - datetime.timedelta(**delta)


def ahead(**delta):
    return timezone.now() + datetime.timedelta(**delta)
