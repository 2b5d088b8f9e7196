"""The frame in a real browser."""

import pytest
from playwright.sync_api import expect

from anlauf.people.roles import Role
from tests import make
from tests.browser import serious_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nobody_is_shut_out_by_a_component(page, phone):
    make.city()
    make.person("admin", role=Role.ADMINISTRATOR)
    for window in (page, phone):
        window.goto("/login/?next=/components/")
        window.fill("#id_login", "admin")
        window.fill("#id_password", make.PASSWORD)
        window.press("#id_password", "Enter")
        window.wait_for_url("**/components/")
        assert serious_faults(window) == []
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("address", ["/login/", "/accessibility/", "/privacy/", "/imprint/"])
def test_the_pages_of_the_frame_are_for_everybody(page, phone, address):
    make.city()
    for window in (page, phone):
        window.goto(address)
        assert serious_faults(window) == []
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_wrong_password_brings_the_keyboard_to_the_reason(page):
    make.city()
    page.goto("/login/")
    page.fill("#id_login", "nobody")
    page.fill("#id_password", "wrong")
    page.press("#id_password", "Enter")
    expect(page.locator("#errors")).to_be_focused()
    assert serious_faults(page) == []


def test_the_language_changes_and_the_page_stays_also_without_scripts(page_without_js):
    make.city()
    page_without_js.goto("/login/?next=/city/")
    page_without_js.get_by_role("button", name="English").click()
    expect(page_without_js.locator("html")).to_have_attribute("lang", "en")
    assert page_without_js.url.endswith("/login/?next=/city/")
