"""Every page of the floor for everybody: axe finds nothing serious, nothing sticks out."""

import pytest

from anlauf.core import clock
from anlauf.people.roles import Role
from tests import make
from tests.browser import DESKTOP, PHONE, serious_faults
from tests.journeys.floor_windows import log_in, overflow, set_up_kiosk
from tests.web import floor_scene as scenes

pytestmark = pytest.mark.django_db(transaction=True)

KIOSK = (
    "/kiosk/harburg/",
    "/kiosk/harburg/de/",
    "/kiosk/harburg/de/appointment/",
    "/kiosk/harburg/de/services/",
    "/kiosk/harburg/de/services/?words=xyzzy",
    "/kiosk/harburg/de/services/passport/",
)
SMALLEST = 64


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


@pytest.fixture
def scene():
    busy = scenes.scene()
    scenes.busy(busy)
    return busy


def look(page, address):
    page.goto(address)
    assert serious_faults(page) == []
    assert overflow(page) == 0


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_board_and_visitors_page(scene, open_window, width):
    visit = scenes.ticket(scene, "12:00")
    with open_window(width=width) as page:
        look(page, "/display/harburg/")
        look(page, scenes.own_page(visit))
        look(page, f"{scenes.own_page(visit)}leave/")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_kiosk(scene, open_window, width):
    with open_window(width=width) as page:
        look(page, "/kiosk/harburg/")
        look(page, "/device/")
        set_up_kiosk(page, scene.office)
        for address in KIOSK:
            look(page, address)
        page.click("form button.big--main")
        page.wait_for_selector(".ticket__number")
        look(page, page.url)


def test_whatever_is_touched_at_the_kiosk_is_large(scene, open_window):
    with open_window() as page:
        page.set_viewport_size({"width": 1080, "height": 1920})
        set_up_kiosk(page, scene.office)
        for address in KIOSK:
            page.goto(address)
            for thing in page.locator("main a, main button, main input, footer a").all():
                box = thing.bounding_box()
                if box is not None:
                    assert box["height"] >= SMALLEST
                    assert box["width"] >= SMALLEST


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_desk_and_reception(scene, open_window, width):
    with open_window(width=width) as page:
        log_in(page, scene.clerk)
        look(page, "/counter/harburg/")
        look(page, "/counter/harburg/reception/")
        scenes.seated(scene, 1, person=scene.clerk)
        look(page, "/counter/harburg/screen/")
        page.click("#verb-next")
        page.wait_for_selector("#verb-start")
        look(page, "/counter/harburg/screen/")
        page.click("#verb-start")
        page.wait_for_selector("#verb-finish")
        for panel in ("add", "park", "transfer"):
            page.goto("/counter/harburg/screen/")
            page.click(f"#panel-{panel} summary")
            assert serious_faults(page) == []
            assert overflow(page) == 0


def test_the_ticket_fits_on_eighty_millimetres_of_paper(scene, open_window):
    with open_window() as page:
        set_up_kiosk(page, scene.office)
        page.goto("/kiosk/harburg/de/services/passport/")
        page.click("form button.big--main")
        page.wait_for_selector(".ticket__number")
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 302, "height": 600})
        assert overflow(page) == 0
        assert page.locator("header").is_hidden()
        assert page.locator("footer").is_hidden()
        assert page.locator(".ticket__qr").is_visible()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_device_monitor(scene, open_window, width):
    scenes.set_up(scenes.english(), scene.office)
    with open_window(width=width) as page:
        log_in(page, make.person(role=Role.ADMINISTRATOR))
        look(page, "/devices/")
        page.click(".devices__more summary")
        assert serious_faults(page) == []
        assert overflow(page) == 0
