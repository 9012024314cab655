"""You cannot give yourself a role, a state or a certificate by changing a form (promise C3)."""

import importlib
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from certification.models import Portfolio, Review
from conference.models import Poster
from projects.models import Project, Vignette

from .test_access import parameters_of, rows
from .world import ROLES, make_world

ROOT = Path(settings.BASE_DIR)
DECIDED_BY_VERBS = {
    "status", "left_status", "is_staff", "is_superuser", "is_active", "groups", "user_permissions", "password", "lead",
    "claimed_at", "decided_at", "published_at", "submitted_at", "number", "made_by", "owner", "reviewer", "assigned_by",
    "code_hash", "sha256", "content_type", "outcome", "settled_at", "payload_hash",
}  # fmt: skip


def own_model_forms():
    """Every ModelForm of the portal's pages (the admin's forms are the workshop's matter)."""
    for app in settings.INSTALLED_APPS:
        for path in (ROOT / app).rglob("forms*.py") if (ROOT / app).is_dir() else ():
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    waiting, found = [forms.ModelForm], []
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.split(".")[0] in settings.INSTALLED_APPS and form._meta.model:
                found.append(form)
    return found


def test_every_form_lists_its_fields_by_name_and_leaves_states_to_verbs():
    listed = own_model_forms()

    assert listed
    assert [form for form in listed if form._meta.fields in (None, "__all__")] == []
    assert [(form.__name__, set(form.base_fields) & DECIDED_BY_VERBS) for form in listed if
            set(form.base_fields) & DECIDED_BY_VERBS] == []  # fmt: skip


def sensitive_state():
    return [
        sorted(
            User.objects.values_list("surname", "given_name", "is_staff", "is_superuser", "is_active", "groups__name"),
            key=str,
        ),
        list(Project.objects.order_by("pk").values_list("pk", "status", "lead", "community")),
        list(Portfolio.objects.order_by("pk").values_list("pk", "status", "project")),
        list(
            Review.objects.order_by("version_read", "reviewer").values_list(
                "version_read", "outcome", "reviewer", "decided_at"
            )
        ),
        list(Poster.objects.order_by("pk").values_list("pk", "status", "number")),
        list(Vignette.objects.order_by("pk").values_list("pk", "status")),
    ]


OF_THE_PAGE = ("password", "version", "client_uuid", "reason")  # fields that honest forms carry


def everything_at_once():
    """Every column of every model as a form field, with values that would help a cheat."""
    names = {column.name for model in apps.get_models() for column in model._meta.get_fields()}
    cheat = {"status": "published", "outcome": "pass", "is_staff": "on", "is_superuser": "on", "groups": "1"}
    return {name: cheat.get(name, "1") for name in names if name not in OF_THE_PAGE}


def state_after(client, url, data=None):
    """The state once `data` was sent, undone afterwards; as it stands where nothing is sent."""
    with transaction.atomic():
        if data is not None:
            client.post(url, urlencode(data), content_type="application/x-www-form-urlencoded")
        state = sensitive_state()
        transaction.set_rollback(True)
    return state


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in ROLES if role != "visitor"])
def test_fields_outside_the_form_change_nothing(role, client, unrendered):
    """Where she may do what the address does, with all those fields it does just that; elsewhere, nothing."""
    world, everything = make_world(), everything_at_once()
    client.force_login(world.roles[role])
    untouched = state_after(client, "")

    for name, method, cells in rows():
        if method == "POST":
            url = reverse(name, kwargs={kwarg: world.own.ids[kwarg] for kwarg in parameters_of(name)})
            honest = state_after(client, url, {}) if cells[role] in ("own", "all") else untouched
            assert state_after(client, url, everything) == honest, name
