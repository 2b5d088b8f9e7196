"""A citizen books, moves and cancels in a real browser: phone, desk, with and without scripts."""

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


def fine(window: Page) -> None:
    """Nobody is shut out of the page, and nothing sticks out of it."""
    assert serious_faults(window) == []
    window.wait_for_load_state()
    assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")


def looked_at(window: Page, *, javascript: bool) -> None:
    """Check the page with axe where scripts run; axe is one itself."""
    if javascript:
        fine(window)


def say(window: Page, words: str) -> None:
    window.get_by_role("button", name=words).click()


@pytest.mark.parametrize(("width", "javascript"), WINDOWS)
def test_an_identity_card_anywhere_then_another_time_then_not_at_all(
    open_window, width, javascript
):
    towns.town()
    with open_window(width=width, javascript=javascript) as window:
        window.goto("/")
        say(window, "English")
        looked_at(window, javascript=javascript)
        window.get_by_role("searchbox").fill("perso")
        say(window, "Search")
        looked_at(window, javascript=javascript)
        window.get_by_role("link", name="Identity card").click()
        looked_at(window, javascript=javascript)
        window.get_by_role("link", name="Find an appointment").click()
        window.get_by_text("2 people").click()
        say(window, "Continue")
        looked_at(window, javascript=javascript)
        say(window, "Continue")
        looked_at(window, javascript=javascript)

        window.get_by_role("button", name="08:00 Altona").click()
        expect(window.get_by_text("We keep this time for you until 07:05.")).to_be_visible()
        looked_at(window, javascript=javascript)
        window.get_by_label("E-mail address").fill("kim@example.org")
        say(window, "Book now")
        expect(window.get_by_role("heading", level=1)).to_have_text("Please open your e-mail")
        looked_at(window, javascript=javascript)
        window.goto(make.confirm_link(Appointment.objects.get()))
        looked_at(window, javascript=javascript)
        say(window, "Yes, book this appointment")
        expect(window.get_by_text("Your appointment is booked")).to_be_visible()
        looked_at(window, javascript=javascript)
        code = Appointment.objects.get().code
        expect(window.get_by_text(code, exact=True)).to_be_visible()

        window.get_by_role("link", name="Choose another time").click()
        looked_at(window, javascript=javascript)
        window.get_by_role("link", name="08:30 Harburg").first.click()
        looked_at(window, javascript=javascript)
        say(window, "Yes, move my appointment")
        expect(window.get_by_text("Your appointment has a new time")).to_be_visible()
        expect(window.get_by_text(code, exact=True)).to_be_visible()

        window.get_by_role("link", name="Cancel the appointment").click()
        looked_at(window, javascript=javascript)
        say(window, "Yes, cancel")
        expect(window.get_by_role("heading", level=1)).to_have_text("Your appointment is cancelled")
        looked_at(window, javascript=javascript)
        window.get_by_role("link", name="Book a new appointment").click()
        expect(window.get_by_text("Where would you like to go?").first).to_be_visible()


def test_the_language_changes_midway_and_nothing_is_lost(phone):
    towns.town()
    phone.goto("/book/identity-card/?count=2")
    expect(phone.locator("html")).to_have_attribute("lang", "de")
    say(phone, "English")
    expect(phone).to_have_url(re.compile(r"/book/identity-card/\?count=2$"))
    say(phone, "Continue")
    say(phone, "Deutsch")
    expect(phone).to_have_url(re.compile(r"times/\?count=2&where=anywhere$"))
    phone.locator("button[name=time]").first.click()
    held = phone.url
    say(phone, "English")
    expect(phone).to_have_url(held)
    expect(phone.get_by_text("We keep this time for you")).to_be_visible()


def test_back_leads_through_the_questions_one_by_one(page):
    towns.town()
    page.goto("/services/identity-card/")
    say(page, "English")
    page.get_by_role("link", name="Find an appointment").click()
    page.get_by_text("3 people").click()
    say(page, "Continue")
    say(page, "Continue")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Choose a time")
    for question in ("Where would you like to go?", "How many people need this?", "Identity card"):
        page.go_back()
        expect(heading).to_have_text(question)
    page.go_forward()
    page.go_forward()
    page.get_by_role("link", name="Back").click()
    expect(heading).to_have_text("How many people need this?")


def test_the_keyboard_alone_is_enough(page):
    towns.town()
    page.goto("/book/identity-card/times/?count=1&where=anywhere")
    say(page, "English")
    tab_to(page, "button[name=time]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nearly done")
    tab_to(page, "[name=email]")
    page.keyboard.type("kim@example")
    page.keyboard.press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    tab_to(page, "#errors a")
    page.keyboard.press("Enter")
    expect(page.locator("[name=email]")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(".org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Please open your e-mail")
    page.goto(make.confirm_link(Appointment.objects.get()))
    tab_to(page, "main [type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your appointment is booked")).to_be_visible()


def tab_to(page: Page, target: str) -> None:
    """Press Tab until the target has the focus; everything that takes it must show it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("target => document.activeElement.matches(target)", target):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    pytest.fail(f"No way by keyboard to {target}.")


def test_two_people_want_the_same_time(open_window):
    towns.town()
    with open_window() as one, open_window(width=PHONE) as other:
        for window in (one, other):
            window.goto("/book/identity-card/times/?count=1&where=anywhere")
            say(window, "English")
        one.get_by_role("button", name="08:00 Altona").click()
        expect(one.get_by_role("heading", level=1)).to_have_text("Nearly done")
        other.get_by_role("button", name="08:00 Altona").click()
        alert = other.get_by_role("alert")
        expect(alert).to_contain_text("This time is no longer free")
        fine(other)
        alert.get_by_role("button", name="08:00 Harburg").click()
        expect(other.get_by_role("heading", level=1)).to_have_text("Nearly done")


def test_the_district_finds_the_office_by_the_name_of_a_quarter(phone):
    towns.town()
    phone.goto("/services/residence-permit/")
    say(phone, "English")
    phone.get_by_role("link", name="Find an appointment").click()
    fine(phone)
    phone.get_by_label("Your part of the city").fill("Ottensen")
    say(phone, "Continue")
    expect(phone.get_by_text("You live in the district Altona")).to_be_visible()
    fine(phone)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_every_other_page_is_for_everybody(open_window, width):
    towns.town()
    with open_window(width=width) as window:
        for address in (
            "/services/",
            "/services/?q=unicorn",
            "/offices/",
            "/offices/altona/",
            "/appointment/",
            "/book/identity-card/times/?count=1&where=anywhere&day=2026-11-23",
            "/book/identity-card/times/?count=1&where=near&near=ottensen",
            "/book/identity-card/times/?count=1&where=office&office=harburg&part=afternoon",
            "/book/identity-card/?count=1&where=near&near=Atlantis",
            "/book/residence-permit/?asked=district",
            "/services/unicorn/",
        ):
            window.goto(address)
            fine(window)
