"""The portal asks for no ID number, no copy of a document, no pupil's name (promise D1)."""

import importlib
import inspect
import re

from django import forms
from django.apps import apps
from django.conf import settings

LIST = settings.BASE_DIR / "docs/personal-data.md"
ROOMS = [config.label for config in apps.get_app_configs() if (settings.BASE_DIR / config.label).is_dir()]
LIBRARIES = ["account", "mfa", "usersessions"]
PERSONAL = re.compile(r"name|phone|mail|^sex$|photo|face|whom|guardian|parent|people|^ip$|agent|password|contact")
OF_THINGS = re.compile(r"^(before_)?name(_kk|_ru|_en|_form|_order)?$|^verbose_name$")  # not of people
NAMES_OF_PEOPLES_FILES = {"uploads.Upload.name", "safekeeping.KeptFile.name"}
NEVER = re.compile(
    r"\biin\b|\bjsn\b|passport|id_?card|id_?number|birth|home_address|nationality|ethnic|religio|diagnos|health|"
    r"pupils?_?name|child(ren)?_?name|student_?name|salary|guardian|marital"
)


def listed():
    return set(re.findall(r"^\| `([\w.]+)` \|", LIST.read_text(encoding="utf-8"), re.MULTILINE))


def columns():
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in ROOMS + LIBRARIES:
            for field in model._meta.concrete_fields:
                yield f"{model._meta.label}.{field.name}", field


def form_fields():
    for room in ROOMS:
        try:
            module = importlib.import_module(f"{room}.forms")
        except ModuleNotFoundError:
            continue
        for _name, form in inspect.getmembers(module, inspect.isclass):
            if issubclass(form, forms.BaseForm):
                yield from ((f"{room}.{form.__name__}.{name}", field) for name, field in form.base_fields.items())


def test_every_personal_column_is_in_the_list_with_purpose_reader_and_time():
    personal = {
        label
        for label, field in columns()
        if PERSONAL.search(field.name) and not field.is_relation and not OF_THINGS.search(field.name)
    }

    assert sorted((personal | NAMES_OF_PEOPLES_FILES) - listed()) == []


def test_the_list_names_only_what_is_there():
    assert sorted(listed() - {label for label, _field in columns()}) == []


def test_every_row_of_the_list_is_filled():
    rows = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]

    assert [row for row in rows if len([cell for cell in row.strip("|").split("|") if cell.strip()]) != 4] == []


def test_nothing_that_we_promised_never_to_ask_is_asked():
    asked = [*columns(), *form_fields()]

    assert [label for label, _field in asked if NEVER.search(label.lower())] == []
