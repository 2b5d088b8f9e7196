"""A kiosk whose server is gone stays on its page, says so, and goes on when it is back."""

from functools import partial

import pytest
from playwright.sync_api import expect

from anlauf.core import clock
from anlauf.floor.models import Visit
from tests import browser
from tests.journeys.cut import Wire, line_to
from tests.journeys.floor_windows import set_up_kiosk
from tests.web import floor_scene as scenes

pytestmark = pytest.mark.django_db(transaction=True)

NO_CONNECTION = "No connection at the moment."


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


def test_what_is_pressed_without_a_server_leads_nowhere_and_later_on(chromium, live_server):
    scene = scenes.scene()
    with line_to(live_server.url) as line:
        opened = partial(browser.window, chromium, line.address)
        with opened() as kiosk:
            set_up_kiosk(kiosk, scene.office)
            line.wire = Wire.CUT
            kiosk.click("text=English")
            cut = kiosk.locator("[data-cut]")
            expect(cut).to_be_visible()
            line.wire = Wire.WHOLE
            expect(cut).to_be_hidden(timeout=15_000)
            kiosk.click("text=English")
            kiosk.click("text=I have no appointment")
            expect(kiosk.get_by_role("heading", name="What do you need?")).to_be_visible()
            kiosk.locator("ul.stack a.big").first.click()
            expect(kiosk.locator("form button.big--main")).to_be_visible()
            line.wire = Wire.CUT
            kiosk.click("form button.big--main")
            expect(cut).to_contain_text(NO_CONNECTION)
            assert Visit.objects.count() == 0
            line.wire = Wire.WHOLE
            expect(cut).to_be_hidden(timeout=15_000)
            assert Visit.objects.count() == 0  # whoever pressed may have left
            kiosk.click("form button.big--main")
            expect(kiosk.locator(".ticket__number")).to_have_text("001")
    assert Visit.objects.count() == 1
