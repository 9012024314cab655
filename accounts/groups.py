"""The four groups, and what each may do in the admin. Rights over single things are in querysets, not here."""

from .models import COORDINATORS, OBSERVERS, ORGANISERS, UNIVERSITY

LOOK, WORK = ("view",), ("view", "add", "change")

# app -> model ("*" for all others of the app) -> acts. What is not named, nobody but a superuser may do.
RIGHTS = {
    COORDINATORS: {
        "accounts": {"user": WORK, "invitation": LOOK, "consent": LOOK, "consenttext": LOOK, "auditentry": LOOK},
        "outbox": {"*": LOOK},
        "jobs": {"job": LOOK},
        "schools": {"*": WORK},
        "programme": {"*": (*WORK, "delete")},
        "communities": {"*": WORK},
        "projects": {"*": LOOK},
        "uploads": {"*": LOOK},
        "certification": {"*": LOOK},
        "conference": {"*": WORK},
    },
    UNIVERSITY: {
        "accounts": {"user": LOOK},
        "schools": {"*": LOOK},
        "programme": {"*": LOOK},
        "projects": {"*": LOOK},
        "certification": {"*": WORK},
    },
    ORGANISERS: {
        "accounts": {"user": LOOK},
        "schools": {"*": LOOK},
        "conference": {"*": (*WORK, "delete")},
    },
    OBSERVERS: {},
}


def make_groups(app_label=None):
    """Creates the groups and gives them the rights above; rights given by hand stay. Models not there are skipped."""
    from django.contrib.auth.models import Group, Permission

    for name, by_app in RIGHTS.items():
        group, _made = Group.objects.get_or_create(name=name)
        for app, by_model in by_app.items():
            if app_label in (None, app):
                permissions = Permission.objects.filter(content_type__app_label=app).select_related("content_type")
                group.permissions.add(*(one for one in permissions if allowed(one, by_model)))


def allowed(permission, by_model):
    act, _underscore, model = permission.codename.partition("_")
    return act in by_model.get(model, by_model.get("*", ()))


def after_migrate(app_config, **kwargs):
    make_groups(app_config.label)
