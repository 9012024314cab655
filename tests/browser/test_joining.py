"""A headteacher without an account, on a phone without scripts, asks to join; a coordinator answers."""

import re

import pytest

from .steps import LOGIN, follow, main, press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def number_on(page):
    return re.search(r"\b[0-9A-Z]{6}\b", page.locator(".notice.success b").inner_text())[0]


def test_a_headteacher_asks_to_join_and_a_coordinator_answers(new_phone, album):
    phone = new_phone(javascript=False)
    phone.goto("/ru/programme/")
    phone.get_by_role("link", name="Наша школа хочет присоединиться").first.click()
    phone.select_option("[name=district]", label="Индерский район")
    phone.fill("[name=school_name]", "Средняя школа Орлик")
    phone.get_by_label("Я директор школы").check()
    phone.fill("[name=person_name]", "Гүлнар Сәрсенова")
    phone.get_by_role("button", name="Қаз").click()
    phone.wait_for_load_state()
    assert phone.url.endswith("/kk/programme/join/again/")
    assert phone.input_value("[name=school_name]") == "Средняя школа Орлик"

    press(phone, "Send")
    album.keep(phone, "join-errors")
    assert phone.locator(".error-summary").is_visible()
    phone.fill("[name=phone]", "8 701 555 01 02")
    phone.check("[name=consent]")
    press(phone, "Send")
    album.keep(phone, "join-received")
    number = number_on(phone)
    assert "Сәрсенова" not in main(phone)

    desk = new_phone()
    sign_in(desk, LOGIN["coordinator"])
    follow(desk, "Schools that ask to join")
    desk.get_by_role("link", name="Средняя школа Орлик").first.click()
    assert number in main(desk)
    press(desk, "I have answered")
    album.keep(desk, "join-answered")
    assert "+7 701 555 01 02" in main(desk)
    assert desk.get_by_role("button", name="Жауап бердім").count() == 0
