"""A family comes in one visit, put together in a browser with and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from anlauf.booking.models import Appointment
from anlauf.core import clock
from tests import make
from tests.browser import DESKTOP, PHONE, serious_faults
from tests.web.citizen import town as towns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WINDOWS = [(PHONE, False), (PHONE, True), (DESKTOP, False), (DESKTOP, True)]


@pytest.fixture(autouse=True)
def five_to_seven() -> Iterator[None]:
    """Let the clock stand at five to seven of the usual Monday."""
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def town() -> towns.Town:
    """The small town, where an address can be registered as well."""
    built = towns.town()
    moved = make.service("registration", name={"de": "Anmeldung", "en": "Registration"})
    for office in (built.altona, built.harburg):
        make.offering(office, moved, minutes=10, further=5, most=3)
    return built


def looked_at(window: Page, *, javascript: bool) -> None:
    """Check with axe where scripts run, and that nothing sticks out."""
    if javascript:
        assert serious_faults(window) == []
        window.wait_for_load_state()
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "javascript"), WINDOWS)
def test_two_identity_cards_and_three_registrations_in_one_visit(
    open_window, town, width, javascript
):
    with open_window(width=width, javascript=javascript) as window:
        window.goto("/book/identity-card/")
        window.get_by_role("button", name="English").click()
        window.get_by_role("link", name="More people, or something else").click()
        looked_at(window, javascript=javascript)
        window.get_by_label("Identity card").fill("2")
        window.get_by_role("button", name="Add – Registration").click()
        expect(window.get_by_label("Identity card")).to_have_value("2")
        window.get_by_label("Registration: for how many people?").fill("3")
        window.keyboard.press("Enter")  # reckons anew; it removes nothing
        expect(window.get_by_role("status")).to_contain_text("The appointment takes 45 minutes")
        looked_at(window, javascript=javascript)
        window.get_by_role("button", name="Find times").click()
        window.get_by_role("button", name="Continue").click()
        expect(window.get_by_text("2 × Identity card")).to_be_visible()
        expect(window.get_by_text("3 × Registration")).to_be_visible()
        looked_at(window, javascript=javascript)

        window.get_by_text("Order, place and times of day").click()
        window.get_by_label("Only offices without steps").check()
        looked_at(window, javascript=javascript)
        window.get_by_role("button", name="Show times").click()
        chip = window.get_by_role("link", name="Take back: No steps")
        expect(chip).to_be_visible()
        chip.click()
        expect(window.get_by_role("link", name="Take back:")).to_have_count(0)

        window.get_by_role("button", name="08:00 Altona").click()
        expect(window.get_by_text("2 × Identity card")).to_be_visible()
        appointment = Appointment.objects.get()
        assert appointment.ticks == 9
        window.go_back()
        expect(window.get_by_text("3 × Registration")).to_be_visible()


def test_the_language_changes_and_the_family_stays_together(phone, town):
    phone.goto("/book/identity-card/times/?count=2&also=registration.3&where=anywhere&days=mon")
    phone.get_by_role("button", name="English").click()
    expect(phone).to_have_url(re.compile(r"count=2&also=registration\.3&where=anywhere&days=mon"))
    expect(phone.get_by_text("2 × Identity card")).to_be_visible()


def test_a_service_is_added_and_taken_away_by_keyboard(page, town):
    page.goto("/book/identity-card/visit/?count=2")
    page.get_by_role("button", name="English").click()
    add = page.get_by_role("button", name="Add – Registration")
    add.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Registration: for how many people?")).to_be_visible()
    page.get_by_role("button", name="Remove – Registration").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Registration: for how many people?")).to_have_count(0)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_every_state_of_the_search_is_for_everybody(open_window, town, width):
    asked = "/book/identity-card/times/?count=1&where=anywhere"
    with open_window(width=width) as window:
        for address in (
            f"{asked}&order=fit&days=tue&part=late",
            f"{asked}&days=sat&step_free=1",
            "/book/identity-card/times/?count=1&where=near&near=heimfeld&step_free=1",
            "/book/identity-card/times/?count=6&where=anywhere",
            "/book/identity-card/visit/?count=6",
            "/book/identity-card/visit/?count=1&also=residence-permit.1",
            "/book/passport/times/?where=anywhere",
            "/book/residence-permit/times/?district=altona",
        ):
            window.goto(address)
            looked_at(window, javascript=True)
