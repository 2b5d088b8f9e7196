"""The reception in a browser: what happens elsewhere is seen, what somebody is doing stays."""

import pytest
from playwright.sync_api import expect

from anlauf.core import clock
from anlauf.core.actors import DEVICE, SYSTEM
from anlauf.floor import commands
from tests.journeys.floor_windows import in_english, log_in, overflow
from tests.web import floor_scene as scenes

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/counter/harburg/reception/"


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


@pytest.fixture
def scene():
    """Somebody waits, somebody is expected."""
    quiet = scenes.scene()
    scenes.ticket(quiet, "11:30")
    return quiet


def test_arrivals_elsewhere_are_seen_while_a_form_is_filled_in(open_window, scene):
    code = scenes.booked(scene, "12:30", name="Amira Haddad").code
    with open_window() as page:
        in_english(page)
        log_in(page, scene.clerk)
        page.goto(PAGE)
        expect(page.locator("#room")).to_contain_text("1")
        page.fill("#name", "Petersen")
        commands.check_in(code, scene.office.pk, by=DEVICE, at=clock.now())
        expect(page.locator("#room")).to_contain_text("2", timeout=15_000)
        expect(page.locator("#appointments")).to_contain_text("has come")
        assert page.input_value("#name") == "Petersen"
        assert page.evaluate("document.activeElement.id") == "name"


def test_the_button_somebody_stands_on_keeps_the_focus(open_window, scene):
    scenes.booked(scene, "12:30", name="Amira Haddad")
    with open_window() as page:
        in_english(page)
        log_in(page, scene.clerk)
        page.goto(PAGE)
        button = page.locator("#appointments button").first
        button.focus()
        named = button.get_attribute("id")
        scenes.ticket(scene, "11:59")
        expect(page.locator("#room")).to_contain_text("2", timeout=15_000)
        assert page.evaluate("document.activeElement.id") == named


def test_a_call_for_help_appears_above_everything(open_window, scene):
    session = scenes.seated(scene, 1)
    with open_window(width=390) as page:
        in_english(page)
        log_in(page, scene.clerk)
        page.goto(PAGE)
        commands.call_for_help(session, by=SYSTEM, at=clock.now())
        expect(page.locator("#help")).to_contain_text("needs help", timeout=15_000)
        assert overflow(page) == 0
