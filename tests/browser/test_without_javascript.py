"""Everything needed works without JavaScript: a phone whose browser runs none (promise E2)."""

import pytest

from .steps import LOGIN, fill_all, follow, kk, main, photo_with_place, press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WORDS = "Жазғаным осы қалпында қалады"


@pytest.fixture
def plain(new_phone):
    return new_phone(javascript=False)


def on_my_project(page, login):
    """The page of the project that this person leads."""
    sign_in(page, login)
    page.goto("/kk/my/")
    page.locator("main h2 a[href*='/my/project/']").first.click()
    return page.url


def test_a_session_is_logged_with_who_was_there(plain, album):
    sign_in(plain, LOGIN["facilitator"])
    plain.locator("main section:last-of-type ul.rows a").first.click()
    follow(plain, "Log an unplanned session")
    plain.fill("[name=topic]", "Скриптсіз телефон")
    plain.locator(".mark").first.locator("label").nth(1).click()
    press(plain, "Save")

    album.keep(plain, "plain-log")
    assert "Скриптсіз телефон" in main(plain)
    assert kk("late") in main(plain)


def test_a_stage_is_written_and_a_photo_is_sent(plain, portal, tmp_path, album):
    project = on_my_project(plain, a_writer(portal))
    plain.goto(f"{project}stage/1/")
    fill_all(plain, WORDS)
    press(plain, "Save and continue later")
    plain.goto(f"{project}stage/1/")
    album.keep(plain, "plain-stage")
    assert plain.locator("#typing textarea").first.input_value().startswith(WORDS)

    plain.goto(f"{project}stage/7/")
    follow(plain, "Add evidence")
    plain.fill("[name=title]", "Дәптер беті")
    plain.set_input_files("input[type=file]", photo_with_place(tmp_path / "bet.jpg"))
    plain.check("input[name=faces][value=nobody]")
    plain.fill("[name=alt]", "Ашық дәптер")
    press(plain, "Save")
    album.keep(plain, "plain-photo")
    assert plain.locator("img.evidence-picture").count() == 1


def a_writer(portal):
    """Somebody in the middle of her project, who can sign in with the demo's password."""
    return portal.ask(
        "from projects.models import Project, ProjectStatus\n"
        "from accounts.models import User\n"
        "from insights.demo.accounts import PASSWORD\n"
        "lead = Project.objects.filter(status=ProjectStatus.IN_PROGRESS, lead__language='kk')"
        ".exclude(lead__email=None).exclude(evidence__upload__isnull=False).order_by('pk').first().lead\n"
        "lead.set_password(PASSWORD); lead.save()\n"
        "print(lead.email)"
    )


@pytest.mark.parametrize("language", ["Рус", "Eng"])
def test_another_language_keeps_a_half_written_log(language, plain, album):
    sign_in(plain, LOGIN["facilitator"])
    plain.locator("main section:last-of-type ul.rows a").first.click()
    follow(plain, "Log an unplanned session")
    plain.fill("[name=topic]", WORDS)
    plain.locator(".mark").first.locator("label").nth(3).click()

    plain.get_by_role("button", name=language, exact=True).click()

    album.keep(plain, f"plain-{language}")
    assert plain.locator("html").get_attribute("lang") == {"Рус": "ru", "Eng": "en"}[language]
    assert plain.input_value("[name=topic]") == WORDS
    assert plain.locator(".mark").first.locator("input").nth(3).is_checked()


def test_a_portfolio_is_reviewed_and_returned(plain, album):
    sign_in(plain, LOGIN["reviewer"])
    plain.locator("main a[href*='/certification/']").first.click()
    title = plain.inner_text("h1")
    plain.fill("textarea[name=overall]", "Жұмысыңыз жүйелі.")
    press(plain, "Save the comments")
    assert plain.input_value("textarea[name=overall]") == "Жұмысыңыз жүйелі."
    plain.locator("textarea[name^=criterion_]").first.fill("Мақсатты бір сөйлеммен айтыңыз.")
    press(plain, "Return with comments…")
    album.keep(plain, "plain-return")
    press(plain, "Yes, return it")

    album.keep(plain, "plain-returned")
    assert kk("“%(title)s” is back with its author. She sees your comments.") % {"title": title} in main(plain)


def test_back_and_other_words_make_no_second_record(plain, portal):
    """Back asks the server for the same form; what it has made is there to be changed, or asked about."""
    sign_in(plain, LOGIN["facilitator"])
    plain.locator("main section:last-of-type ul.rows a").first.click()
    follow(plain, "Log an unplanned session")
    plain.fill("[name=topic]", "Артқа, скриптсіз")
    press(plain, "Save")

    plain.go_back()
    plain.fill("[name=summary]", "Артынан қосылған сөз")
    press(plain, "Save")

    ask = "from communities.models import Session; print(*Session.objects.filter(topic={!r}).values_list('summary'))"
    assert portal.ask(ask.format("Артқа, скриптсіз")) == "('Артынан қосылған сөз',)"


def test_back_to_a_comment_and_other_words_ask_first(plain, portal, album):
    sign_in(plain, LOGIN["facilitator"])
    plain.goto("/kk/my/projects/")
    plain.locator("main h2 a, main h3 a, main li a").first.click()
    plain.locator("main a[href*='/comment/']").first.click()
    plain.fill("[name=text]", "Артқа: бірінші сөз")
    press(plain, "Send the comment")

    plain.go_back()
    plain.fill("[name=text]", "Артқа: екінші сөз")
    press(plain, "Send the comment")

    album.keep(plain, "plain-sent-differently")
    said = "Comment.objects.filter(text__startswith='Артқа: ')"
    assert (
        portal.ask(f"from projects.models import Comment; print(*{said}.values_list('text'))")
        == "('Артқа: бірінші сөз',)"
    )
    assert plain.input_value("[name=text]") == "Артқа: екінші сөз"
