"""Without a mouse, with large letters, in the reader's own colours, and in a language with longer words."""

import re

import pytest
from playwright.sync_api import expect

from insights.demo.accounts import PASSWORD

from .steps import LOGIN, kk, main, no_sideways_scroll, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MOST_STOPS = 60
FOCUSED = """() => {
    const it = document.activeElement
    if (!it || it === document.body) return {name: '', visible: true}
    const box = it.getBoundingClientRect()
    const ringed = [it, it.closest('label')].some((one) => {
        if (!one) return false
        const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(one)
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 1) || boxShadow !== 'none'
    })
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth
    const label = Array.from(it.labels || [], (one) => one.innerText).join(' ')
    const name = it.getAttribute('aria-label') || label || it.innerText || it.value || ''
    const group = it.closest('fieldset')?.querySelector('legend')?.innerText || ''
    const visible = ringed && inside && box.width * box.height > 0
    return {name: `${group} ${name}`.replace(/\\s+/g, ' ').trim(), visible}
}"""
OVERFLOWING = """() => {
    const found = []
    const tell = (it, why) => found.push(`${why}: ${it.tagName} ${it.className} ${it.textContent.trim().slice(0, 40)}`)
    for (const it of document.querySelectorAll('body *')) {
        const style = getComputedStyle(it)
        if (it.closest('.visually-hidden, .skip, svg, input') || !it.checkVisibility() || !it.clientWidth) continue
        if (/hidden|clip/.test(style.overflowX) && it.scrollWidth > it.clientWidth + 1) tell(it, 'clipped')
        if (!it.matches('a.button, button, label, legend, summary, nav a, .badge, .chip')) continue
        const text = document.createRange(), box = it.getBoundingClientRect()
        text.selectNodeContents(it)
        const left = Math.max(box.left, 0) - 1.5, right = Math.min(box.right, innerWidth) + 1.5
        const lines = Array.from(text.getClientRects()).filter((line) => line.width)
        if (lines.some((line) => line.left < left || line.right > right)) tell(it, 'sticks out')
    }
    return found
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true })"
LENGTHEN = """() => {
    const labels = 'button, .button, nav a, .menu a, .tabs a, label, legend, summary, .badge, .chip, th'
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = []
    while (words.nextNode()) texts.push(words.currentNode)
    for (const text of texts.filter((one) => one.parentElement.closest(labels)))
        text.data = text.data.replace(/\\S+/g, (word) => word + word.slice(0, Math.ceil(word.length * 0.4)))
}"""


class Keys:
    """A person who has a keyboard only. Where she stands is visible at every stop."""

    def __init__(self, page):
        self.page = page

    def reach(self, name, key="Tab"):
        """Walks to what is called so."""
        passed = []
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press(key)
            focused = self.page.evaluate(FOCUSED)
            assert focused["visible"], f"{focused['name']!r} does not show that it has the focus"
            if re.match(name, focused["name"]):
                return self
            passed.append(focused["name"])
        pytest.fail(f"{name!r} is not among {passed}")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text):
        self.page.keyboard.type(text)
        return self

    def go(self, name, address):
        """Walks to a link or button and presses Enter; the page that comes has this address."""
        self.reach(name).press("Enter")
        self.page.wait_for_url(re.compile(address))
        self.page.wait_for_load_state()
        return self


def named(label):
    return re.escape(kk(label))


def label_of(page, field):
    """What the page calls the first such field."""
    return re.escape(" ".join(page.locator(field).first.evaluate("field => field.labels[0].innerText").split()))


@pytest.fixture
def teacher(new_phone):
    return sign_in(new_phone(), LOGIN["teacher"])


def test_signing_in_by_keyboard(phone):
    phone.goto("/kk/accounts/login/")
    keys = Keys(phone)

    keys.reach(named("Phone or e-mail")).type(LOGIN["teacher"])
    keys.reach(named("Password")).type(PASSWORD)
    keys.go(named("Sign in"), "/kk/my/")

    assert phone.locator("main .next-step").count()


def test_writing_an_answer_by_keyboard(teacher):
    text = "Пернетақтамен жазылған жауап."
    keys = Keys(teacher)

    keys.go(named("Read and answer"), "/stage/7/")
    stage = teacher.url
    question = teacher.locator("#typing textarea").first
    keys.reach(label_of(teacher, "#typing textarea")).press("Control+End").type(f" {text}")
    expect(teacher.locator("#saved")).to_contain_text(re.compile(r"\d\d:\d\d"))
    keys.go(named("Save and continue later"), r"/project/\w+/$")

    teacher.goto(stage)
    assert text in question.input_value()


def test_logging_a_session_by_keyboard(new_phone):
    page, topic = sign_in(new_phone(), LOGIN["facilitator"]), "Тышқансыз тіркелген сессия"
    keys = Keys(page)

    keys.go("Ізденіс", "/communities/").go(named("Log an unplanned session"), "/sessions/log/")
    person = page.locator(".mark legend").nth(1).inner_text()
    keys.reach(named("Topic")).type(topic)
    keys.reach(re.escape(person)).press("ArrowRight")
    chosen = page.locator(".mark").nth(1).locator("label:has(:checked)").inner_text().split()[-1]
    keys.reach(label_of(page, "[name=decisions]")).type("Жазып жүреміз.")
    keys.go(named("Save"), "/sessions/(?!log)[^/]+/$")

    said = main(page)
    assert topic in said
    assert re.search(rf"{person}\s+{chosen}", said)


def test_finding_a_story_by_keyboard(phone):
    phone.goto("/kk/projects/")
    keys = Keys(phone)

    keys.reach(named("Search")).type("sirke")
    keys.go(named("Search"), "q=sirke")
    title = phone.locator(".story-card h2 a").first.inner_text()
    keys.go(re.escape(title), r"/projects/\w+/$")

    assert phone.locator("h1").inner_text() == title


def test_switching_the_language_by_keyboard_keeps_what_was_typed(teacher):
    text = "Тіл ауысса да, сөзім қалады."
    teacher.goto("/kk/my/")
    keys = Keys(teacher).go(named("Read and answer"), "/kk/.+/stage/7/")

    keys.reach(label_of(teacher, "#typing textarea")).press("Control+End").type(text)
    keys.reach("Рус", "Shift+Tab").press("Space")
    teacher.wait_for_url(re.compile("/ru/"))

    assert text in teacher.locator("#typing textarea").first.input_value()


def open_home(page):
    page.goto("/kk/")


def open_sign_in(page):
    page.goto("/kk/accounts/login/")


def open_my(page):
    sign_in(page, LOGIN["teacher"])


def open_stage(page):
    open_my(page)
    page.goto(page.locator("main a[href*='/stage/']").first.get_attribute("href"))


def open_log(page):
    sign_in(page, LOGIN["facilitator"])
    page.goto(page.locator("main section:last-of-type ul.rows a").first.get_attribute("href"))
    page.goto(page.locator("a[href$='/sessions/log/']").first.get_attribute("href"))


def open_review(page):
    sign_in(page, LOGIN["reviewer"])
    page.goto(page.locator("main a[href*='/certification/']").first.get_attribute("href"))
    assert page.locator(".judge").count()


PAGES = [open_home, open_sign_in, open_my, open_stage, open_log, open_review]
every_page = pytest.mark.parametrize("opened", PAGES, ids=lambda opened: opened.__name__.removeprefix("open_"))


def letters_twice_as_large(page):
    """All sizes follow that of the root, as a browser sets it for its reader."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "34px"


