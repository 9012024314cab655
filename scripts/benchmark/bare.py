"""The bare Django view that pages are compared with: a session, one indexed query, a list of 25 rows in a template.

A project as `startproject` makes it, with its middleware, on the portal's database and sessions; served by the portal's
own command. As a module it is settings, addresses and application at once.
"""

import os

import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = __name__
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [os.path.dirname(__file__)]}]
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60, conn_health_checks=True)}


def people():
    """The portal's table of people as a model of four columns. Made once Django is set up."""
    from django.db import models

    class Person(models.Model):
        id = models.CharField(primary_key=True, max_length=12)
        surname = models.CharField(max_length=80)
        given_name = models.CharField(max_length=80)
        email = models.EmailField()
        sort_key = models.CharField(max_length=255, db_index=True)

        class Meta:
            app_label, managed, db_table = "auth", False, "accounts_user"

    return Person.objects.order_by("sort_key")


def rows(request):
    from django.shortcuts import render

    if not hasattr(rows, "people"):
        rows.people = people()
    request.session.get("_auth_user_id")
    return render(request, "bare.html", {"rows": rows.people.all()[:25]})


def health(request):
    from django.http import HttpResponse

    return HttpResponse("ok")


def __getattr__(name):
    """Made when first asked for: Django is not set up yet while these settings are read."""
    if name == "urlpatterns":
        from django.urls import path

        return [path("", rows), path("healthz", health)]
    if name == "application":
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()
    raise AttributeError(name)
