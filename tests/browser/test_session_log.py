"""After the meeting, in the corridor: the facilitator logs it on her phone, and mends it later."""

import re

import pytest
from playwright.sync_api import expect

from .steps import LOGIN, follow, kk, main, press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MOST_TAPS = 12
COUNT = "from communities.models import Session; print(Session.objects.filter(topic={topic!r}).count())"


class Thumb:
    """Taps on a phone, counted. Typing follows a tap into the field; the letters themselves are not counted."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, locator):
        locator.first.click()
        self.page.wait_for_load_state()
        self.taps += 1

    def write(self, name, text):
        self.tap(self.page.locator(f"[name={name}]"))
        self.page.keyboard.type(text)


def button(page, label):
    return page.get_by_role("button", name=kk(label), exact=True)


def open_log(page):
    """Her first page -> her community -> the log, as three pages."""
    thumb = Thumb(page)
    thumb.tap(page.locator("main section:last-of-type ul.rows a"))
    thumb.tap(page.get_by_role("link", name=kk("Log an unplanned session")))
    return thumb


def test_the_usual_log_takes_at_most_twelve_taps(phone, portal, album):
    page, topic = sign_in(phone, LOGIN["facilitator"]), "Сұрақ қою тәсілдері"
    thumb = open_log(page)

    album.keep(page, "log-empty")
    thumb.write("topic", topic)
    thumb.tap(page.locator(".mark").nth(1).locator("label").nth(3))
    thumb.write("summary", "Жұппен сұрақ құрастырдық, бір-бірімізге қойып көрдік.")
    thumb.write("decisions", "Әрқайсымыз бір сабақта байқап көреміз.")
    thumb.write("next_steps", "Келесі жолы не байқағанымызды айтамыз.")
    album.keep(page, "log-filled")
    thumb.tap(button(page, "Save"))

    album.keep(page, "log-saved")
    assert kk("The session is logged. Thank you!") in main(page)
    assert thumb.taps <= MOST_TAPS
    assert portal.ask(COUNT.format(topic=topic)) == "1"


def tap_twice(page, topic):
    open_log(page)
    page.fill("[name=topic]", topic)
    button(page, "Save").dblclick()
    expect(page).to_have_url(re.compile("/sessions/(?!log)[^/]+/$"))
    page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False])
def test_tapping_twice_makes_one_record(javascript, new_phone, portal):
    page, topic = sign_in(new_phone(javascript=javascript), LOGIN["facilitator"]), f"Екі рет басылды {javascript}"

    tap_twice(page, topic)

    assert portal.ask(COUNT.format(topic=topic)) == "1"


def test_back_and_save_again_makes_one_record(phone, portal):
    page, topic = sign_in(phone, LOGIN["facilitator"]), "Артқа қайтып, қайта жіберу"
    tap_twice(page, topic)

    page.go_back()
    assert page.input_value("[name=topic]") == topic  # the browser puts the text back
    button(page, "Save").click()
    page.wait_for_load_state()

    assert portal.ask(COUNT.format(topic=topic)) == "1"


@pytest.mark.parametrize("javascript", [True, False])
def test_two_facilitators_who_mend_one_log_see_both_texts(javascript, new_phone, album):
    hers = sign_in(new_phone(javascript=javascript), LOGIN["facilitator"])
    open_log(hers)
    hers.fill("[name=topic]", "Екі қолдың ізі")
    press(hers, "Save")
    follow(hers, "Correct the log")
    theirs = sign_in(new_phone(javascript=javascript, width=1280), LOGIN["external facilitator"])
    theirs.goto(hers.url)
    theirs.fill("[name=decisions]", "Апта сайын <b>кездесеміз</b>.")
    hers.fill("[name=decisions]", "Екі аптада бір кездесеміз.")

    press(theirs, "Save")
    press(hers, "Save")

    album.keep(hers, f"log-conflict-{javascript}")
    assert "Апта сайын <b>кездесеміз</b>." in hers.inner_text(".conflict")
    assert hers.input_value("[name=decisions]") == "Екі аптада бір кездесеміз."
    press(hers, "Save")
    album.keep(hers, f"log-settled-{javascript}")
    assert "Екі аптада бір кездесеміз." in main(hers)
