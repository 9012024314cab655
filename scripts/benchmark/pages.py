"""The busiest pages: whose they are, and where they stand in the database at hand. Prints them as JSON.

Runs with the portal's settings: python -m scripts.benchmark.pages [public]
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "auyl_portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from accounts.models import User  # noqa: E402
from certification.models import Portfolio  # noqa: E402
from communities.models import Community, Session  # noqa: E402
from conference.models import Conference, Poster  # noqa: E402
from insights.demo.accounts import ACCOUNTS  # noqa: E402
from programme.models import NewsItem  # noqa: E402
from projects.models import Project  # noqa: E402
from schools.models import School  # noqa: E402

VISITOR = ""


def main():
    found = list(pages())
    cookies = {role: sign_in(role) for role in {role for _name, role, _path in found} if role}
    listed = [{"name": name, "role": role, "path": path, "cookie": cookies.get(role, "")} for name, role, path in found]
    json.dump(listed, sys.stdout)


def pages():
    """(name, role of its reader or "", path); a page that this portal does not have is left out."""
    for name, role, address in public() if "public" in sys.argv else [*public(), *own()]:
        try:
            yield name, role, address()
        except NoReverseMatch:
            print(f"{name}: this portal has no such page", file=sys.stderr)


def public():
    story = Project.objects.published().exclude(cover=None).order_by("-published_at").first()
    school = School.objects.order_by("sort_key").filter(projects=story).first()
    conference = Conference.objects.filter(posters__in=Poster.objects.shown()).order_by("-starts_on").first()
    poster = conference.posters.shown().first()
    news = NewsItem.objects.published().first()
    region = school.district.region_id
    return [
        ("home", VISITOR, lambda: reverse("insights:home")),
        ("stories", VISITOR, lambda: reverse("projects:story_list")),
        ("stories: search", VISITOR, lambda: reverse("projects:story_list") + f"?q=oqu&region={region}"),
        ("story", VISITOR, lambda: reverse("projects:story", args=[story.pk])),
        ("schools", VISITOR, lambda: reverse("schools:school_list")),
        ("school", VISITOR, lambda: reverse("schools:school", args=[school.pk])),
        ("programme", VISITOR, lambda: reverse("programme:about")),
        ("news item", VISITOR, lambda: reverse("programme:news", args=[news.pk])),
        ("gallery", VISITOR, lambda: reverse("conference:poster_list", args=[conference.slug])),
        ("poster", VISITOR, lambda: reverse("conference:poster", args=[conference.slug, poster.pk])),
        ("sign-in", VISITOR, lambda: reverse("account_login")),
    ]


def own():
    """Pages of signed-in people: each with work in it."""
    teacher, facilitator = person("teacher"), person("facilitator")
    project = Project.objects.editable_by(teacher).first()
    community = Community.objects.run_by(facilitator).going_on().first()
    to_log = Session.objects.unlogged().filter(community=community).first()
    portfolio = Portfolio.objects.reviewable_by(person("reviewer")).waiting().order_by("submitted_at").first()
    return [
        ("my page: teacher", "teacher", lambda: reverse("insights:my")),
        ("my page: facilitator", "facilitator", lambda: reverse("insights:my")),
        ("my page: coordinator", "coordinator", lambda: reverse("insights:my")),
        ("my page: reviewer", "reviewer", lambda: reverse("insights:my")),
        ("project", "teacher", lambda: reverse("projects:project", args=[project.pk])),
        ("stage", "teacher", lambda: reverse("projects:stage", args=[project.pk, 4])),
        ("community", "facilitator", lambda: reverse("communities:community", args=[community.pk])),
        ("session log", "facilitator", lambda: reverse("communities:session_log", args=[community.pk, to_log.pk])),
        ("review queue", "chief reviewer", lambda: reverse("certification:queue")),
        ("portfolio", "reviewer", lambda: reverse("certification:portfolio", args=[portfolio.pk])),
        ("admin: people", "coordinator", lambda: reverse("admin:accounts_user_changelist")),
        ("people", "coordinator", lambda: reverse("accounts:people")),
        ("board", "coordinator", lambda: reverse("insights:board")),
        ("exports", "coordinator", lambda: reverse("insights:export_list")),
    ]


def person(role):
    return User.objects.get(email=dict(ACCOUNTS)[role])


def sign_in(role):
    """A session as signing in leaves it; its cookie."""
    user = person(role)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    main()
