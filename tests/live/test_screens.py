"""Board and phone in a real browser with a live process: told at once, and never left alone."""

import pytest
from playwright.sync_api import expect

from anlauf.core import clock
from anlauf.floor import commands
from tests.journeys.floor_windows import in_english, log_in
from tests.live import process
from tests.web import floor_scene as scenes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

BOARD = "/display/harburg/"
STREAMING = "[data-streaming]"
SOON = 1500  # milliseconds: the change is told within a fifth of a second, then asked for


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


@pytest.fixture
def scene():
    return scenes.scene()


@pytest.fixture
def streams_at(settings):
    """Let pages listen at this port."""

    def listening(port):
        origin = f"http://127.0.0.1:{port}"
        settings.LIVE_URL = f"{origin}/live"
        policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        settings.CONTENT_SECURITY_POLICY = {
            "DIRECTIVES": policy | {"connect-src": ["'self'", origin]}
        }
        return {"friends": [f"127.0.0.1:{port}"]}

    return listening


def clocked():
    """What the live process needs to share the test's moment."""
    return {"ANLAUF_CLOCK": f"{scenes.NOON.isoformat()}@0x0"}


def call_somebody(scene, desk=2):
    scenes.ticket(scene, "11:30")
    return scenes.called(scenes.seated(scene, desk), "11:59")


def test_a_call_is_on_the_board_at_once_and_nobody_asks_meanwhile(scene, open_window, streams_at):
    with process.running(**clocked()) as port, open_window(**streams_at(port)) as board:
        in_english(board)
        board.goto(f"{BOARD}?sound=off")
        expect(board.locator(STREAMING)).to_have_count(1, timeout=8000)
        board.wait_for_timeout(300)
        asked = []
        board.on("request", lambda request: asked.append(request.url))
        board.wait_for_timeout(5000)
        assert asked == []
        call_somebody(scene)
        expect(board.locator(".newest__number")).to_have_text("001", timeout=SOON)
        assert all("v=" in address for address in asked)


def test_a_phone_is_told_of_its_own_call_at_once(scene, open_window, streams_at):
    visit = scenes.ticket(scene, "11:30")
    with (
        process.running(**clocked()) as port,
        open_window(width=390, **streams_at(port)) as phone,
    ):
        in_english(phone)
        phone.goto(scenes.own_page(visit))
        expect(phone.locator(STREAMING)).to_have_count(1, timeout=8000)
        scenes.called(scenes.seated(scene, 4), "11:59")
        expect(phone.locator(".visit__stage")).to_contain_text("desk 4", timeout=SOON)


def test_a_desk_is_told_who_comes_and_who_needs_help(scene, open_window, streams_at):
    session = scenes.seated(scene, 1, person=scene.clerk)
    other = scenes.seated(scene, 2)
    with process.running(**clocked()) as port, open_window(**streams_at(port)) as desk:
        log_in(desk, session.person)
        in_english(desk)
        desk.goto("/counter/harburg/screen/")
        expect(desk.locator(STREAMING)).to_have_count(1, timeout=8000)
        desk.wait_for_timeout(300)
        asked = []
        desk.on("request", lambda request: asked.append(request.url))
        desk.wait_for_timeout(5000)
        assert asked == []
        scenes.ticket(scene, "11:30")
        expect(desk.locator(".line__number").first).to_have_text("001", timeout=SOON)
        commands.call_for_help(other, by=scenes.actor(other.person), at=scenes.NOON)
        expect(desk.locator(".counter-alarm")).to_contain_text("2", timeout=SOON)


def test_without_the_live_process_the_board_asks_and_comes_back_to_it(
    scene, open_window, streams_at
):
    with process.process(**clocked()) as (port, running):
        friends = streams_at(port)
        with open_window(**friends) as board:
            in_english(board)
            board.goto(f"{BOARD}?sound=off")
            expect(board.locator(STREAMING)).to_have_count(1, timeout=8000)
            running.terminate()
            running.wait(process.PATIENCE)
            expect(board.locator(STREAMING)).to_have_count(0, timeout=8000)
            call_somebody(scene)
            expect(board.locator(".newest__number")).to_have_text("001", timeout=6000)
            expect(board.locator("[data-stale]")).to_be_hidden()
            with process.running(port=port, **clocked()):
                expect(board.locator(STREAMING)).to_have_count(1, timeout=15_000)
