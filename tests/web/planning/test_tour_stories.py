"""Tours in a real browser: on a wide screen, on a phone, without scripts, up to a booking."""

import os

import pytest
from playwright.sync_api import Page, expect

from anlauf.core import clock
from anlauf.people.roles import Role
from anlauf.staffing.models import Tour
from anlauf.staffing.queries import previews
from anlauf.staffing.states import TourState
from tests import make
from tests.browser import serious_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TUESDAY = make.later(8)
DAY = f"/tours/south/{TUESDAY.isoformat()}/"


@pytest.fixture(autouse=True)
def city(monkeypatch):
    """A team, two mobile offices, and somebody who plans and sees who has booked."""
    monkeypatch.setattr(previews, "DAYS_AHEAD", 13)
    before = clock.use(clock.StoppedClock(make.AT))
    home = make.office("altona")
    horn, lurup = make.mobile("horn"), make.mobile("lurup")
    for office in (horn, lurup):
        make.offering(office)
    make.person("planner", role=Role.ADMINISTRATOR)
    team = make.team("south", home=home)
    team.kit = ["Printer", "Card reader"]
    team.save()
    yield horn
    clock.use(before)


def log_in(page: Page) -> None:
    page.goto("/tours/")
    page.fill("#id_login", "planner")
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/tours/")


def test_a_planner_sends_a_team_out_without_scripts_and_citizens_can_book(page_without_js, city):
    page = page_without_js
    log_in(page)
    page.goto(DAY)
    page.select_option("#id_office0", label="Horn")
    page.fill("#id_from0", "09:00")
    page.fill("#id_to0", "12:00")
    page.fill("#id_room0", "Library")
    page.press("#keep", "Enter")
    expect(page.locator("#publish")).to_be_visible()
    page.press("#publish", "Enter")
    expect(page.locator("#cancel")).to_be_visible()
    assert Tour.objects.get().state == TourState.PUBLISHED

    booked = make.appointment(make.wish(city.offerings.get(), at="09:30", on=TUESDAY))
    page.goto(f"{DAY}sheet/")
    expect(page.get_by_text(booked.code)).to_be_visible()
    page.goto(DAY)
    page.press("#cancel", "Enter")
    page.check(f"#choice-{booked.pk}-cancel")
    page.press("#decide", "Enter")
    page.press("#undo", "Enter")
    expect(page.locator("#cancel")).to_be_visible()


def test_every_page_fits_a_desk_and_a_phone_and_has_no_serious_fault(page, phone, city):
    log_in(page)
    page.goto(DAY)
    page.select_option("#id_office0", label="Horn")
    page.fill("#id_from0", "09:00")
    page.fill("#id_to0", "12:00")
    page.click("#keep")
    page.click("#publish")
    expect(page.locator("#cancel")).to_be_visible()
    booked = make.appointment(make.wish(city.offerings.get(), at="09:30", on=TUESDAY))
    addresses = ["/tours/", DAY, f"{DAY}sheet/", "/tours/south/", "/tour-team/", "/my/tours/"]
    for window, name in ((page, "1280"), (phone, "390")):
        if window is phone:
            log_in(window)
        for number, address in enumerate(addresses):
            window.goto(address)
            window.wait_for_load_state()
            _looked_at(window, f"tours-{number}-{name}", address)
        window.goto(DAY)
        window.click("#cancel")
        expect(window.get_by_text(booked.code)).to_be_visible()
        _looked_at(window, f"tours-decide-{name}", "deciding")


def _looked_at(window: Page, name: str, address: str) -> None:
    if folder := os.environ.get("PICTURES"):
        window.screenshot(path=f"{folder}/{name}.png", full_page=True)
    assert serious_faults(window) == [], address
    assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
