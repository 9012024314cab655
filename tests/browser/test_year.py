"""One year of the programme as people live it, on phones of 360 px and in Kazakh; staff also sit at a desk.

Each step is a page that somebody sees; a picture of each lands in $SCREENSHOTS, so that they can be looked at.
"""

import re
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import expect

from insights.demo.cast import SCHOOLS
from schools.tests.makers import write_people_roster

from .conftest import opened_phone
from .steps import LOGIN, fill_all, follow, kk, main, photo_with_place, press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


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
    press(page, "Look into the file")
    yield "columns"
    press(page, "Show what will happen")
    page.wait_for_selector("ol.roster-rows", timeout=60_000)
    yield "preview"


@pytest.fixture(scope="module")
def slips(chromium, portal, tmp_path_factory, album):
    """What the coordinator's afternoon leaves on paper: school -> [(name, code)]."""
    with opened_phone(chromium, portal) as page:
        sign_in(page, LOGIN["coordinator"])
        file = make_roster_file(portal, tmp_path_factory.mktemp("roster"))
        album.keep(page, "coordinator-my")

        follow(page, "Bring in a roster")
        album.keep(page, "list-upload")
        for step in bring_list(page, file):
            album.keep(page, f"list-{step}")
        press(page, "Confirm and save")
        album.keep(page, "list-saved")
        page.locator("form[action*='/people/slips/'] button").click()
        page.wait_for_selector(".slip")
        album.keep(page, "slips")
        page.pdf(path=album.folder / "slips.pdf", format="A4")
        printed = [read_slip(one) for one in page.locator(".slip").all_inner_texts()]

        page.goto("/kk/schools/import/new/")
        for _step in bring_list(page, file):
            pass
        album.keep(page, "list-again")
        return SimpleNamespace(printed=printed, pictures=100, again=main(page))


def read_slip(text):
    """(name, school, code) as they stand on the paper."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[1], lines[2], lines[3].replace(" ", "")


def test_a_list_of_a_hundred_people_becomes_slips_eight_a_page(slips, album):
    paper = (album.folder / "slips.pdf").read_bytes()

    assert len({code for _name, _school, code in slips.printed}) == 100
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 13
    assert kk("There is nothing new in this list: saving it changes nothing.") in slips.again


PASSWORD = "zheti-kazyna-1"
THOUGHT = "Оқушылар мәтінді дауыстап оқиды, бірақ өз сөзімен айтып бере алмайды. Мені осы толғандырады."


@pytest.fixture(scope="module")
def newcomer(chromium, portal, slips, album):
    """A teacher of the village where the demo's facilitator works, in the community; her phone stays open."""
    with opened_phone(chromium, portal) as page:
        name, _school, code = next(one for one in slips.printed if "Миялы" in one[1])
        page.goto(f"/kk/join/{code}/")
        album.keep(page, "slip-opened")
        page.goto(f"/kk/join/{code}/")  # looking twice uses nothing up
        for field in page.locator("#typing input[type=password]").all():
            field.fill(PASSWORD)
        press(page, "That is me: open my account")
        album.keep(page, "consent")
        page.get_by_label(kk("I have read this and I agree")).check()
        press(page, "Continue")
        album.keep(page, "newcomer-my")
        assert "/kk/my/" in page.url
        with opened_phone(chromium, portal) as other:
            add_to_community(other, name, album)
        yield SimpleNamespace(page=page, name=name, code=code, login=None)


def add_to_community(page, name, album):
    sign_in(page, LOGIN["facilitator"])
    album.keep(page, "facilitator-my")
    page.locator("main section:last-of-type ul.rows a").first.click()
    page.wait_for_load_state()
    album.keep(page, "community")
    follow(page, "Add members")
    given_name, surname = name.split()[:2]
    page.fill("input[name=q]", f"{surname} {given_name}")
    press(page, "Search")
    album.keep(page, "member-add")
    press(page, "Add")
    album.keep(page, "member-added")
    assert surname in main(page)


def test_a_slip_is_used_up_by_the_claim_only(newcomer, new_phone, album):
    page = new_phone()

    page.goto(f"/kk/join/{newcomer.code}/")

    album.keep(page, "slip-used")
    assert not page.locator("input[type=password]").count()


@pytest.fixture(scope="module")
def project(newcomer, album):
    """Her project with three stages lit; the address of its page."""
    page = newcomer.page
    page.goto("/kk/my/")
    follow(page, "Begin")
    album.keep(page, "project-new")
    page.fill("input[name=title], textarea[name=title]", "Оқығанын өз сөзімен айтатын бала")
    press(page, "Begin")
    album.keep(page, "project")
    address = urlsplit(page.url).path
    for number in (1, 2):
        write_stage(page, f"{address}stage/{number}/", album)
    for whom in ("Әріптесім, қазақ тілі мұғалімі", "Ата-аналар"):
        page.goto(f"{address}stage/3/")
        follow(page, "Add a consultation")
        page.fill("[name=whom]", whom)
        page.fill("[name=said]", "Алдымен оқушылардың өзінен сұрау керек.")
        page.fill("[name=changed]", "Сауалнама қостым.")
        press(page, "Save")
    album.keep(page, "consultations")
    write_stage(page, f"{address}stage/3/", album)
    return address


