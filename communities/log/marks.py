"""Everybody's four buttons, written at once: for sixty radio buttons templates took longer than all the rest."""

from dataclasses import dataclass
from html import escape

from django.forms.utils import ErrorList
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class MarkLine:
    name: str
    hint: str
    errors: ErrorList
    buttons: SafeString  # and the hidden field that tells what the page showed


def mark_lines(form, choices):
    """choices: (value, label)."""
    words = [(value, escape(str(label))) for value, label in choices]
    lines = []
    for person in form.people:
        mark, was = form[f"mark_{person.pk}"], form[f"was_{person.pk}"]
        html = buttons(mark, words) + hidden(was)
        lines.append(MarkLine(mark.label, mark.help_text, mark.errors, mark_safe(html)))  # every part is escaped
    return lines


def buttons(field, words):
    """As RadioSelect draws its choices, each in its label."""
    chosen, name, own_id = str(field.value() or ""), escape(field.html_name), escape(field.auto_id)
    wrong = ' aria-invalid="true"' if field.errors else ""
    return "".join(
        f'<label for="{own_id}_{place}"><input type="radio" name="{name}" value="{value}" id="{own_id}_{place}"{wrong}'
        f"{' checked' if value == chosen else ''}><span>{label}</span></label>"
        for place, (value, label) in enumerate(words)
    )


def hidden(field):
    value = field.value()
    given = f' value="{escape(str(value))}"' if value else ""
    return f'<input type="hidden" name="{escape(field.html_name)}"{given} id="{escape(field.auto_id)}">'
