"""Every verb at the desk over HTTP: what it does, what it says, and that a second press is none."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.floor import commands
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from anlauf.web.counter import once, verbs
from tests import make
from tests.web import floor_scene as scenes


@pytest.fixture
def session(scene):
    return scenes.seated(scene, 1, person=scene.clerk)


@pytest.fixture
def press(browser):
    """Press the button of a verb and read the screen that follows."""

    def pressing(verb, visit=None, *, token="", **said):
        fields = {"once": token or once.token(), **said}
        if visit is not None:
            fields["visit"] = visit.pk
        answer = browser.post(f"/counter/harburg/do/{verb}/", fields, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    return pressing


def state(visit):
    visit.refresh_from_db()
    return visit.state


def facts(verb):
    return JournalEntry.objects.filter(verb=verb).count()


def test_next_calls_the_first_in_line(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    assert "Number 001 called to desk 1." in press("next")
    assert state(visit) == TicketState.CALLED


def test_next_says_when_nobody_waits(scene, session, press):
    assert "Nobody is waiting whom you can serve." in press("next")


def test_next_pressed_again_later_calls_again_although_nobody_waited_before(scene, session, press):
    press("next")
    scenes.ticket(scene, "11:59")
    assert "Number 001 called to desk 1." in press("next")


def test_a_chosen_visit_is_called(scene, session, press):
    scenes.ticket(scene, "11:30")
    chosen = scenes.ticket(scene, "11:40")
    assert "Number 002 called to desk 1." in press("call", chosen)


def test_a_visit_a_colleague_was_quicker_to_call_is_refused_in_a_sentence(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    scenes.called(scenes.seated(scene, 2), "11:59")
    assert "Number 001 has just been called to desk 2." in press("call", visit)


def test_start_finish_and_take_back(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    press("next")
    assert "Number 001 is at your desk." in press("start", visit)
    assert "Number 001 is finished." in press("finish", visit)
    assert state(visit) == TicketState.FINISHED
    assert "Taken back: number 001." in press("take_back", visit)
    assert state(visit) == TicketState.SERVING


def test_a_call_is_repeated_and_taken_back(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    scenes.called(session, "11:58")
    assert "Number 001 called again." in press("recall", visit)
    visit.refresh_from_db()
    assert visit.calls == 2
    assert "waits again, at the same place in line" in press("put_back", visit)
    assert state(visit) == TicketState.WAITING


def test_a_call_is_taken_back_by_whoever_called(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    other = scenes.seated(scene, 2)
    commands.call(visit, other, by=SYSTEM, at=scenes.NOON)

    assert "Number 001 is no longer at your desk." in press("put_back", visit)

    assert state(visit) == TicketState.CALLED


def test_whoever_does_not_come_is_missed_and_can_be_taken_back(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    press("next")
    assert "Number 001 did not come." in press("miss", visit)
    press("take_back", visit)
    assert state(visit) == TicketState.WAITING


def test_a_service_is_added(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    press("next")
    press("start", visit)
    shown = press("add", visit, service=scene.services[1].pk, count=2)
    assert "Added: Apply for a passport." in shown
    assert "added here" in shown
    assert list(visit.items.order_by("pk").values_list("count", flat=True)) == [1, 2]


def test_a_visit_is_set_aside_with_a_reason_and_carried_on(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    press("next")
    press("start", visit)
    shown = press("park", visit, reason="photo")
    assert "Number 001 is set aside." in shown
    assert "Carry on with a visit set aside" in shown
    assert "Number 001 is at your desk again." in press("resume", visit)
    assert state(visit) == TicketState.SERVING


def test_a_visit_is_passed_on_with_its_number(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    press("next")
    press("start", visit)
    desk = scene.office.desks.get(number=4)
    assert "Number 001 waits for desk 4." in press("transfer", visit, to=f"desk:{desk.pk}")
    visit.refresh_from_db()
    assert (visit.number, visit.wanted_desk) == (1, desk)


def test_a_visit_is_passed_on_to_the_office_next_door(scene, session, press):
    next_door = make.office("harburg-foreigners", short="Next door", place=scene.office.place)
    make.offering(next_door, scene.services[0])
    visit = scenes.ticket(scene, "11:30")
    press("next")
    press("start", visit)
    shown = press("transfer", visit, to=f"office:{next_door.pk}")
    assert "Number 001 waits at Next door." in shown
    visit.refresh_from_db()
    assert visit.office == next_door


def test_a_visit_goes_back_into_the_line_here(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    press("next")
    press("transfer", visit, to=f"office:{scene.office.pk}")
    assert state(visit) == TicketState.WAITING


def test_a_break_begins_and_ends(scene, session, press):
    scenes.ticket(scene, "11:30")
    assert "You are on a break." in press("break")
    assert "You are on a break. Please end it first." in press("next")
    assert "Your break is over." in press("end_break")
    assert "called to desk 1" in press("next")


# --- pressed twice -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "entry"),
    [("start", "floor.started"), ("recall", "floor.recalled"), ("miss", "floor.missed")],
)
def test_a_double_press_has_one_effect(scene, session, press, verb, entry):
    visit = scenes.ticket(scene, "11:30")
    scenes.called(session, "11:50")
    token = once.token()
    for _ in range(3):
        press(verb, visit, token=token)
    assert facts(entry) == 1


def test_next_pressed_twice_calls_one(scene, session, press):
    for _ in range(3):
        scenes.ticket(scene, "11:30")
    token = once.token()
    press("next", token=token)
    press("next", token=token)
    assert Visit.objects.filter(state=TicketState.CALLED).count() == 1


def test_a_press_that_arrives_late_calls_nobody_else(scene, session, press):
    """The network repeats `next` after the visit it called is over."""
    first, second = scenes.ticket(scene, "11:30"), scenes.ticket(scene, "11:31")
    token = once.token()
    press("next", token=token)
    press("start", first)
    press("finish", first)
    press("next", token=token)
    assert state(second) == TicketState.WAITING


def test_one_page_allows_each_of_its_verbs_once(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    token = once.token()
    press("next", token=token)
    press("start", visit, token=token)
    press("finish", visit, token=token)
    assert state(visit) == TicketState.FINISHED


def test_a_fault_gives_the_token_back(scene, session, press, browser, monkeypatch):
    visit = scenes.ticket(scene, "11:30")
    token = once.token()

    def broken(press):
        raise RuntimeError("a fault")

    browser.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setitem(verbs.VERBS, "next", broken)
        assert browser.post("/counter/harburg/do/next/", {"once": token}).status_code == 500
    press("next", token=token)
    assert state(visit) == TicketState.CALLED


# --- what is not possible ------------------------------------------------------------------------


def test_an_old_screen_does_not_touch_a_visit_at_another_desk(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    scenes.called(scenes.seated(scene, 2), "11:59")
    for verb in ("start", "recall", "miss", "finish"):
        assert "Number 001 is no longer at your desk." in press(verb, visit)
    assert state(visit) == TicketState.CALLED


def test_a_verb_out_of_turn_is_refused_in_the_status_line(scene, session, press):
    visit = scenes.ticket(scene, "11:30")
    press("next")
    assert "This is not possible now." in press("finish", visit)


def test_another_offices_visit_is_unknown_here(scene, session, press):
    elsewhere = make.office("altona", desks=1)
    make.offering(elsewhere, scene.services[0])
    make.office_day(elsewhere, supply=[1] * 144, opens="07:00")
    other = scenes.ticket(scenes.Scene(elsewhere, scene.services, scene.clerk), "11:30")
    assert "We cannot find this ticket." in press("call", other)
    assert state(other) == TicketState.WAITING


@pytest.mark.parametrize("said", ["", "0", "-5", "9" * 30, "🎈", "1; DROP TABLE", "a" * 20_000])
def test_nonsense_is_answered_with_a_sentence(scene, session, browser, said):
    for verb in ("call", "start", "add", "park", "resume", "transfer", "take_back"):
        fields = {"visit": said, "service": said, "reason": said, "to": said, "once": said}
        answer = browser.post(f"/counter/harburg/do/{verb}/", fields, follow=True)
        assert answer.status_code == 200
        assert "kern-alert--danger" in answer.content.decode()


def test_too_much_to_read_is_a_page_of_its_own(scene, session, browser):
    answer = browser.post("/counter/harburg/do/add/", {"service": "a" * 3_000_000})
    assert answer.status_code == 413


def test_an_unknown_verb_is_not_found_and_a_link_does_nothing(scene, session, browser):
    assert browser.post("/counter/harburg/do/dance/").status_code == 404
    assert browser.get("/counter/harburg/do/next/").status_code == 405


def test_a_press_after_logging_off_says_so(scene, browser):
    answer = browser.post("/counter/harburg/do/next/", follow=True)
    assert "You are no longer logged on at this desk." in answer.content.decode()
