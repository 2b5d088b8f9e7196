"""A desk without network for a while: nothing is lost, nothing is done twice, figures stay true."""

import re
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial

import pytest
from playwright.sync_api import Error, expect

from anlauf.core import clock
from anlauf.core.models import JournalEntry
from anlauf.floor.models import Visit
from anlauf.floor.states import PeriodKind, TicketState
from tests import browser
from tests.journeys.cut import Wire, line_to
from tests.journeys.floor_windows import in_english, log_in
from tests.web import floor_scene as scenes

pytestmark = pytest.mark.django_db(transaction=True)

SILENCE = re.compile(r"console: htmx:(sendError|afterRequest|timeout|swapError), ")


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


def later(seconds):
    """Let the city's clock go on while the network is away."""
    clock.use(clock.StoppedClock(clock.now() + timedelta(seconds=seconds)))


@pytest.fixture
def scene():
    """Three people waiting, the clerk at desk 1."""
    quiet = scenes.scene()
    for minute in (30, 40, 50):
        scenes.ticket(quiet, f"11:{minute}")
    scenes.seated(quiet, 1, person=quiet.clerk)
    return quiet


@contextmanager
def desk_on_a_line(chromium, live_server, person):
    """The clerk's screen behind a wire that can be cut; htmx may complain about silence."""
    with line_to(live_server.url) as line:
        opened = partial(browser.window, chromium, line.address)
        try:
            with opened() as page:
                page.on("dialog", leave_anyway)
                in_english(page)
                log_in(page, person)
                page.goto("/counter/harburg/screen/")
                yield line, page
        except AssertionError as complaints:
            lines = str(complaints).splitlines()
            if not lines or not all(SILENCE.match(one) for one in lines):
                raise


def leave_anyway(asked):
    """Say yes when the page warns that something is not sent yet."""
    with suppress(Error):
        asked.accept()


def pending(page):
    """What stands in the outbox."""
    return page.locator("#outbox [data-outbox=list] li")


def entries(verb):
    return JournalEntry.objects.filter(verb=verb).count()


def test_a_minute_without_network_loses_nothing_and_repeats_nothing(chromium, live_server, scene):
    with desk_on_a_line(chromium, live_server, scene.clerk) as (line, page):
        page.keyboard.press("n")
        expect(page.locator("#verb-start")).to_be_enabled()
        line.wire = Wire.CUT
        page.keyboard.press("s")
        expect(page.locator("#verb-finish")).to_be_visible()  # at once, without an answer
        page.keyboard.press("f")
        expect(page.locator("#now")).to_have_text("Nobody is at your desk")
        page.keyboard.press("n")
        expect(pending(page)).to_have_count(3)
        expect(page.locator("#outbox")).to_contain_text("not connected since 12:00")
        page.keyboard.press("n")  # impatience is no second call
        later(60)
        line.wire = Wire.WHOLE
        expect(page.locator("#now")).to_contain_text("002", timeout=15_000)
        expect(page.locator("#outbox")).to_be_hidden()
    assert [visit.state for visit in Visit.objects.order_by("number")] == [
        TicketState.FINISHED,
        TicketState.CALLED,
        TicketState.WAITING,
    ]
    assert (entries("floor.started"), entries("floor.finished"), entries("floor.called")) == (
        1,
        1,
        2,
    )


def test_an_answer_that_is_lost_is_asked_for_again(chromium, live_server, scene):
    """The server acts, the wire swallows what it says."""
    with desk_on_a_line(chromium, live_server, scene.clerk) as (line, page):
        line.wire = Wire.DEAF
        page.keyboard.press("n")
        expect(page.locator("#outbox")).to_be_visible(timeout=15_000)
        while line.lost < 2:
            page.wait_for_timeout(200)
        line.wire = Wire.WHOLE
        expect(page.locator("#verb-start")).to_be_visible(timeout=15_000)
        expect(page.locator("#status")).to_contain_text("Number 001 called to desk 1.")
    assert line.lost >= 2
    assert entries("floor.called") == 1
    assert Visit.objects.filter(state=TicketState.CALLED).count() == 1


