"""Whether a letter that waited is still for its reader: she may have left meanwhile (promise C11).

A letter is about the thing that its link opens. The thing's room registers, in its AppConfig.ready, who may open it:

    only_while("communities:session", lambda person, session_id, **_: Session.objects.visible_to(person)…exists())
"""

import re

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import Resolver404, resolve

_GUARDS = {}


def only_while(address, may_open):
    """address: the name of a url; may_open(person, **kwargs of the url) -> bool."""
    _GUARDS[address] = may_open


def still_meant(message):
    """An address that is no account's (a code for a new e-mail, a school that asks to join) gets what it waits for."""
    person = get_user_model().objects.filter(email=message.to).first()
    if person is None:
        return True
    return person.is_active and all(may_open(person, match) for match in links_in(message.body))


def may_open(person, match):
    guard = _GUARDS.get(match.view_name)
    return guard is None or guard(person, **match.kwargs)


def links_in(body):
    """What the portal's own links in a text resolve to."""
    for path in re.findall(re.escape(settings.SITE_URL) + r"(/[^\s?#]*)", body):
        try:
            yield resolve(path)
        except Resolver404:
            continue
