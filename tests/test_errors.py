"""Pages that say no: in the reader's language, with a way out, and without what may be broken itself."""

import base64
import hashlib
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from safekeeping import closing

from .makers import make_person

ROOT = settings.BASE_DIR
SAYS = {
    400: {"kk": "Сұрауды түсіне алмадық", "ru": "Не удалось понять запрос", "en": "could not be understood"},
    404: {"kk": "Мұндай бет жоқ", "ru": "Такой страницы нет", "en": "There is no such page"},
}


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def breaks(error):
    def view(*args, **kwargs):
        raise error

    return view


def ways_out(page, language):
    """Search, first page, help: what every one of these pages offers."""
    return [
        f'action="/{language}/projects/"' in page,
        f'href="/{language}/"' in page,
        f'href="/{language}/help/"' in page,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_each_is_told_in_the_language_of_its_address_with_a_way_out(visitor, language, status, monkeypatch):
    from django.core.exceptions import PermissionDenied

    address, headers = f"/{language}/", {"accept-language": "de"}
    errors = {403: PermissionDenied(), 500: RuntimeError("ours"), 503: OperationalError("away")}
    if status in errors:
        monkeypatch.setattr("insights.views.lights", breaks(errors[status]))
    if status == 404:
        address += "nowhere/"
    if status == 400:
        headers["host"] = "evil.example"

    response = visitor.get(address, headers=headers)

    page = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}">' in page and '<meta name="robots" content="noindex">' in page
    assert SAYS.get(status, {}).get(language, "") in page
    assert ways_out(page, language) == [True, True, True]
    assert "ETag" not in response


@pytest.mark.django_db
def test_without_a_language_in_the_address_the_cookie_speaks_then_the_browser(visitor):
    spoken = visitor.get("/nowhere", headers={"accept-language": "ru"}).content.decode()
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    remembered = visitor.get("/nowhere", headers={"accept-language": "ru"}).content.decode()

    assert SAYS[404]["ru"] in spoken
    assert SAYS[404]["en"] in remembered


@pytest.mark.django_db
def test_an_error_before_the_language_is_settled_does_not_speak_that_of_the_last_visitor(visitor):
    with translation.override("en"):
        page = visitor.get("/ru/", headers={"host": "evil.example"}).content.decode()

    assert SAYS[400]["ru"] in page


@pytest.mark.django_db
@pytest.mark.parametrize("error", [RuntimeError("ours"), OperationalError("away")])
def test_a_page_about_a_fault_asks_the_database_for_nothing(monkeypatch, error):
    client = Client(raise_request_exception=False)
    client.force_login(make_person())
    monkeypatch.setattr(connection, "cursor", breaks(OperationalError("away")))
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", breaks(error))

    response = client.get("/kk/")

    assert response.status_code in (500, 503)
    assert '<html lang="kk">' in response.content.decode()
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}


@pytest.mark.django_db
def test_when_the_page_about_the_fault_breaks_too_the_last_one_comes(visitor, monkeypatch):
    monkeypatch.setattr("insights.views.lights", breaks(RuntimeError("ours")))
    monkeypatch.setattr("auyl_portal.views.render_to_string", breaks(RuntimeError("ours again")))

    response = visitor.get("/kk/")

    assert response.status_code == 500
    assert "Портал қазір жауап бере алмай тұр" in response.content.decode()


# The page that lies there for the proxy --------------------------------------------------------------------


def test_the_proxys_page_speaks_three_languages_and_loads_nothing():
    page = (ROOT / "deploy" / "portal-is-away.html").read_text(encoding="utf-8")

    assert re.findall(r'lang="(\w+)"', page) == ["kk", "ru", "en"]
    assert re.findall(r'href="([^"]+)"', page) == ["/kk/", "/ru/", "/en/"]
    assert not re.search(r"src=|url\(|@import|http", page)


def test_the_proxy_lets_the_style_of_its_page_through_and_no_other():
    page = (ROOT / "deploy" / "portal-is-away.html").read_text(encoding="utf-8")
    style = re.search(r"<style>(.*?)</style>", page, re.S)[1]
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"style-src 'sha256-{allowed}'" in (ROOT / "deploy" / "nginx.conf").read_text()


# Closed for work ---------------------------------------------------------------------------------------------


@pytest.fixture
def closed():
    yield lambda minutes=40: call_command("portal", "close", minutes=minutes, stdout=StringIO())
    closing.reopen()


@pytest.mark.django_db
def test_a_closed_portal_says_so_in_every_language_and_when_it_is_back(client, closed):
    closed()
    time = f"{timezone.localtime(closing.closed_until()):%H:%M}"

    for language, says in (("kk", "Портал аз уақытқа жабық"), ("ru", "Портал ненадолго закрыт"), ("en", "closed for")):
        response = client.get(f"/{language}/projects/")
        assert response.status_code == 503
        assert says in response.content.decode() and time in response.content.decode()
    assert 39 * 60 <= int(response["Retry-After"]) <= 40 * 60
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_nothing_is_written_while_it_is_closed_and_machines_know_that_it_lives(client, closed):
    closed()

    assert client.post(reverse("account_login"), {}).status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/static/css/portal.css").status_code == 200


@pytest.mark.django_db
def test_it_opens_again_at_once(client, closed):
    closed()
    assert client.get("/kk/projects/").status_code == 503

    call_command("portal", "open", stdout=StringIO())

    assert client.get("/kk/projects/").status_code == 200


@pytest.mark.parametrize("text", ["", "soon", "2026-11-24T10:00"])
def test_a_sign_that_says_no_time_closes_it_for_half_an_hour(closed, text):
    closing.sign().write_text(text)

    assert timedelta(minutes=29) < closing.closed_until() - timezone.now() <= timedelta(minutes=30)
