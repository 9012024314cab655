"""Controls written by Python are those of the templates."""

import re
from datetime import date, time

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from auyl_portal.form_renderer import PortalRenderer

CHOICES = [("", "---------"), ("a", "Ә & <б>"), (1000, _("teacher")), ("Топ", [("x", "қ"), ("y", "ң")])]
HOSTILE = '"><script>alert(1)</script>'
FIELDS = {
    "text": (forms.CharField(), [None, "", "Оқу", HOSTILE]),
    "hidden": (forms.CharField(widget=forms.HiddenInput), ["x", HOSTILE]),
    "mail": (forms.EmailField(), ["a@b.kz"]),
    "search": (forms.CharField(widget=forms.TextInput(attrs={"type": "search", "autofocus": True, "x": False})), ["ә"]),
    "password": (forms.CharField(widget=forms.PasswordInput), ["secret"]),
    "number": (forms.IntegerField(min_value=1), [None, 12345]),
    "day": (forms.DateField(widget=forms.DateInput(attrs={"type": "date"})), [date(2026, 3, 1), "no day"]),
    "hour": (forms.TimeField(), [time(15, 30)]),
    "words": (forms.CharField(widget=forms.Textarea(attrs={"rows": 3})), [None, "", "\nа\nб", HOSTILE]),
    "tick": (forms.BooleanField(), [True, False, None]),
    "select": (forms.ChoiceField(choices=CHOICES), [None, "a", 1000, "y"]),
    "several": (forms.MultipleChoiceField(choices=CHOICES), [["a", "y"]]),
    "radio": (forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect(attrs={"class": "r"})), [None, "a", "y"]),
    "ticks": (forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple), [["a", "x"]]),
    "file": (forms.FileField(), [None]),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_control_is_the_same_as_by_template(name):
    field, values = FIELDS[name]
    form_class = type("OneField", (forms.Form,), {name: field})
    for value in values:
        for data in (None, {name: value}):
            ours, theirs = (
                form_class(data, initial={name: value}, renderer=renderer)[name]
                for renderer in (PortalRenderer(), TemplatesSetting())
            )
            assert told(ours) == told(theirs)
            assert list(map(told, ours.subwidgets)) == list(map(told, theirs.subwidgets))


def told(control):
    """The HTML to the letter; of choices without the line ends between their tags, which show nothing."""
    html = str(control)
    return html if "<textarea" in html else re.sub(r"\s*(<|>)\s*", r"\1", html)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_with_its_label_hint_and_errors_is_the_same_as_by_template(name):
    field = FIELDS[name][0]
    form_class = type("OneField", (forms.Form,), {name: field})
    for needed, hint, hides in ((True, "", False), (False, "Ә <b>толық</b>", False), (False, "", True)):
        field.required, field.help_text, field.label, field.hide_optional = needed, hint, "Аты & <жөні>", hides
        for data in (None, {}):
            ours, theirs = (
                form_class(data, renderer=renderer)[name].as_field_group()
                for renderer in (PortalRenderer(), TemplatesSetting())
            )
            assert told_shortly(ours) == told_shortly(theirs)


def told_shortly(html):
    return re.sub(r"\s*(<|>)\s*", r"\1", html)
