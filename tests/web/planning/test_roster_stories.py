"""Planning in a real browser: on a wide screen, on a phone, by keyboard, without scripts."""

import os

import pytest
from playwright.sync_api import Page, expect

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.people.roles import Role
from anlauf.staffing import commands, queries
from anlauf.staffing.models import Duty, Roster, ShiftPattern
from anlauf.staffing.states import RosterState
from tests import make
from tests.browser import serious_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MONDAY = make.later(7)


@pytest.fixture(autouse=True)
def plan():
    """Two offices with six people, and a proposal for a week in which some are missing."""
    before = clock.use(clock.StoppedClock(make.AT))
    person = make.person("planner", role=Role.PLANNER)
    offices = [make.office(key, desks=4) for key in ("altona", "harburg")]
    make.shift("early", "07:00-15:30", "12:00-12:30")
    make.shift("late", "10:30-19:00", "14:00-14:30")
    for office in offices:
        make.hours(office, "08:00-18:00")
        make.offering(office)
        for number in range(3):
            make.employee(office, f"{office.key[0]}{number}")
    wanted = commands.Begun("December", MONDAY, 1, [office.pk for office in offices])
    row = commands.begin(wanted, by=SYSTEM, at=make.AT)
    needs = [
        {
            "office": office.pk,
            "date": make.later(7 + day).isoformat(),
            "skills": ["residents"],
            "clerks": {str(half): 2 for half in range(16, 36)},
        }
        for office in offices
        for day in range(5)
    ]
    shifts = list(ShiftPattern.objects.order_by("begin"))
    for place, one in enumerate(queries.employees_of(row)):
        for day in range(5):
            shift = shifts[(place + day) % 2]
            on = make.later(7 + day)
            Duty.objects.create(roster=row, employee=one, date=on, office=one.home, shift=shift)
    Roster.objects.filter(pk=row.pk).update(
        state=RosterState.PROPOSED, needs=needs, cost=312, bound=306
    )
    first = queries.employees_of(row)[0]
    first.person = person
    first.save()
    yield row
    clock.use(before)


def log_in(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#id_login", "planner")
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"**{address}")


def pages(row: Roster) -> list[str]:
    monday = MONDAY.isoformat()
    start = f"/plans/{row.pk}"
    return ["/plans/", f"{start}/", f"{start}/altona/{monday}/", f"{start}/altona/a0/{monday}/"]


def test_every_page_fits_a_desk_and_a_phone_and_has_no_serious_fault(page, phone, plan):
    for window, name in ((page, "1280"), (phone, "390")):
        log_in(window, "/plans/")
        for number, address in enumerate([*pages(plan), f"/plans/{plan.pk}/publish/", "/my/week/"]):
            window.goto(address)
            window.wait_for_load_state()
            if folder := os.environ.get("PICTURES"):
                window.screenshot(path=f"{folder}/{number}-{name}.png", full_page=True)
            assert serious_faults(window) == [], address
            assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_planner_publishes_without_scripts_and_by_keyboard(page_without_js, plan):
    page = page_without_js
    log_in(page, f"/plans/{plan.pk}/")
    page.focus("#to-publish")
    page.keyboard.press("Enter")
    page.focus("#publish")
    page.keyboard.press("Enter")
    expect(page.locator("#to-back")).to_be_visible(timeout=30_000)
    page.goto("/my/week/?from=" + MONDAY.isoformat())
    expect(page.locator("main")).to_contain_text("07:00–15:30")
