"""The call board in a real browser: a new call flashes and rings, silence is admitted."""

import pytest
from playwright.sync_api import expect

from anlauf.core import clock
from tests.journeys.floor_windows import in_english, silent_server
from tests.web import floor_scene as scenes

pytestmark = pytest.mark.django_db(transaction=True)

COUNT_TONES = """
window.tones = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  window.tones += 1;
  return start.apply(this, when);
};
"""


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


@pytest.fixture
def scene():
    return scenes.scene()


@pytest.fixture
def board(scene, open_window):
    """The board, before anybody is called."""
    with open_window() as page:
        in_english(page)
        page.add_init_script(COUNT_TONES)
        page.goto("/display/harburg/")
        yield page


def call_somebody(scene):
    scenes.ticket(scene, "11:30")
    return scenes.called(scenes.seated(scene, 2), "11:59")


def test_a_new_call_rings_once_the_board_was_touched(scene, board):
    expect(board.locator("[data-sound-hint]")).to_be_visible()
    board.mouse.click(200, 200)
    expect(board.locator("[data-sound-hint]")).to_be_hidden()
    call_somebody(scene)
    expect(board.locator(".newest__number")).to_have_text("001")
    board.wait_for_function("window.tones === 2")


def test_a_board_without_sound_stays_silent_and_asks_for_no_touch(scene, board):
    board.goto("/display/harburg/?sound=off")
    expect(board.locator("[data-sound-hint]")).to_be_hidden()
    board.mouse.click(200, 200)
    call_somebody(scene)
    expect(board.locator(".newest__number")).to_have_text("001")
    assert board.evaluate("window.tones") == 0


def test_a_call_flashes_for_those_who_do_not_hear(scene, board):
    call_somebody(scene)
    expect(board.locator("#board")).to_have_class("is-new")


def test_motion_is_left_out_for_those_who_ask(scene, board):
    board.emulate_media(reduced_motion="reduce")
    call_somebody(scene)
    board.reload()
    animation = "getComputedStyle(document.querySelector('.newest')).animationName"
    assert board.evaluate(animation) == "none"


def test_silence_is_admitted_with_the_time_and_ends_by_itself(scene, open_window):
    with silent_server(), open_window() as board:
        in_english(board)
        board.goto("/display/harburg/")
        board.route("**/now/", lambda route: route.abort())
        stale = board.locator("[data-stale]")
        expect(stale).to_be_visible(timeout=15_000)
        expect(stale).to_contain_text("Connection lost since")
        expect(stale).to_contain_text("12:00")
        board.unroute("**/now/")
        expect(stale).to_be_hidden(timeout=15_000)
        call_somebody(scene)
        expect(board.locator(".newest__number")).to_have_text("001")


def test_the_call_is_larger_than_anything_else_and_stays_on_the_screen(scene, board):
    scenes.busy(scene)
    for width, height in ((1920, 1080), (1080, 1920), (1280, 720)):
        board.set_viewport_size({"width": width, "height": height})
        board.goto("/display/harburg/")
        number = board.locator(".newest__number").bounding_box()
        foot = board.locator(".board__foot").bounding_box()
        assert number["height"] > 0.25 * min(width, height)
        assert foot["y"] + foot["height"] <= height
