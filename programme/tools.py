"""The tools of the method as choices: the same for every log, and they change a few times a year."""

from languages.fields import columns_of
from openweb.pages import remembered

from .models import Tool


def tool_choices():
    """[(id, name in the reader's language)]; as they were within the last half minute."""
    tools = remembered("tools", lambda: list(Tool.objects.only("key", "order", *columns_of("name"))))
    return [(tool.pk, str(tool)) for tool in tools]
