"""Form controls, written by Python where Django would run a template for every attribute of every choice.

A session log has sixty radio buttons: by templates they took half of its time. The HTML is the one of Django's own
templates (tests/test_form_renderer.py compares the two); any other widget still goes through its template.
"""

from html import escape

from django.forms.renderers import TemplatesSetting
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

FOLDER = "django/forms/widgets/"
DASHES = "---------"
NO_ERRORS = "django/forms/errors/list/default.html"
FIELD = "django/forms/field.html"


class PortalRenderer(TemplatesSetting):
    def render(self, template_name, context, request=None):
        if template_name == NO_ERRORS and not context["errors"]:
            return ""
        if template_name == FIELD:
            return mark_safe(field_group(context["field"]))
        write = WRITERS.get(template_name)
        if write is None or not all_known(context["widget"]):
            return super().render(template_name, context, request)
        return mark_safe(write(context["widget"]))  # every part of it was escaped below


def field_group(field):
    """As templates/django/forms/field.html: label, hint, what is wrong, control."""
    errors, is_tick = field.errors, field.widget_type == "checkbox"
    hint = ""
    if field.help_text:
        own_id = f' id="{escaped(field.auto_id)}_helptext"' if field.auto_id else ""
        hint = f'<p class="hint"{own_id}>{field.help_text}</p>'  # may hold HTML, as in the template
    open_tag, close_tag = frame_of_field(field, "field" + (" has-error" if errors else ""), is_tick)
    return f"{open_tag}\n{hint}\n{errors if errors else ''}\n{'' if is_tick else field}\n{close_tag}"


def frame_of_field(field, classes, is_tick):
    """(opening tag with the label or legend, closing tag)"""
    label = escaped(field.label)
    if not field.field.required and not getattr(field.field, "hide_optional", False):
        label += f' <span class="optional">{escaped(gettext("(if you like)"))}</span>'
    if field.use_fieldset:
        described = field.aria_describedby
        about = f' aria-describedby="{escaped(described)}"' if described else ""
        return f'<fieldset class="{classes}"{about}>\n<legend>{label}</legend>', "</fieldset>"
    target = escaped(field.id_for_label)
    if is_tick:
        words = f'<label class="check" for="{target}">{field} <span>{escaped(field.label)}</span></label>'
        return f'<div class="{classes} is-checkbox">\n{words}', "</div>"
    return f'<div class="{classes}">\n<label for="{target}">{label}</label>', "</div>"


def all_known(widget):
    """Whether no choice in it has a template of its own."""
    groups = widget.get("optgroups", ())
    return all(option["template_name"] in WRITERS for _group, options, _index in groups for option in options)


def escaped(value):
    """As a template writes a variable. Python's own escape: Django's first asks whether it may stay lazy."""
    if isinstance(value, SafeString):
        return value
    return escape(value) if isinstance(value, str) else conditional_escape(localize(value))


def escaped_as_text(value):
    """As a template writes `value|stringformat:'s'`: numbers stay plain."""
    return value if isinstance(value, SafeString) else escape(str(value))


def attributes(widget):
    written = []
    for name, value in widget["attrs"].items():
        if value is True:
            written.append(f" {escaped(name)}")
        elif value is not False:
            written.append(f' {escaped(name)}="{escaped_as_text(value)}"')
    return "".join(written)


def input_(widget):
    value = widget["value"]
    given = "" if value is None else f' value="{escaped_as_text(value)}"'
    return f'<input type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"{given}{attributes(widget)}>'


def input_option(widget):
    if not widget.get("wrap_label"):
        return input_(widget)
    target = widget["attrs"].get("id")
    goes_to = f' for="{escaped(target)}"' if target else ""
    return f"<label{goes_to}>{input_(widget)} {escaped(widget['label'])}</label>"


def textarea(widget):
    text = escaped(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{escaped(widget["name"])}"{attributes(widget)}>\n{text}</textarea>'


def select_option(widget):
    """As templates/django/forms/widgets/select_option.html: a word where Django shows a line of dashes."""
    label = gettext("not chosen") if widget["label"] == DASHES else widget["label"]
    return f'<option value="{escaped_as_text(widget["value"])}"{attributes(widget)}>{escaped(label)}</option>'


def select(widget):
    written = [f'<select name="{escaped(widget["name"])}"{attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        written += [f'\n  <optgroup label="{escaped(group)}">'] if group else []
        written += [f"\n  {one(option)}" for option in options]
        written += ["\n  </optgroup>"] if group else []
    return "".join([*written, "\n</select>"])


def multiple_input(widget):
    """Radio buttons or checkboxes, each in a line of its own."""
    attrs = widget["attrs"]
    given = [f' {name}="{escaped(attrs[name])}"' for name in ("id", "class") if attrs.get(name)]
    written = [f"<div{''.join(given)}>"]
    for group, options, _index in widget["optgroups"]:
        written += [f"\n  <div><label>{escaped(group)}</label>"] if group else []
        written += [f"<div>\n    {one(option)}</div>" for option in options]
        written += ["\n  </div>"] if group else []
    return "".join([*written, "\n</div>"])


def one(option):
    return WRITERS[option["template_name"]](option)


INPUTS = ("text", "hidden", "number", "email", "url", "tel", "search", "color", "password", "date", "time", "datetime")
WRITERS = {
    **{f"{FOLDER}{name}.html": input_ for name in (*INPUTS, "checkbox", "input")},
    **{f"{FOLDER}{name}.html": input_option for name in ("radio_option", "checkbox_option", "input_option")},
    f"{FOLDER}textarea.html": textarea,
    f"{FOLDER}select.html": select,
    f"{FOLDER}select_option.html": select_option,
    **{f"{FOLDER}{name}.html": multiple_input for name in ("radio", "checkbox_select", "multiple_input")},
}
