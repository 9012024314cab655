"""Whom to call: the page of help. Who signs in also finds the people of her own circle there."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import COORDINATORS, User
from communities.models import Community, Facilitation

FOLDER = settings.BASE_DIR / "docs" / "guide"
MOST_COORDINATORS = 5
GUIDES = ("teacher", "facilitator", "principal-and-observer", "reviewer", "organiser", "coordinator")  # files
COORDINATOR = gettext_lazy("coordinator of the programme")


@dataclass(frozen=True)
class Near:
    """Somebody to ask: her name, what she is, and where."""

    name: str
    role: str
    place: str = ""


def people_near(user):
    """Facilitators of the user's communities, then the coordinators. Names only: phones are told by their owners."""
    if user.is_anonymous:
        return []
    facilitations = (
        Facilitation.objects.current()
        .filter(community__in=Community.objects.joined_by(user).going_on(), person__is_active=True)
        .exclude(person=user)
        .select_related("person", "community")
        .order_by("-kind", "person__sort_key")  # of the school first
    )
    coordinators = User.objects.filter(groups__name=COORDINATORS, is_active=True).exclude(pk=user.pk)
    return [
        *(Near(one.person.short_name, one.get_kind_display(), one.community.name) for one in facilitations),
        *(Near(one.short_name, COORDINATOR) for one in coordinators.order_by("sort_key")[:MOST_COORDINATORS]),
    ]


@cache
def guide(name, language):
    """(title, Markdown) of a guide; links between guides lead to their pages. ValueError for an unknown one."""
    GUIDES.index(name)
    title, _blank, text = (FOLDER / language / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    text = re.sub(r"(?m)^#(#+ )", r"\1", text)  # the page has its own h1
    return title.lstrip("# "), re.sub(r"\]\(([\w-]+)\.md\)", r"](../\1/)", text)


def troubles():
    """The three that people call about most: [(what happened, [what to do])]."""
    return [
        (
            _("I cannot sign in"),
            [
                _("Type the phone number or e-mail of your account. Look which language the keyboard writes."),
                _("Password forgotten? Press “Send me a code by e-mail”. No e-mail? Ask your facilitator for a slip."),
                _("After five wrong tries wait five minutes; then you can try again."),
            ],
        ),
        (
            _("The line went while I was writing"),
            [
                _("Keep the page open: your text is in it."),
                _("When the line is back, press the same button again. However often you press, it is stored once."),
                _("If the portal asks you to sign in again, do so: what you had typed comes back."),
            ],
        ),
        (
            _("I do not see my community or my project"),
            [
                _("Open “My page”: everything that is yours stands there."),
                _("Look in the menu whose name is shown: on a shared phone a colleague may still be signed in."),
                _("If the name is yours and the community is missing, ask your facilitator to add you to it."),
            ],
        ),
    ]
