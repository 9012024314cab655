"""The bare Django view that pages are compared with: a session, one indexed query, a list of 25 rows in a template.

A project as `startproject` makes it, with its middleware, on the portal's database and sessions; served by the portal's
own command. As a module it is settings, addresses and application at once.
"""

import os

import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = __name__
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.sessions"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [os.path.dirname(__file__)]}]
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60, conn_health_checks=True)}
USE_I18N = False


def rows(request):
    from django.db import connection
    from django.shortcuts import render

    request.session.get("_auth_user_id")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, surname, given_name, email FROM accounts_user ORDER BY sort_key, id LIMIT 25")
        found = [dict(zip(("id", "surname", "given_name", "email"), row, strict=True)) for row in cursor.fetchall()]
    return render(request, "bare.html", {"rows": found})


def __getattr__(name):
    """Made when first asked for: Django is not set up yet while these settings are read."""
    if name == "urlpatterns":
        from django.urls import path

        return [path("", rows), path("healthz", rows)]
    if name == "application":
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()
    raise AttributeError(name)
