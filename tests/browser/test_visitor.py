"""A visitor with a phone and Russian: a story from her district in three taps, and to a friend from there."""

import re

import pytest

from .steps import no_sideways_scroll

pytestmark = pytest.mark.browser
DISTRICT = "Енбекшиказахский район"


def tap(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def three_taps(page):
    """From the first page: region, district, story. Returns the story's title on its card."""
    page.goto("/ru/")
    tap(page, "Алматинская область")
    tap(page, DISTRICT)
    card = page.locator(".story-card").first
    assert DISTRICT in card.inner_text()
    title = card.locator("h2 a").inner_text()
    card.locator("h2 a").click()
    page.wait_for_load_state()
    return title


def test_three_taps_and_the_copied_address_leads_a_friend_there(new_phone, album):
    phone = new_phone()
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    title = three_taps(phone)
    assert phone.locator("h1").inner_text() == title
    assert "Текст дан на языке автора" in phone.inner_text("main") or phone.locator("h1[lang]").count() == 0
    album.keep(phone, "visitor-story")

    phone.get_by_role("button", name="Скопировать").click()
    phone.get_by_role("button", name="Скопировано").wait_for()
    address = phone.evaluate("navigator.clipboard.readText()")

    friend = new_phone()
    friend.goto(address)
    assert friend.locator("h1").inner_text() == title


def test_the_phones_own_menu_sends_title_and_address(new_phone):
    phone = new_phone()
    phone.add_init_script("navigator.share = (what) => { window.sent = what; return Promise.resolve(); }")
    title = three_taps(phone)

    phone.get_by_role("button", name="Отправить").click()

    sent = phone.evaluate("window.sent")
    assert sent["title"] == title
    assert phone.url == sent["url"]


def test_without_javascript_three_taps_and_the_links_suffice(new_phone, album):
    phone = new_phone(javascript=False)
    title = three_taps(phone)

    assert phone.locator("h1").inner_text() == title
    assert phone.get_by_label("Адрес этой страницы").input_value() == phone.url
    mail = phone.get_by_role("link", name="По электронной почте").get_attribute("href")
    assert mail.startswith("mailto:?subject=") and re.search(r"body=http", mail)
    assert not phone.get_by_role("button", name="Скопировать").is_visible()
    phone.get_by_text("QR-код для бумаги и стенда").click()
    assert phone.locator(".share-qr svg").is_visible()
    assert no_sideways_scroll(phone)


def test_a_search_without_script_has_an_address_to_pass_on(new_phone):
    phone = new_phone(javascript=False)
    phone.goto("/ru/projects/")
    phone.fill("input[name=q]", "oqushy")
    phone.get_by_role("button", name="Найти").click()
    phone.wait_for_load_state()

    shown = phone.locator(".story-card h2").all_inner_texts()
    friend = new_phone()
    friend.goto(phone.url)

    assert friend.locator(".story-card h2").all_inner_texts() == shown
