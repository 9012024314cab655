"""A certificate checked in a village without a line: the phone itself knows whether the signature is genuine."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest

from .steps import no_sideways_scroll

pytestmark = pytest.mark.browser
SIGN = """
from certification.checking import keys, statements
from certification.models import Certificate
if not keys.can_sign():
    keys.make()
said = {"code": "TL-2026-000017", "languages": ["kk", "en"], "kind": "teacher-leadership", "issued_on": "2026-06-11"}
names = {"kk": "Әлия Қыдырбаева", "en": "Aliya Kydyrbayeva"}
print(statements.sign(Certificate(printed={**said, "name": names}))[1])
"""
NOWHERE = "/v/" + "2" * 32  # without a line nobody looks it up
DOES_NOT_KNOW_ED25519 = """
const known = crypto.subtle.importKey.bind(crypto.subtle);
crypto.subtle.importKey = (format, key, algorithm, ...rest) =>
  (algorithm.name || algorithm) === "Ed25519" ? Promise.reject(new DOMException("", "NotSupportedError"))
                                              : known(format, key, algorithm, ...rest);
"""


@pytest.fixture(scope="module")
def statement(portal):
    return portal.ask(SIGN).splitlines()[-1]


def forged(statement):
    form, kid, said, signature = statement.split(".")
    words = json.loads(urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    words[2] = ["Басқа Адам"]
    said = urlsafe_b64encode(json.dumps(words, ensure_ascii=False).encode()).decode().rstrip("=")
    return f"{form}.{kid}.{said}.{signature}"


def visit_once_and_lose_the_line(phone):
    phone.goto("/v/?language=kk")
    phone.evaluate("navigator.serviceWorker.ready")
    phone.context.set_offline(True)


def says(phone, what):
    shown = phone.locator(f"[data-says={what}]")
    shown.wait_for()
    assert phone.locator("[data-says]:visible").count() == 1
    return shown.inner_text()


def test_after_one_visit_the_phone_checks_the_qr_without_a_line(new_phone, statement, album):
    phone = new_phone()
    visit_once_and_lose_the_line(phone)

    phone.goto(f"{NOWHERE}#{statement}")

    genuine = says(phone, "genuine")
    assert "Әлия Қыдырбаева · Aliya Kydyrbayeva" in genuine
    assert "TL-2026-000017" in genuine
    assert phone.locator("[data-check-limit]").is_visible()  # it says that it cannot know of revocations
    no_sideways_scroll(phone)
    album.keep(phone, "check-without-a-line")
    assert phone.context.cookies() == []

    phone.goto(f"{NOWHERE}#{forged(statement)}")
    says(phone, "forged")

    phone.goto(f"{NOWHERE}?language=ru#{statement}")
    assert "Подпись в QR-коде подлинная." in says(phone, "genuine")


def test_a_browser_that_does_not_know_the_signature_does_the_sums_itself(new_phone, statement):
    phone = new_phone()
    phone.add_init_script(DOES_NOT_KNOW_ED25519)
    visit_once_and_lose_the_line(phone)

    phone.goto(f"{NOWHERE}#{statement}")
    says(phone, "genuine")

    phone.locator("#check-address").fill(f"https://portal.example{NOWHERE}#{forged(statement)}")
    phone.locator("[data-check-paste] button").click()
    says(phone, "forged")