@every_page
def test_letters_twice_as_large_fit_a_narrow_phone(opened, new_phone, album):
    page = new_phone(width=320)
    opened(page)
    letters_twice_as_large(page)

    album.keep(page, f"large-{opened.__name__}")
    page.evaluate(OPEN_ALL)

    assert no_sideways_scroll(page)
    assert page.evaluate(OVERFLOWING) == []


@every_page
def test_labels_that_are_40_percent_longer_fit(opened, new_phone, album):
    page = new_phone()
    opened(page)

    page.evaluate(LENGTHEN)
    album.keep(page, f"longer-{opened.__name__}")
    page.evaluate(OPEN_ALL)

    assert no_sideways_scroll(page)
    assert page.evaluate(OVERFLOWING) == []


LOOK = """nodes => nodes.map((one) => {
    const style = getComputedStyle(one)
    return [style.backgroundColor, style.borderTopStyle, style.borderTopWidth].join(' ')
})"""


MARKS = """labels => labels.map((one) => [
    one.querySelector('input').checked,
    getComputedStyle(one).outlineStyle !== 'none',
    getComputedStyle(one.querySelector('span'), '::before').content.includes('✓'),
])"""


def in_her_own_colours(page, opened):
    page.emulate_media(forced_colors="active")
    opened(page)
    return page


def test_chosen_marks_are_told_apart_without_our_colours(phone, album):
    page = in_her_own_colours(phone, open_log)

    marks = page.eval_on_selector_all(".mark-choices label", MARKS)

    album.keep(page, "own-colours-log")
    assert {tuple(mark) for mark in marks} == {(True, True, True), (False, False, False)}


def test_lamps_and_badges_are_told_apart_without_our_colours(phone, album):
    page = in_her_own_colours(phone, open_my)

    lamps = page.locator(".lamp-dots i")
    for number, kind in enumerate(("lit", "now", "")):  # this teacher has lit them all
        lamps.nth(number).evaluate("(lamp, kind) => { lamp.className = kind }", kind)
    looks = page.eval_on_selector_all(".lamp-dots i", LOOK)[:3]
    album.keep(page, "own-colours-my")
    page.goto(page.locator("main .next-step h2 a").first.get_attribute("href"))
    badges = page.eval_on_selector_all(
        ".badge", "nodes => nodes.map((one) => [one.textContent.trim(), getComputedStyle(one).borderTopStyle])"
    )
    album.keep(page, "own-colours-project")

    assert len(set(looks)) == 3, looks
    assert badges
    assert all(text and border == "solid" for text, border in badges)