def test_a_reload_keeps_what_was_pressed(chromium, live_server, scene):
    with desk_on_a_line(chromium, live_server, scene.clerk) as (line, page):
        page.keyboard.press("n")
        expect(page.locator("#verb-start")).to_be_enabled()
        line.wire = Wire.DEAF
        page.keyboard.press("s")
        expect(pending(page)).to_have_count(1, timeout=15_000)
        page.reload()
        expect(pending(page)).to_have_text(["Start 001"])
        line.wire = Wire.WHOLE
        expect(page.locator("#verb-finish")).to_be_visible(timeout=15_000)
        expect(page.locator("#outbox")).to_be_hidden()
    assert entries("floor.started") == 1


def test_somebody_else_was_quicker_meanwhile(chromium, live_server, scene):
    """Desk 1 picks number 001 without network, desk 2 calls it: one call, and desk 1 is told."""
    other = scenes.seated(scene, 2)
    with desk_on_a_line(chromium, live_server, scene.clerk) as (line, page):
        line.wire = Wire.CUT
        page.locator(".line__call button").first.click()
        expect(pending(page)).to_have_text(["Call 001"])
        scenes.called(other, "12:00")
        page.wait_for_timeout(5500)
        line.wire = Wire.WHOLE
        expect(page.locator("#refused")).to_contain_text(
            "Number 001 has just been called to desk 2.", timeout=15_000
        )
        expect(page.locator("#verb-next")).to_be_visible()
        page.keyboard.press("u")
        expect(page.locator("#refused")).to_be_hidden()
        page.keyboard.press("n")
        expect(page.locator("#now")).to_contain_text("002")
    assert entries("floor.called") == 2


def test_next_pressed_without_network_calls_whoever_is_next_when_it_is_back(
    chromium, live_server, scene
):
    """Both desks want the next one; the one without network gets the one after."""
    other = scenes.seated(scene, 2)
    with desk_on_a_line(chromium, live_server, scene.clerk) as (line, page):
        line.wire = Wire.CUT
        page.keyboard.press("n")
        expect(pending(page)).to_have_count(1)
        scenes.called(other, "12:00")
        line.wire = Wire.WHOLE
        expect(page.locator("#now")).to_contain_text("002", timeout=15_000)
    desks = dict(Visit.objects.filter(state=TicketState.CALLED).values_list("number", "desk__name"))
    assert desks == {1: "2", 2: "1"}


def test_a_call_for_help_says_that_it_has_reached_nobody(chromium, live_server, scene):
    with desk_on_a_line(chromium, live_server, scene.clerk) as (line, page):
        line.wire = Wire.CUT
        page.keyboard.press("Shift+H")
        expect(page.locator("#outbox")).to_contain_text("has NOT reached anybody yet")
        line.wire = Wire.WHOLE
        expect(page.locator(".counter-alarm")).to_contain_text("needs help", timeout=15_000)


def test_the_time_at_the_desk_is_the_time_it_took(chromium, live_server, scene):
    """Started and finished without network: the periods are as long as they were."""
    with desk_on_a_line(chromium, live_server, scene.clerk) as (line, page):
        page.keyboard.press("n")
        expect(page.locator("#verb-start")).to_be_enabled()
        line.wire = Wire.CUT
        page.keyboard.press("s")
        page.wait_for_timeout(4000)
        page.keyboard.press("f")
        expect(pending(page)).to_have_count(2)
        later(60)
        line.wire = Wire.WHOLE
        expect(page.locator("#outbox")).to_be_hidden(timeout=15_000)
    served = Visit.objects.get(number=1).periods.get(kind=PeriodKind.SERVING)
    assert served.ended_at is not None
    assert 3 <= (served.ended_at - served.started_at).total_seconds() <= 6
