"""A number from afar on a phone: drawn before setting off, checked in at the door, then called."""

import re

import pytest
from playwright.sync_api import expect

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.floor import commands, queries
from anlauf.floor.afar import ArrivalPolicy, ArrivalRuleSaid
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from tests import browser, make
from tests.journeys.floor_windows import in_english, log_in, overflow, set_up_kiosk
from tests.web import floor_scene as scenes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


@pytest.fixture
def scene():
    """An office that gives numbers to people on the way; one person waits there."""
    said = ArrivalRuleSaid(ArrivalPolicy(joins=True, door_code=True))
    commands.set_arrival_rule(None, said, by=SYSTEM, at=make.AT)
    quiet = scenes.scene()
    scenes.ticket(quiet, "11:50")
    return quiet


def draw(page, scene):
    """From the office's page to the number's own page."""
    in_english(page)
    page.goto(f"/offices/{scene.office.key}/")
    page.locator(f"a[href^='/offices/{scene.office.key}/join/']").first.click()
    page.locator("#id_service_0").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Draw the number").click()
    page.wait_for_url(re.compile("/visit/"))
    return Visit.objects.get(from_afar=True)


def test_a_number_is_drawn_on_the_phone_and_todays_digits_check_in(open_window, scene):
    with open_window(width=390) as phone, open_window() as desk:
        visit = draw(phone, scene)
        expect(phone.locator(".visit__number")).to_have_text(visit.label)
        expect(phone.locator(".visit__letters")).to_have_text(visit.appointment.code)
        assert overflow(phone) == 0
        assert browser.serious_faults(phone) == []

        in_english(desk)
        log_in(desk, scene.clerk)
        scenes.seated(scene, 1, person=scene.clerk)
        desk.goto("/counter/harburg/screen/")
        for key in "nsf":
            desk.keyboard.press(key)
        expect(desk.locator("#verb-next")).to_be_visible()
        desk.keyboard.press("n")
        expect(desk.locator("#status")).to_contain_text("Nobody is waiting whom you can serve.")

        phone.fill("#digits", "00000")
        phone.get_by_role("button", name="I am here").click()
        expect(phone.locator("#digits-error")).to_contain_text("not today's digits")
        phone.fill("#digits", queries.door_code(scene.office, make.DAY))
        phone.get_by_role("button", name="I am here").click()
        expect(phone.locator("body")).to_contain_text("Good that you are here.")

        expect(desk.locator("#waiting .side__count")).to_have_text("1", timeout=15_000)
        desk.keyboard.press("n")
        expect(phone.locator(".visit__say")).to_have_text("Please go to desk 1", timeout=15_000)
    visit.refresh_from_db()
    assert visit.state == TicketState.CALLED


def test_the_code_on_the_phone_checks_in_at_the_machine(open_window, scene):
    with open_window(width=390) as phone, open_window() as kiosk:
        visit = draw(phone, scene)
        set_up_kiosk(kiosk, scene.office)
        kiosk.click("text=English")
        kiosk.click("text=I have an appointment")
        for letter in phone.locator(".visit__letters").inner_text().replace("-", ""):
            kiosk.click(f"button[name=press][value='{letter}']")
        kiosk.click("button:has-text('Check in')")
        expect(kiosk.locator(".ticket__number")).to_have_text(visit.label)
        expect(phone.locator(".visit__facts")).to_contain_text("1 person", timeout=15_000)
    visit.refresh_from_db()
    assert visit.state == TicketState.WAITING


def test_whoever_changes_their_mind_gives_the_place_back(open_window, scene):
    with open_window(width=390) as phone:
        visit = draw(phone, scene)
        phone.click("#leave")
        phone.locator("form button[type=submit]").last.click()
        expect(phone.locator("body")).to_contain_text("You have left the queue.")
    visit.refresh_from_db()
    assert visit.state == TicketState.LEFT


def test_without_scripts_a_number_is_drawn_as_well(open_window, scene):
    with open_window(width=390, javascript=False) as phone:
        visit = draw(phone, scene)
        expect(phone.locator(".visit__number")).to_have_text(visit.label)
