"""Every page of the demo, as each role, on a phone, in three languages: accessible, in bounds, at home."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from insights.demo.accounts import ACCOUNTS

from .steps import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
AXE = (Path(__file__).resolve().parents[1] / "vendor/axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
LEAVE = {"account_logout", "uploads:file", "uploads:small"}
STARTS = {"visitor": ["", "projects/", "schools/", "conference/", "programme/", "accounts/login/", "join/"]}
FINDINGS = """async (rules) => (await axe.run(document, rules)).violations.map(
    (found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`)"""


def name_of(path):
    try:
        match = resolve(path)
    except Resolver404:
        return "missing"
    return f"{match.namespace}:{match.url_name}" if match.namespace else match.url_name


def walk(page, starts, public=()):
    """Opens one page of each address that links lead to; yields (address, path)."""
    waiting, seen = list(starts), set(public)
    while waiting:
        path = waiting.pop(0)
        name = name_of(urlsplit(path).path)
        if name in seen or name in LEAVE or name.startswith("admin:"):
            continue
        seen.add(name)
        response = page.goto(path)
        if not response or "text/html" not in response.headers.get("content-type", ""):
            continue
        assert response.status < 500, path
        yield name, path
        waiting += page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        waiting = [urljoin(path, link).partition("#")[0] for link in waiting]
        waiting = [link for link in waiting if link.startswith("/") and not link.startswith("//")]


def look_at(page, name, path):
    """What is wrong with the page that is open, in words."""
    wrong = [f"{name} ({path}): {finding}" for finding in page.evaluate(FINDINGS, RULES)]
    page.set_viewport_size({"width": 320, "height": 640})
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append(f"{name} ({path}): scrolls sideways at 320 px")
    page.set_viewport_size({"width": 360, "height": 740})
    return wrong


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("role", ["visitor", *(role for role, _login in ACCOUNTS)])
def test_every_page_is_accessible_and_stays_at_home(role, language, new_phone, portal):
    page = new_phone()
    strangers = []
    page.on("request", lambda request: strangers.append(request.url) if not is_ours(request.url, portal) else None)
    page.add_init_script(AXE)
    public = set()
    if role == "visitor":
        starts = [f"/{language}/{start}" for start in STARTS["visitor"]]
    else:
        sign_in(page, dict(ACCOUNTS)[role])
        public = {"insights:home", "projects:story_list", "projects:story", "schools:school", "conference:poster"}
        starts = [f"/{language}/my/"]

    wrong, seen = [], 0
    for name, path in walk(page, starts, public):
        seen += 1
        wrong += look_at(page, name, re.sub(r"\?.*", "", path))

    assert seen > 3
    assert wrong == []
    assert strangers == []


def is_ours(url, portal):
    return url.startswith((portal.url, "data:", "blob:"))
