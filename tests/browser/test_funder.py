"""A funder gets the report as PDF in English and checks two of its figures on the pages that she may open."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from .steps import LOGIN, sign_in

pytestmark = pytest.mark.browser
FIGURES = ("Teachers", "Published stories")


def told_by_page(page, name):
    """The value of a row of the table of figures."""
    row = page.locator("tr", has=page.get_by_role("rowheader", name=name, exact=True)).first
    return row.locator("td").first.inner_text().strip()


def told_by_report(text, name):
    """On its first page a number stands above its name."""
    return re.search(rf"(\d+)\n{name}\n", text)[1]


def test_two_figures_of_the_english_report_stand_on_her_pages_too(new_phone, album):
    laptop = new_phone(width=1280)
    sign_in(laptop, LOGIN["observer"])
    laptop.goto("/en/my/")
    laptop.get_by_role("link", name="Snapshots and reports").first.click()
    report = laptop.locator("main a[hreflang=en]").first.get_attribute("href")
    answer = laptop.context.request.get(report)
    document = PdfReader(BytesIO(answer.body()))
    text = document.pages[0].extract_text()

    laptop.locator(".rows .row-main > a").first.click()
    laptop.wait_for_load_state()
    album.keep(laptop, "funder-snapshot")

    assert answer.headers["content-type"] == "application/pdf"
    assert document.trailer["/Root"]["/Lang"].startswith("en")
    assert {name: told_by_page(laptop, name) for name in FIGURES} == {
        name: told_by_report(text, name) for name in FIGURES
    }
    assert laptop.get_by_role("button", name="Make the report").count() == 0
