"""What is printed fits on A4, without navigation, and its QR codes can be read (promise E9).

And a phone whose clock is two days off does no harm (promise E11).
"""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from .conftest import opened_phone
from .steps import LOGIN, kk, main, press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

A4 = (595.3, 841.9)  # points
NAVIGATION = ["Skip to the content", "Menu", "Need help?", "Main menu", "Communities", "Sign out"]


def printed(page):
    """The PDF that the browser prints of the page: A4, and nothing of the navigation on it."""
    pdf = page.pdf(prefer_css_page_size=True)
    reader = PdfReader(BytesIO(pdf))
    for sheet in reader.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(A4, abs=2)
    words = "\n".join(sheet.extract_text() for sheet in reader.pages)
    assert [word for word in NAVIGATION if kk(word) in words.splitlines()] == []
    return pdf, words


def session_addresses(portal, login):
    """Addresses of a held and of a planned session of this facilitator."""
    return portal.ask(
        "from accounts.models import User\n"
        "from communities.models import Session\n"
        f"sessions = Session.objects.planned_by(User.objects.get(email={login!r})).order_by('starts_at')\n"
        "held, planned = sessions.held().exclude(decisions='').first(), sessions.planned().last()\n"
        "for one in held, planned: print(one.get_absolute_url().replace('/en/', '/kk/'), one.topic, sep='|')"
    ).splitlines()


@pytest.fixture(scope="module")
def facilitator(chromium, portal):
    with opened_phone(chromium, portal) as page:
        yield sign_in(page, LOGIN["facilitator"])


def test_logs_sheets_and_plans_are_printed_on_a4(facilitator, portal):
    held, planned = (line.split("|") for line in session_addresses(portal, LOGIN["facilitator"]))
    for (address, topic), heading in (
        (held, "What we decided"),
        ([f"{held[0]}attendance-sheet/", held[1]], "Attendance sheet"),
        ([f"{planned[0]}plan/", planned[1]], "My notes"),
    ):
        facilitator.goto(address)
        _pdf, words = printed(facilitator)

        flowing = " ".join(words.split())
        assert topic in flowing
        assert kk(heading) in flowing


def test_the_dark_theme_stays_off_the_paper(facilitator, portal):
    (address, _topic), _planned = (line.split("|") for line in session_addresses(portal, LOGIN["facilitator"]))
    facilitator.emulate_media(color_scheme="dark")
    facilitator.goto(address)

    pdf, _words = printed(facilitator)
    facilitator.emulate_media(color_scheme="light")

    assert pypdfium2.PdfDocument(pdf)[0].render().to_pil().convert("L").getpixel((5, 5)) == 255


def test_slips_are_printed_with_codes_that_a_phone_reads(new_phone, portal):
    newcomer = "User.objects.create_user(surname='Қағазова', given_name='Ұлжан', phone='+77015550101')"
    portal.ask(f"from accounts.models import User\n{newcomer}")
    page = sign_in(new_phone(), LOGIN["coordinator"])
    page.goto("/kk/people/?q=Қағазова")
    page.locator("main input[type=checkbox][name=person]").first.check()
    page.locator("form[action*='/people/slips/'] button").first.click()
    page.wait_for_selector(".slip")
    code = page.locator(".slip-code").first.inner_text().replace(" ", "")

    pdf, words = printed(page)

    sheet = (
        pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("L")
    )  # 144 dpi: a village printer does better
    assert code in words.replace(" ", "")
    assert f"{portal.url}/" in zxingcpp.read_barcodes(sheet)[0].text
    assert code in zxingcpp.read_barcodes(sheet)[0].text


def test_a_published_story_is_printed_without_navigation(new_phone, portal):
    page = new_phone()
    page.goto("/kk/projects/")
    page.locator("main .story-card h2 a, main h2 a, main h3 a").first.click()
    page.wait_for_load_state()
    title = page.inner_text("h1")

    _pdf, words = printed(page)

    assert title in " ".join(words.split())


def test_a_phone_two_days_ahead_logs_a_session_of_today(new_phone, portal):
    page = new_phone()
    page.clock.install(time=datetime.now(UTC) + timedelta(days=2))
    sign_in(page, LOGIN["facilitator"])
    address = session_addresses(portal, LOGIN["facilitator"])[0].split("|")[0].split("sessions/")[0]
    page.goto(f"{address}sessions/log/")
    page.fill("[name=topic]", "Сағаты алда кеткен телефон")
    page.fill("[name=time]", "00:00")
    day = page.input_value("[name=day]")
    press(page, "Save")

    assert "Сағаты алда кеткен телефон" in main(page)
    assert abs(datetime.fromisoformat(day) - datetime.now()) < timedelta(days=2)
