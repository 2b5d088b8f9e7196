"""Looking back in a browser: wide and narrow, by keyboard, and nothing for axe to find."""

import pytest
from playwright.sync_api import Page, expect

from anlauf.core import clock
from anlauf.demo import past
from anlauf.people.roles import Role
from tests import make
from tests.browser import serious_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def a_past():
    """Five offices of two areas with eleven weeks behind them."""
    before = clock.use(clock.StoppedClock(make.moment("09:00")))
    foreigners = make.area("foreigners")
    for key in ("harburg", "altona", "suederelbe"):
        make.office(key)
    for key in ("mitte-foreigners", "nord-foreigners"):
        make.office(key, area=foreigners)
    past.invent(make.DAY, at=make.AT)
    make.person("steering", role=Role.STEERING)
    yield
    clock.use(before)


def log_in(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#id_login", "steering")
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"**{address}")


def overflow(page: Page) -> int:
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wider))


def test_how_long_did_people_wait_in_suederelbe_and_why(page, phone):
    for window in (page, phone):
        log_in(window, "/figures/")
        assert (serious_faults(window), overflow(window)) == ([], 0)

        window.get_by_role("link", name="Suederelbe").click()

        expect(window.locator("#why-title")).to_be_visible()
        expect(window.locator("#heat-title")).to_be_visible()
        assert (serious_faults(window), overflow(window)) == ([], 0)


def test_a_number_leads_to_its_meaning_without_scripts(page_without_js):
    log_in(page_without_js, "/figures/")
    page_without_js.get_by_role("link", name="Vorlaufzeit").first.click()
    expect(page_without_js.locator("#lead-title")).to_be_visible()
