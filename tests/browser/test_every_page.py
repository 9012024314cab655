"""Every page of the demo, as each role, on a phone, in three languages: accessible, in bounds, at home."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from .steps import LOGIN, no_sideways_scroll, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
AXE = (Path(__file__).resolve().parents[1] / "vendor/axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
OTHER_WORDS = RULES | {"rules": {"color-contrast": {"enabled": False}}}  # the same colours in every language
LEAVE = {"account_logout", "uploads:file", "uploads:small", "communities:record_pdf", "certification:portfolio_pdf"}
VISITOR = ["", "projects/", "schools/", "conference/", "programme/", "accounts/login/", "join/"]
PUBLIC = {"insights:home", "projects:story_list", "projects:story", "schools:school", "conference:poster"}
# the same for every role: looked at with the first that signs in
ALIKE = re.compile("account_|mfa_|usersessions_|programme:|pictures:|accounts:(profile|phone|email|my_data|consent)")
FINDINGS = """async (rules) => (await axe.run(document, rules)).violations.map(
    (found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`)"""

seen_in_others = set()  # addresses that were looked at in Russian and English


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
        waiting += page.eval_on_selector_all(
            "a[href]:not([download])", "links => links.map(link => link.getAttribute('href'))"
        )
        waiting = [urljoin(path, link).partition("#")[0] for link in waiting]
        waiting = [link for link in waiting if link.startswith("/") and not link.startswith("//")]


def look_at(page, where, rules=RULES):
    """What is wrong with the page that is open, in words."""
    wrong = [f"{where}: {finding}" for finding in page.evaluate(FINDINGS, rules)]
    if not no_sideways_scroll(page):
        wrong.append(f"{where}: scrolls sideways at 320 px")
    return wrong


@pytest.mark.parametrize("role", ["visitor", *LOGIN])
def test_every_page_is_accessible_and_stays_at_home(role, new_phone, portal):
    """In Kazakh all that the role can reach; in Russian and English each address with the first role that does."""
    page = new_phone(width=320)
    strangers = []
    page.on("request", lambda request: None if is_ours(request.url, portal) else strangers.append(request.url))
    page.add_init_script(AXE)
    starts, public = [f"/kk/{start}" for start in VISITOR], set()
    if role != "visitor":
        sign_in(page, LOGIN[role])
        starts, public = ["/kk/my/"], PUBLIC | {name for name in seen_in_others if ALIKE.match(name)}

    wrong, reached = [], []
    for name, path in walk(page, starts, public):
        reached.append((name, path))
        wrong += look_at(page, f"{name} {path}")
    for name, path in reached:
        if name in seen_in_others and name != "insights:my":
            continue
        seen_in_others.add(name)
        for language in ("ru", "en"):
            page.goto(path.replace("/kk/", f"/{language}/", 1))
            wrong += look_at(page, f"{name} {page.url}", OTHER_WORDS)

    assert len(reached) > 3
    assert wrong == [], "\n".join(wrong)
    assert strangers == []


def is_ours(url, portal):
    return url.startswith((portal.url, "data:", "blob:", "chrome"))  # Chromium shows PDF with pages of its own
