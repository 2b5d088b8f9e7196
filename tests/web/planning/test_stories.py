"""Steering in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from anlauf.core import clock
from anlauf.people.roles import Role
from tests import make
from tests.browser import serious_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_TABS = 30
EIGHT_SECONDS_PASS = """() => {
  const before = performance.now.bind(performance);
  performance.now = () => before() + 8000;
}"""


@pytest.fixture(autouse=True)
def city():
    """Two offices on a Monday at nine; one has somebody waiting and nobody calling."""
    before = clock.use(clock.StoppedClock(make.moment("09:00")))
    make.person("steering", role=Role.STEERING)
    for key in ("altona", "harburg"):
        office = make.office(key, desks=2)
        make.hours(office, "08:00-16:00")
        make.office_day(office, supply=[2] * 96)
        make.appointment(make.wish(make.offering(office), at="10:00"), at=make.moment("07:00"))
    yield
    clock.use(before)


def log_in(page: Page, address: str = "/city/") -> None:
    page.goto(address)
    page.fill("#id_login", "steering")
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"**{address}")


def test_the_city_can_be_seen_by_everybody_at_a_desk_and_on_a_phone(page, phone):
    for window in (page, phone):
        log_in(window)
        expect(window.locator("#office-altona")).to_be_visible()
        assert serious_faults(window) == []
        window.wait_for_load_state()
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_table_sorts_and_the_office_opens(page_without_js):
    page = page_without_js
    log_in(page)
    page.click("#sort-name")
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    page.click("#office-harburg")
    expect(page.locator("h1")).to_contain_text("harburg")


def test_the_office_can_be_used_with_the_keyboard_alone(page):
    log_in(page, "/office/altona/")
    page.keyboard.press("Tab")
    expect(page.locator(".anlauf-skip")).to_be_focused()
    page.keyboard.press("Enter")
    table = page.get_by_role("region", name="Appointments by the hour")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if table.locator("summary:focus").count():
            break
    page.keyboard.press("Enter")
    expect(table.locator("table")).to_be_visible()
    assert serious_faults(page) == []


def test_the_page_says_when_it_is_no_longer_true(page):
    log_in(page)
    expect(page.locator("[data-stale]")).to_be_hidden()
    page.evaluate(EIGHT_SECONDS_PASS)
    expect(page.locator("[data-stale]")).to_be_visible()
    expect(page.locator("[data-stale-since]")).to_have_text("09:00")