def write_stage(page, address, album):
    page.goto(address)
    fill_all(page, THOUGHT)
    if page.locator("[name=themes]").count():
        page.locator("[name=themes]").first.check()
    expect(page.locator("#saved")).to_contain_text(re.compile(r"\d\d:\d\d"))
    album.keep(page, f"stage-{address.split('/')[-2]}")
    press(page, "This stage is done")
    assert kk("Stage %(number)d is done: its lamp is lit.") % {"number": int(address.split("/")[-2])} in main(page)


def test_three_stages_are_lit_and_saved_while_she_types(newcomer, project, album):
    newcomer.page.goto(project)
    album.keep(newcomer.page, "project-three")

    assert newcomer.page.locator(".lamps .lit").count() == 3


def lose_session(page):
    page.context.clear_cookies(name="sessionid")


def phone_of(name, portal):
    """Village teachers sign in with it."""
    phones = portal.ask(
        "from accounts.models import User\n"
        "for one in User.objects.exclude(phone=None): print(one.short_name, one.phone, sep='|')"
    )
    return dict(line.split("|") for line in phones.splitlines())[name]


def sign_in_here(page, name, portal):
    """On the sign-in page that came instead of the answer."""
    page.fill("input[name=login]", phone_of(name, portal))
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()


def test_what_she_typed_is_there_after_she_signs_in_again(newcomer, project, portal, album):
    page = newcomer.page
    page.goto(f"{project}stage/5/")
    lose_session(page)
    count = fill_all(page, "Жоғалмайтын ой")
    expect(page.locator("#saved")).not_to_be_empty()
    album.keep(page, "stage-signed-out")
    press(page, "Save and continue later")
    album.keep(page, "sign-in-again")
    sign_in_here(page, newcomer.name, portal)
    album.keep(page, "stage-again")

    typed = [area.input_value() for area in page.locator("#typing textarea").all()]
    assert typed == [f"Жоғалмайтын ой ({number + 1})" for number in range(count)]
    press(page, "Save and continue later")
    assert urlsplit(page.url).path == project


def test_a_chosen_photo_survives_the_lost_session_and_loses_its_place(newcomer, project, portal, tmp_path, album):
    page = newcomer.page
    page.goto(f"{project}stage/7/")
    follow(page, "Add evidence")
    page.fill("[name=title]", "Топтық жұмыстың дәптері")
    page.set_input_files("input[type=file]", photo_with_place(tmp_path / "dapter.jpg"))
    album.keep(page, "evidence-new")
    lose_session(page)
    press(page, "Save")
    sign_in_here(page, newcomer.name, portal)
    album.keep(page, "evidence-again")
    assert page.input_value("[name=title]") == "Топтық жұмыстың дәптері"
    page.check("input[name=faces][value=nobody]")
    page.fill("[name=alt]", "Ашық дәптер")
    press(page, "Save")
    album.keep(page, "evidence-saved")

    picture = page.locator("img.evidence-picture")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    kept = page.request.get(page.locator("a:has(img.evidence-picture)").get_attribute("href"))
    assert not Image.open(BytesIO(kept.body())).getexif()


@pytest.mark.parametrize("language", ["Рус", "Eng"])
def test_another_language_keeps_a_half_written_stage(language, newcomer, project, album):
    page = newcomer.page
    page.goto(f"{project}stage/4/")
    fill_all(page, f"Жартылай {language}")

    page.get_by_role("button", name=language, exact=True).click()
    page.wait_for_load_state()

    album.keep(page, f"stage-{language}")
    assert page.locator("html").get_attribute("lang") == {"Рус": "ru", "Eng": "en"}[language]
    assert page.locator("#typing textarea").first.input_value() == f"Жартылай {language} (1)"


def test_a_stage_written_on_two_phones_shows_both_texts(newcomer, project, new_phone, portal, album):
    first, second = newcomer.page, sign_in(new_phone(), phone_of(newcomer.name, portal), PASSWORD)
    for page in (first, second):
        page.goto(f"{project}stage/6/")
    fill_all(second, "Екінші телефоннан")
    press(second, "Save and continue later")

    fill_all(first, "Бірінші телефоннан")
    expect(first.locator("#saved .not-saved")).to_be_visible()
    press(first, "Save and continue later")

    album.keep(first, "two-phones")
    assert "Екінші телефоннан (1)" in first.inner_text(".conflict")
    assert first.locator("#typing textarea").first.input_value() == "Бірінші телефоннан (1)"
