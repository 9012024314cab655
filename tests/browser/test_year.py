"""One year of the programme as people live it, on phones of 360 px and in Kazakh; staff also sit at a desk.

Each step is a page that somebody sees; a picture of each lands in $SCREENSHOTS, so that they can be looked at.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from insights.demo.accounts import ACCOUNTS
from insights.demo.cast import SCHOOLS
from schools.tests.makers import write_people_roster

from .steps import no_sideways_scroll, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LOGIN = dict(ACCOUNTS)


@dataclass
class Album:
    folder: Path
    count: int = 0

    def keep(self, page, name):
        """A picture of the whole page; what is wider than the screen fails here."""
        assert no_sideways_scroll(page), f"{name} scrolls sideways"
        self.count += 1
        page.screenshot(path=self.folder / f"{self.count:02}-{name}.png", full_page=True)


@pytest.fixture(scope="module")
def album(tmp_path_factory):
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path_factory.mktemp("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return Album(folder)


def press(page, label, **options):
    page.get_by_role("button", name=label, **options).first.click()
    page.wait_for_load_state()


def follow(page, label, **options):
    page.get_by_role("link", name=label, **options).first.click()
    page.wait_for_load_state()


def main(page):
    return page.inner_text("main")


def make_roster_file(portal, folder, number=100):
    """A list of people at the demo's schools, as a coordinator would send it."""
    told = portal.ask(
        "from schools.models import School\n"
        "for one in School.objects.select_related('district'): print(one.name_kk, one.district.name_kk, sep='|')"
    )
    rows = [line.split("|") for line in told.splitlines()]
    known = {row[1] for row in SCHOOLS.values()}
    schools = [SimpleNamespace(name_kk=n, district=SimpleNamespace(name_kk=d)) for n, d in rows if n in known]
    return write_people_roster(folder / "tizim.xlsx", schools, number)


def bring_list(page, file):
    """Upload, columns, reading: up to the preview."""
    page.set_input_files("input[type=file]", file)
    press(page, "Файлды қарап шығу")
    yield "columns"
    press(page, "Не болатынын көрсету")
    page.wait_for_selector("ol.roster-rows", timeout=60_000)
    yield "preview"


def test_the_coordinator_brings_a_list_and_prints_slips(new_phone, portal, tmp_path, album):
    page = sign_in(new_phone(), LOGIN["coordinator"])
    file = make_roster_file(portal, tmp_path)
    album.keep(page, "coordinator-my")

    follow(page, "Тізім енгізу")
    album.keep(page, "list-upload")
    for step in bring_list(page, file):
        album.keep(page, f"list-{step}")
    press(page, "Растап, сақтау")
    album.keep(page, "list-saved")
    assert "100" in main(page)

    page.get_by_role("button", name="шақыру қағаз").first.click()
    page.wait_for_selector(".slip")
    album.keep(page, "slips")
    slips = page.locator(".slip")
    assert slips.count() > 8
    page.emulate_media(media="print")
    page.pdf(path=album.folder / "slips.pdf", format="A4")
