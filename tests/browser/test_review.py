"""A portfolio between the village and the university, until its story is public and its light is on the map."""

import re

import pytest
from playwright.sync_api import expect

from languages.alphabet import to_latin

from .conftest import opened_phone
from .steps import LOGIN, follow, kk, main, press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ASKED = "Екінші дәлелдің күні мен сыныбы жазылмаған."
MENDED = "Күні мен сыныбын қостым: 12 қазан, 6-сынып."


@pytest.fixture(scope="module")
def teacher(chromium, portal):
    with opened_phone(chromium, portal) as page:
        yield sign_in(page, LOGIN["teacher"])


@pytest.fixture(scope="module")
def chief(chromium, portal):
    with opened_phone(chromium, portal, width=1280) as page:
        yield sign_in(page, LOGIN["chief reviewer"])


def mend_and_submit(page, album, name):
    """From her first page to the comments, to the stage, and back to the university."""
    page.goto("/kk/my/")
    album.keep(page, f"{name}-my")
    page.locator("main .next-step a.button").first.click()
    page.wait_for_load_state()
    album.keep(page, f"{name}-comments")
    said = main(page)
    page.locator("a[href*='/stage/']").first.click()
    page.wait_for_load_state()
    area = page.locator("#typing textarea").first
    area.fill(f"{area.input_value()}\n{MENDED} {name}")
    expect(page.locator("#saved")).to_contain_text(re.compile(r"\d\d:\d\d"))
    press(page, "Save and continue later")
    follow(page, "Read the reviewer’s comments")
    follow(page, "Check and submit again")
    album.keep(page, f"{name}-submit")
    press(page, "Submit again")
    album.keep(page, f"{name}-submitted")
    assert kk("Your portfolio is with the university.") in main(page)
    return said


def return_in_workshop(page, title, album):
    page.goto("/admin/certification/portfolio/")
    page.fill("input[name=q]", to_latin(title).lower())
    page.press("input[name=q]", "Enter")
    page.wait_for_load_state()
    album.keep(page, "workshop-list")
    page.get_by_role("link", name=title).click()
    page.wait_for_load_state()
    album.keep(page, "workshop-portfolio")
    follow(page, "Return with comments")
    page.locator("textarea[name^=criterion_]").first.fill(ASKED)
    album.keep(page, "workshop-return")
    page.click("input[type=submit].default")
    page.wait_for_load_state()
    album.keep(page, "workshop-returned")


def give_to_reviewer(page, title, reviewer, album):
    page.goto("/kk/certification/")
    page.locator("li.queue-row").filter(has_text=title).locator("a[href*='/assign/']").click()
    page.wait_for_load_state()
    option = page.locator("select[name=reviewer] option").filter(has_text=reviewer)
    page.select_option("select[name=reviewer]", value=option.first.get_attribute("value"))
    album.keep(page, "assign")
    press(page, "Give it to her")


def accept(page, title, album):
    page.goto("/kk/my/")
    album.keep(page, "reviewer-my")
    page.get_by_role("link", name=title).first.click()
    page.wait_for_load_state()
    album.keep(page, "reviewer-portfolio")
    changed = page.inner_text("#changes")
    page.fill("[name=overall]", "Дәлелдеріңіз нақты, рақмет.")
    press(page, "Accept…")
    album.keep(page, "reviewer-levels-missing")
    for levels in page.locator("fieldset.levels").all():
        levels.locator("label.level").nth(2).click()
    press(page, "Accept…")
    album.keep(page, "reviewer-accept")
    press(page, "Yes, accept it")
    album.keep(page, "reviewer-accepted")
    return changed


def publish(page, address, album):
    page.goto(address)
    album.keep(page, "accepted")
    follow(page, "Make it a public story")
    album.keep(page, "publish")
    press(page, "Publish the story")
    album.keep(page, "published")
    return page.url


def test_a_portfolio_goes_to_the_university_and_comes_out_as_a_light(teacher, chief, new_phone, portal, album):
    teacher.goto("/kk/my/")
    mine = teacher.locator("main .next-step h2 a").first
    title, address = mine.inner_text(), mine.get_attribute("href")
    reviewer = portal.ask(
        f"from accounts.models import User; print(User.objects.get(email={LOGIN['reviewer']!r}).full_name)"
    )

    mend_and_submit(teacher, album, "first")
    return_in_workshop(chief, title, album)
    said = mend_and_submit(teacher, album, "second")
    give_to_reviewer(chief, title, reviewer, album)
    changed = accept(sign_in(new_phone(width=1280), LOGIN["reviewer"]), title, album)
    story = publish(teacher, address, album)

    assert ASKED in said
    assert MENDED in changed
    seen_by_all(new_phone(), story, title, album)


def seen_by_all(page, story, title, album):
    page.goto("/kk/projects/")
    page.fill("input[name=q]", to_latin(title).upper())
    page.press("input[name=q]", "Enter")
    page.wait_for_load_state()
    album.keep(page, "stories-found")
    page.get_by_role("link", name=title).first.click()
    page.wait_for_load_state()
    album.keep(page, "story")
    assert page.url == story
    school = page.locator("main a[href*='/schools/']").first.get_attribute("href")
    page.goto("/kk/")
    album.keep(page, "home")
    assert page.locator(f"main svg a[href='{school}'], header svg a[href='{school}']").count() == 1
