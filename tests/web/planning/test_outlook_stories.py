"""A team lead on a busy day, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from anlauf.core import clock
from anlauf.floor import commands, queries
from anlauf.people.roles import Role
from tests import make
from tests.browser import serious_faults
from tests.web import floor_scene
from tests.web.floor_scene import NOON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def harburg():
    """Twelve people wait at noon, five of six planned clerks are there, one is on a break."""
    queries.forget_outlooks()
    before = clock.use(clock.StoppedClock(NOON))
    at = floor_scene.scene(desks=8)
    floor_scene.busy(at, waiting=12)
    make.person("lead", role=Role.TEAM_LEAD, at=at.office)
    yield at
    clock.use(before)


def log_in(page: Page, address: str = "/office/harburg/") -> None:
    page.goto(address)
    page.fill("#id_login", "lead")
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"**{address}")


def test_the_outlook_comes_by_itself_and_can_be_read_by_everybody(page, phone):
    for window in (page, phone):
        log_in(window)
        expect(window.locator(".outlook-picture__band")).to_be_visible()
        expect(window.locator("#ideas")).to_be_visible()
        assert serious_faults(window) == []
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_with_the_keyboard_alone_tickets_are_stopped_and_given_again(page):
    log_in(page)
    button = page.get_by_role("button", name="Stop tickets")
    summary = page.locator(".outlook-ideas summary")
    expect(page.locator("#ideas")).to_be_visible()
    if summary.count():
        summary.focus()
        page.keyboard.press("Enter")
    button.focus()
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="Give out tickets again")
    expect(undo).to_be_visible()
    assert serious_faults(page) == []
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("Tickets are given out again")
    expect(undo).to_have_count(0)


def test_without_scripts_everything_is_there_too(page_without_js):
    page = page_without_js
    log_in(page)
    page.click("#outlook-now")
    expect(page.locator(".outlook-picture__band")).to_be_visible()
    page.click(".outlook-picture summary")
    expect(page.locator(".outlook-picture table")).to_be_visible()
    page.goto("/loads/")
    page.click("#office-harburg")
    expect(page.locator("h1")).to_contain_text("harburg")


def test_what_happens_on_the_floor_is_soon_on_the_page(page, harburg):
    log_in(page)
    waits = page.locator("#inside .anlauf-queue__row")
    before = waits.count()
    floor_scene.ticket(harburg, "12:00")
    expect(waits).to_have_count(before + 1, timeout=20_000)  # asks every five seconds
    commands.stop_tickets(
        harburg.office, by=floor_scene.actor(harburg.clerk), at=make.moment("12:00")
    )
    expect(page.locator(".outlook-decided")).to_be_visible(timeout=20_000)
