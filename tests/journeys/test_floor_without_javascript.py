"""The same morning with JavaScript off: kiosk, desk, board and phone by plain forms and links."""

import pytest
from playwright.sync_api import expect

from anlauf.core import clock
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from tests.browser import DESKTOP, PHONE
from tests.journeys.floor_windows import in_english, log_in, set_up_kiosk
from tests.web import floor_scene as scenes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_whole_visit_without_javascript(open_window, width):
    scene = scenes.scene()
    code = scenes.booked(scene, "12:05").code.replace("-", "")
    with open_window(javascript=False, width=width) as page:
        in_english(page)
        set_up_kiosk(page, scene.office)
        page.goto("/kiosk/harburg/en/")
        page.click("text=I have an appointment")
        page.fill("#code", code[:-1])
        page.click(f"button[name=press][value='{code[-1]}']")
        assert page.input_value("#code") == code
        page.press("#code", "Enter")
        expect(page.locator(".ticket__number")).to_have_text("001")
        page.click("text=Done")

        log_in(page, scene.clerk)
        page.goto("/counter/harburg/")
        page.click("button[name=desk] >> nth=0")
        page.click("#verb-next")
        expect(page.locator("#status")).to_contain_text("Number 001 called to desk 1.")
        page.goto("/display/harburg/")
        expect(page.locator(".newest__number")).to_have_text("001")

        page.goto("/counter/harburg/screen/")
        page.click("#verb-start")
        page.click("#panel-add summary")
        page.click("button[name=service] >> nth=0")
        page.click("#panel-park summary")
        page.click("button[name=reason] >> nth=1")
        page.click("#panel-resume summary")
        page.click("#panel-resume button[name=visit]")
        page.click("#verb-finish")
        expect(page.locator("#status")).to_contain_text("Number 001 is finished.")
        page.click("#log-off")
        page.goto(scenes.own_page(Visit.objects.select_related("appointment").get()))
        expect(page.locator(".visit__say")).to_have_text("Done. Thank you for your visit.")
    assert Visit.objects.get().state == TicketState.FINISHED


def test_a_number_is_drawn_and_given_back_without_javascript(open_window):
    scene = scenes.scene()
    scenes.seated(scene, 1)
    with open_window(javascript=False, width=PHONE) as page:
        in_english(page)
        set_up_kiosk(page, scene.office)
        page.goto("/kiosk/harburg/en/")
        page.click("text=I have no appointment")
        page.fill("#words", "passport")
        page.press("#words", "Enter")
        page.click("text=Apply for a passport")
        page.click("text=Draw a number")
        expect(page.locator(".ticket__number")).to_have_text("001")
        page.goto(scenes.own_page(Visit.objects.select_related("appointment").get()))
        page.click("text=Leave the queue")
        page.click("text=Yes, leave the queue")
        expect(page.locator(".visit__say")).to_have_text("You have left the queue.")
    assert Visit.objects.get().state == TicketState.LEFT
