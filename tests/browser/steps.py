"""What people do again and again."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext, override
from PIL import Image

from insights.demo.accounts import ACCOUNTS, PASSWORD

LOGIN = dict(ACCOUNTS)


def sign_in(page, login, password=PASSWORD):
    """With the second factor where the portal asks for it: the demo shows the code."""
    page.goto("/kk/accounts/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()
    if "authenticate" in page.url:
        code = re.search(r"\b\d{6}\b", page.inner_text("main"))[0]
        page.fill("input[name=code]", code)
        page.click("main form button[type=submit]")
        page.wait_for_load_state()
    return page


def no_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@dataclass
class Album:
    folder: Path
    count: int = 0

    def keep(self, page, name):
        """A picture of the whole page; what is wider than the screen fails here."""
        assert no_sideways_scroll(page), f"{name} scrolls sideways"
        self.count += 1
        page.screenshot(path=self.folder / f"{self.count:02}-{name}.png", full_page=True)


def kk(text):
    """The text as the Kazakh page says it: tests name what is said, the catalogue how."""
    with override("kk"):
        return gettext(text)


def press(page, label):
    page.get_by_role("button", name=re.compile(f"^{re.escape(kk(label))}")).first.click()
    page.wait_for_load_state()


def follow(page, label):
    page.get_by_role("link", name=kk(label)).first.click()
    page.wait_for_load_state()


def main(page):
    return page.inner_text("main")


def fill_all(page, text):
    """Every open question of the page; returns how many there are."""
    areas = page.locator("#typing textarea")
    for number in range(areas.count()):
        areas.nth(number).fill(f"{text} ({number + 1})")
    return areas.count()


def photo_with_place(path):
    """A photo as a phone makes it: with the place where it was taken."""
    image = Image.new("RGB", (1600, 1200), "#c9b28a")
    exif = Image.Exif()
    exif[0x010F] = "Telefon"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 52.0, 54.0), 3: "E", 4: (53.0, 47.0, 15.0)})
    image.save(path, "JPEG", exif=exif)
    assert Image.open(path).getexif().get_ifd(0x8825)
    return path
