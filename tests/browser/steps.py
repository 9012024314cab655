"""What people do again and again."""

import re

from insights.demo.accounts import PASSWORD


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
