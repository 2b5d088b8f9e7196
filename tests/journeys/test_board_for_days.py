"""A board hangs for days and is read from afar: it does not grow, it speaks, figures are tall."""

import re

import pytest
from playwright.sync_api import expect

from anlauf.core import clock
from anlauf.floor import commands as floor
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from tests.journeys.floor_windows import in_english
from tests.web import floor_scene as scenes

pytestmark = pytest.mark.django_db(transaction=True)

BOARD = "/display/harburg/"
CHANGES = 400
FIGURE = 0.689  # height of a figure of Fira Sans, as part of its size
SCREEN_MM = 535  # height of a 43 inch screen
DISTANCE_MM = 8000
ASK = """
async () => {
  const part = document.querySelector("[data-live]");
  for (let asked = 0; asked < 100; asked += 1) {
    const swapped = new Promise((resolve) =>
      document.addEventListener("htmx:afterSettle", resolve, { once: true }));
    htmx.trigger(part, "ask");
    await swapped;
  }
}
"""
FIGURES = ".newest__number, .newest__desk, .calls tbody :is(th, td)"
PARTS = (".board__head", ".newest__number", ".newest", ".calls tbody tr:last-child", ".board__foot")
LISTEN = """
window.spoken = [];
window.speechSynthesis.speak = (words) => window.spoken.push([words.lang, words.text]);
"""


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


@pytest.fixture
def scene():
    return scenes.scene()


def held(page):
    """What the page holds on to, after the browser has tidied up."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    told = session.send("Performance.getMetrics")["metrics"]
    session.detach()
    return {metric["name"]: metric["value"] for metric in told}


def play(page, template):
    """Answer every question of the board with another call."""
    number = 0

    def answer(route):
        nonlocal number
        number += 1
        body = re.sub(
            r"001/2/1|>001<", lambda found: found[0].replace("001", f"{number:03d}"), template
        )
        route.fulfill(
            body=body,
            headers={"ETag": f'"{number}"', "X-Clock": "12:00", "X-Clock-Left": "60"},
            content_type="text/html",
        )

    page.route("**/now/**", answer)


def call_again(scene):
    """The newest call is repeated, which needs one more line."""
    newest = Visit.objects.filter(state=TicketState.CALLED).latest("called_at")
    floor.recall(newest, by=scenes.actor(scene.clerk), at=scenes.NOON)


@pytest.mark.slow
def test_hundreds_of_calls_leave_nothing_behind(scene, open_window):
    scenes.ticket(scene, "11:30")
    scenes.called(scenes.seated(scene, 2), "11:59")
    with open_window() as page:
        template = page.request.get(f"{BOARD}now/?speak=de,en").text()
        play(page, template)
        page.goto(f"{BOARD}?speak=de,en")
        page.mouse.click(200, 200)
        page.evaluate(ASK)
        before = held(page)
        for _ in range(CHANGES // 100):
            page.evaluate(ASK)
        page.wait_for_timeout(2500)
        after = held(page)
    assert after["Nodes"] <= before["Nodes"] + 20
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 2
    assert after["JSHeapUsedSize"] <= before["JSHeapUsedSize"] * 1.2 + 200_000


def test_a_board_that_may_speak_says_the_call_in_each_language(scene, open_window):
    with open_window() as board:
        in_english(board)
        board.add_init_script(LISTEN)
        board.goto(f"{BOARD}?speak=de,en")
        scenes.ticket(scene, "11:30")
        scenes.called(scenes.seated(scene, 2), "11:59")
        expect(board.locator(".newest__number")).to_have_text("001")
        board.wait_for_timeout(2500)
        assert [line[0] for line in board.evaluate("window.spoken")] == ["de", "en"]
        assert "1" in board.evaluate("window.spoken")[0][1]


def test_a_board_that_was_not_told_to_speak_is_silent(scene, open_window):
    with open_window() as board:
        board.add_init_script(LISTEN)
        board.goto(BOARD)
        scenes.ticket(scene, "11:30")
        scenes.called(scenes.seated(scene, 2), "11:59")
        expect(board.locator(".newest__number")).to_have_text("001")
        board.wait_for_timeout(2000)
        assert board.evaluate("window.spoken") == []


@pytest.mark.parametrize("words", ["", "?size=big", "?offices=altona"])
def test_every_figure_is_read_from_eight_metres(scene, open_window, words):
    scenes.neighbour(scene, "altona")
    scenes.busy(scene)
    with open_window() as board:
        board.set_viewport_size({"width": 1920, "height": 1080})
        board.goto(f"{BOARD}{words}")
        sizes = board.evaluate(
            f"[...document.querySelectorAll('{FIGURES}')]"
            ".map((one) => parseFloat(getComputedStyle(one).fontSize))"
        )
    tall = [size * FIGURE * SCREEN_MM / 1080 for size in sizes]
    assert len(tall) > 4
    assert min(tall) >= DISTANCE_MM / 200


@pytest.mark.parametrize(
    "words",
    ["", "?size=big", "?size=small", "?offices=altona", "?offices=altona&size=small",
     "?turn=left", "?turn=right&size=small", "?turn=left&offices=altona"],
)  # fmt: skip
def test_nothing_is_cut_off_whatever_the_layout(scene, open_window, words):
    scenes.neighbour(scene, "altona")
    scenes.busy(scene)
    call_again(scene)
    with open_window() as board:
        for width, height in ((1920, 1080), (1080, 1920)):
            if "turn" in words and height > width:
                continue  # such a screen needs no turning
            board.set_viewport_size({"width": width, "height": height})
            board.goto(f"{BOARD}{words}")
            for part in (
                ".board__head",
                ".newest__number",
                ".calls tbody tr:last-child",
                ".board__foot",
            ):
                box = board.locator(part).bounding_box()
                assert box["x"] >= 0, part
                assert box["y"] >= 0, part
                assert box["x"] + box["width"] <= width + 1, part
                assert box["y"] + box["height"] <= height + 1, part
