"""Forms that were refused and lists without a row: as accessible as the pages of a good day (promises E1, E6)."""

from html.parser import HTMLParser
from itertools import cycle

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override

from accounts.models import COORDINATORS, OBSERVERS, ORGANISERS, UNIVERSITY
from tests import makers
from tests.test_access import parameters_of, rows
from tests.world import make_world

from .rendered import Rendered
from .test_every_page import AXE, look_at

# It needs Chromium and the tests' own database, no served portal: not among those of the marker `browser`.
pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db]
LANGUAGES = ("kk", "ru", "en")
NONSENSE = {
    "date": "31.02.",
    "time": "25:61",
    "number": "many",
    "email": "@",
    "text": "x" * 3000,
    "textarea": "x" * 20000,
}
NOT_TYPED = ("checkbox", "radio", "submit", "file")  # left as they are, they send nothing
NOT_OURS = ("readyz", "admin:*", "openweb:", "uploads:")


@pytest.fixture
def rendered(chromium):
    context = chromium.new_context(viewport={"width": 320, "height": 740}, service_workers="block")
    page = context.new_page()
    page.add_init_script(AXE)
    yield Rendered(page)
    context.close()


class Forms(HTMLParser):
    """Forms of a page that post: [(action, {field: type}, {hidden field: value})]."""

    def __init__(self, html):
        super().__init__()
        self.found, self.inside = [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.inside = given.get("method", "").lower() == "post"
            if self.inside:
                self.found.append((given.get("action"), {}, {}))
        elif self.inside and given.get("name"):
            _action, fields, hidden = self.found[-1]
            if given.get("type") == "hidden":
                hidden[given["name"]] = given.get("value", "")
            elif tag in ("input", "textarea", "select"):
                fields[given["name"]] = given.get("type", "text") if tag == "input" else tag

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "form"


def refused(client, path):
    """The answer to a form of the page sent empty or, where that is no error, with nonsense; None if all is taken."""
    page = client.get(path, follow=True)
    path = page.redirect_chain[-1][0] if page.redirect_chain else path
    if page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
        return None
    for action, fields, hidden in Forms(page.content.decode()).found:
        empty = {name: "" for name, kind in fields.items() if kind not in NOT_TYPED}
        nonsense = {name: NONSENSE.get(kind, "?") for name, kind in fields.items()}
        for typed in (empty, nonsense) if fields else ():
            with transaction.atomic():
                answer = client.post(action or path, hidden | typed)
                transaction.set_rollback(True)
            if answer.status_code in (200, 409, 422) and "error-summary" in answer.content.decode():
                return answer
    return None


def wrong_with_error_page(page, where, language):
    """What promise E6 says of the page that is open, and is not so."""
    wrong = look_at(page, where)
    with override(language):
        if not page.title().startswith(gettext("Error") + ":"):
            wrong.append(f"{where}: the title begins “{page.title()[:30]}”")
    if not page.evaluate("document.activeElement.classList.contains('error-summary')"):
        wrong.append(f"{where}: the summary has not the focus")
    lost = page.eval_on_selector_all(
        ".error-summary a", "links => links.map(l => l.hash).filter(h => !document.getElementById(h.slice(1)))"
    )
    return wrong + [f"{where}: {hash} leads nowhere" for hash in lost]


def pages_with_forms(world):
    """(role, address, path) of each page that the access table lets somebody open, with the first who may."""
    for name, method, cells in rows():
        role = next((role for role, cell in cells.items() if cell in ("all", "own")), None)
        if method == "GET" and role and not name.startswith(NOT_OURS):
            yield role, name, {kwarg: world.own.ids[kwarg] for kwarg in parameters_of(name)}


def test_a_refused_form_is_accessible_and_says_error_first(rendered, client):
    world, wrong, seen = make_world(), [], []
    languages = cycle(LANGUAGES)
    for role, name, kwargs in pages_with_forms(world):
        client.logout()
        if role != "visitor":
            client.force_login(world.roles[role])
        language = next(languages)
        with override(language):
            path = reverse(name, kwargs=kwargs)
        answer = refused(client, path)
        if answer is not None:
            seen.append(name)
            wrong += wrong_with_error_page(rendered.show(answer, path), f"{name} {path}", language)

    assert wrong == [], "\n".join(wrong)
    assert len(seen) > 30


NEWCOMERS = {
    "visitor": None,
    "teacher": {},
    "chief": {"groups": [UNIVERSITY], "is_staff": True},
    "organiser": {"groups": [ORGANISERS], "is_staff": True},
    "coordinator": {"groups": [COORDINATORS], "is_staff": True},
    "observer": {"groups": [OBSERVERS]},
}


def test_pages_of_an_empty_portal_are_accessible(rendered, client):
    """Each page without a row to name, as the people who can open it, before anything has happened."""
    wrong, seen, languages = [], set(), cycle(LANGUAGES)
    for fields in NEWCOMERS.values():
        client.logout()
        if fields is not None:
            client.force_login(makers.make_person(**fields))
        for name, method, _cells in rows():
            if (
                method != "GET"
                or name.startswith(NOT_OURS)
                or parameters_of(name)
                or (name in seen and name != "insights:my")
            ):
                continue
            with override(next(languages)):
                path = reverse(name)
            answer = client.get(path, follow=True)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                seen.add(name)
                wrong += look_at(rendered.show(answer, path), f"{name} {path}")

    assert wrong == [], "\n".join(wrong)
    assert len(seen) > 25
