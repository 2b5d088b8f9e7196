"""Mass move of a closed day, as an office manager and a citizen live through it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from anlauf.booking import audit, queries
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Contact
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.directory.models import OpeningException
from anlauf.people.models import Person
from anlauf.people.roles import Role
from anlauf.staffing import commands
from anlauf.staffing.queries import previews
from tests import make
from tests.browser import DESKTOP, PHONE, serious_faults
from tests.journeys.floor_windows import in_english, log_in, overflow

pytestmark = pytest.mark.django_db(transaction=True)

FRIDAY = make.later(4)
SHOTS = os.environ.get("ANLAUF_SHOTS", "")


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Person:
    """An office where six people are booked on Friday; two weeks are published."""
    monkeypatch.setattr(previews, "DAYS_AHEAD", 13)
    office = make.office("altona", desks=3)
    make.hours(office, "08:00-12:00", "13:00-16:00")
    make.pattern(office, clerks=2)
    offering = make.offering(office, make.service("ausweis"), minutes=30, further=0)
    commands.publish(office.pk, make.DAY, make.later(13), by=SYSTEM, at=make.AT)
    for number, at in enumerate(("08:00", "09:00", "09:00", "10:30", "11:00", "15:00")):
        contact = Contact(phone=f"040 12345{number}") if number else make.NOBODY
        make.appointment(make.wish(offering, at=at, on=FRIDAY), contact=contact)
    return make.person(role=Role.OFFICE_MANAGER, at=office)


def shot(page: Page, name: str) -> None:
    """Keep a picture for people to look at, where a folder was named."""
    if SHOTS:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("javascript", [True, False])
def test_mass_move_of_a_closed_day(open_window, manager, width, javascript):
    with open_window(width=width, javascript=javascript) as page:
        in_english(page)
        log_in(page, manager)
        page.goto("/office/altona/")
        shot(page, "office")
        page.click(f".planning-hours a[href='/office/altona/days/{FRIDAY}/']")
        expect(page.locator("#is")).to_contain_text("08:00–12:00")
        expect(page.locator("main")).to_contain_text("6 appointments are booked.")
        shot(page, "day")
        page.click("#go-on")

        expect(page.locator("#conflicts")).to_have_text("6 appointments in conflict")
        expect(page.locator("input[value=move]:checked")).to_have_count(5)
        assert not OpeningException.objects.exists()
        page.click("#all-cancel")
        expect(page.locator("input[value=cancel]:checked")).to_have_count(6)
        page.click("#all-move")
        expect(page.locator("input[value=move]:checked")).to_have_count(6)
        page.locator("input[value=keep]").nth(1).check()
        shot(page, "decide")
        assert overflow(page) == 0
        if javascript:
            assert serious_faults(page) == []
        page.click("#make")

        expect(page.locator("#status")).to_contain_text("The change is made.")
        expect(page.locator("main")).to_contain_text("5 appointments were moved")
        expect(page.locator("main")).to_contain_text("1 appointment was kept on purpose")
        shot(page, "change")
        assert overflow(page) == 0
        if javascript:
            assert serious_faults(page) == []
        page.locator("#to-tell").get_by_role("button", name="I have told them").click()
        expect(page.locator("#to-tell")).to_contain_text("told on")
        page.locator("#to-tell").get_by_role("button", name="Undo").click()
        expect(page.locator("#to-tell")).to_contain_text("I have told them")

        moved = Appointment.objects.filter(asked_at__isnull=False).first()
        assert moved is not None
        page.goto(f"/appointment/{queries.manage_key(moved)}/")
        expect(page.locator("#asked")).to_be_visible()
        shot(page, "asked")
        page.click("text=That suits me")
        expect(page.locator("main")).to_contain_text("Thank you. We expect you at this time")

        page.goto("/office/altona/changes/")
        shot(page, "changes")
        page.click(".hours-history a")
        page.click("#undo")
        page.click("#make")
        expect(page.locator("main")).to_contain_text(
            "1 appointment that was kept on purpose has its place again."
        )
    assert not OpeningException.objects.exists()
    states = Appointment.objects.values_list("state", flat=True)
    assert sorted(states) == sorted([AppointmentState.BOOKED] * 6 + [AppointmentState.MOVED] * 5)
    assert not list(audit.differences())


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_conflicts_show_while_hours_are_typed(open_window, manager, width):
    with open_window(width=width) as page:
        in_english(page)
        log_in(page, manager)
        page.goto("/office/altona/hours/")
        shot(page, "hours")
        assert overflow(page) == 0
        assert serious_faults(page) == []
        page.fill("[name=week0-d4_1_to]", "14:00")
        expect(page.locator("#effects")).to_contain_text("1 booked appointment is in conflict")
        shot(page, "hours-typed")
        page.fill("[name=week0-d4_1_to]", "12:00")
        expect(page.locator("#effects")).to_contain_text(
            "The end must be later than the beginning."
        )
        page.click("text=Add a day or several days")
        shot(page, "hours-wrong")
        page.goto("/office/altona/hours/year/?year=2026")
        shot(page, "year")
        assert overflow(page) == 0
        assert serious_faults(page) == []
        for name in ("staff", "durations"):
            page.goto(f"/office/altona/{name}/")
            shot(page, name)
            assert overflow(page) == 0
            assert serious_faults(page) == []
