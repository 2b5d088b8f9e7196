"""A morning at the desk: arrive at the kiosk, be called, served and finished, by keys alone."""

import pytest
from playwright.sync_api import expect

from anlauf.core import clock
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from tests.journeys.floor_windows import in_english, log_in, set_up_kiosk
from tests.web import floor_scene as scenes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


def test_arrive_be_called_served_and_finished(open_window):
    """Three windows: the kiosk, the clerk's screen, and board and phone in the waiting room."""
    scene = scenes.scene()
    code = scenes.booked(scene, "12:05", name="Amira Haddad").code
    with open_window() as kiosk:
        set_up_kiosk(kiosk, scene.office)
        kiosk.click("text=English")
        kiosk.click("text=I have an appointment")
        for letter in code.replace("-", ""):
            kiosk.click(f"button[name=press][value='{letter}']")
        kiosk.click("button:has-text('Check in')")
        expect(kiosk.locator(".ticket__number")).to_have_text("001")
    visit = Visit.objects.select_related("appointment").get()

    with open_window() as clerk, open_window() as board, open_window(width=390) as phone:
        for page in (clerk, board, phone):
            in_english(page)
        board.goto("/display/harburg/")
        phone.goto(scenes.own_page(visit))
        expect(phone.locator(".visit__facts")).to_contain_text("0 people")
        log_in(clerk, scene.clerk)
        clerk.goto("/counter/harburg/")
        clerk.locator("button[name=desk]").first.focus()
        clerk.keyboard.press("Enter")
        expect(clerk.locator("#verb-next")).to_be_visible()

        clerk.keyboard.press("n")
        expect(clerk.locator("#now")).to_contain_text("001")
        expect(clerk.locator("#status")).to_contain_text("Number 001 called to desk 1.")
        expect(board.locator(".newest__number")).to_have_text("001")
        expect(board.locator(".newest__desk")).to_contain_text("1")
        expect(phone.locator(".visit__say")).to_have_text("Please go to desk 1")

        clerk.keyboard.press("r")
        expect(clerk.locator("#status")).to_contain_text("called again")
        clerk.keyboard.press("s")
        expect(clerk.locator("#verb-finish")).to_be_visible()
        expect(board.locator(".newest__number")).to_have_count(0)

        clerk.keyboard.press("a")
        clerk.keyboard.type("passport for")
        expect(clerk.locator("#services li:visible")).to_have_count(0)
        clerk.locator("#narrow").fill("apply for a passport")
        clerk.keyboard.press("Enter")
        expect(clerk.locator(".now__pieces li")).to_have_count(2)

        clerk.keyboard.press("f")
        expect(clerk.locator("#verb-next")).to_be_visible()
        expect(phone.locator(".visit__say")).to_have_text("Done. Thank you for your visit.")
    visit.refresh_from_db()
    assert visit.state == TicketState.FINISHED


@pytest.fixture
def scene():
    """An office with three people waiting and the clerk at desk 1."""
    quiet = scenes.scene()
    for minute in (30, 40, 50):
        scenes.ticket(quiet, f"11:{minute}")
    scenes.seated(quiet, 1, person=quiet.clerk)
    return quiet


def open_screen(page, scene):
    in_english(page)
    log_in(page, scene.clerk)
    page.goto("/counter/harburg/screen/")


@pytest.fixture
def desk(scene, open_window):
    """The clerk's screen."""
    with open_window() as page:
        open_screen(page, scene)
        yield page


def test_a_visit_is_set_aside_carried_on_passed_on_and_taken_back_by_keys(desk):
    desk.keyboard.press("n")
    expect(desk.locator("#verb-start")).to_be_visible()
    desk.keyboard.press("s")
    expect(desk.locator("#verb-finish")).to_be_visible()
    desk.keyboard.press("p")
    desk.keyboard.press("2")
    expect(desk.locator("#parked")).to_be_visible()
    desk.keyboard.press("w")
    desk.keyboard.press("1")
    expect(desk.locator("#status")).to_contain_text("at your desk again")
    desk.keyboard.press("f")
    expect(desk.locator("#verb-next")).to_be_visible()
    desk.keyboard.press("z")
    desk.keyboard.press("1")
    expect(desk.locator("#status")).to_contain_text("Taken back: number 001.")
    desk.keyboard.press("t")
    desk.keyboard.press("1")
    expect(desk.locator("#status")).to_contain_text("Number 001 waits at Harburg.")
    desk.keyboard.press("b")
    expect(desk.locator("#now")).to_have_text("You are on a break")
    desk.keyboard.press("b")
    expect(desk.locator("#verb-next")).to_be_visible()


def test_keys_pressed_faster_than_the_server_answers_are_done_one_after_the_other(desk):
    for key in "nsfn":
        desk.keyboard.press(key)
    expect(desk.locator("#now")).to_contain_text("002")
    assert Visit.objects.filter(state=TicketState.FINISHED).count() == 1
    assert Visit.objects.filter(state=TicketState.CALLED).count() == 1


def test_the_screen_refreshes_by_itself_without_stealing_the_focus(scene, desk):
    desk.locator("#verb-break").focus()
    scenes.ticket(scene, "11:59")
    expect(desk.locator("#waiting .side__count")).to_have_text("4")
    assert desk.evaluate("document.activeElement.id") == "verb-break"


def test_an_open_list_is_left_alone_by_the_refresh(desk):
    desk.keyboard.press("n")
    desk.keyboard.press("s")
    expect(desk.locator("#verb-finish")).to_be_visible()
    desk.keyboard.press("a")
    desk.keyboard.type("pass")
    Visit.objects.filter(number=2).update(state=TicketState.LEFT)
    desk.wait_for_timeout(4000)
    assert desk.input_value("#narrow") == "pass"
    desk.keyboard.press("Escape")
    expect(desk.locator("#waiting .side__count")).to_have_text("1")


def test_keys_can_be_switched_off_and_are_listed(desk):
    desk.keyboard.press("?")
    expect(desk.locator(".keys__list")).to_be_visible()
    desk.uncheck("#single-keys")
    desk.locator("#now").focus()
    desk.keyboard.press("n")
    desk.wait_for_timeout(500)
    assert not Visit.objects.filter(state=TicketState.CALLED).exists()


def test_a_key_is_no_verb_while_somebody_types_or_holds_control(desk):
    desk.keyboard.press("Control+n")
    desk.wait_for_timeout(300)
    assert not Visit.objects.filter(state=TicketState.CALLED).exists()
