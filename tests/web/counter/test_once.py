"""Presses that arrive twice, late, or not at first: one effect, at the moment of the press."""

from datetime import timedelta

import pytest

from anlauf.core import clock
from anlauf.floor import commands
from anlauf.floor.models import Press, Visit
from anlauf.floor.states import PeriodKind, TicketState
from anlauf.web.counter import once
from tests import make
from tests.web import floor_scene as scenes

MINUTE = timedelta(minutes=1)


@pytest.fixture
def session(scene):
    return scenes.seated(scene, 1, person=scene.clerk)


@pytest.fixture
def send(browser):
    """Send a press as the page's queue does, and read the answer."""

    def sending(verb, visit=None, *, token="", **said):
        fields = {"once": token or once.token(), **said}
        if visit is not None:
            fields["visit"] = visit.pk
        answer = browser.post(
            f"/counter/harburg/do/{verb}/", fields, headers={"Accept": "application/json"}
        )
        return answer.json()

    return sending


@pytest.fixture
def serving(scene, session):
    """Somebody who came to the desk at twenty to twelve."""
    visit = scenes.ticket(scene, "11:30")
    scenes.called(session, "11:39")
    return commands.start(visit, by=scenes.actor(scene.clerk), at=scenes.NOON - 20 * MINUTE)


def test_a_press_sent_again_is_told_what_came_of_the_first(scene, session, send):
    for _ in range(2):
        scenes.ticket(scene, "11:30")
    token = once.token()
    first, again = send("next", token=token), send("next", token=token)
    assert first == again
    assert first["said"] == "Number 001 called to desk 1."
    assert not first["refused"]
    assert Visit.objects.filter(state=TicketState.CALLED).count() == 1


@pytest.mark.parametrize("token", [{}, {"once": ""}, {"once": "x" * 101}])
def test_a_press_that_cannot_be_told_from_another_does_nothing(scene, session, browser, token):
    scenes.ticket(scene, "11:30")
    answer = browser.post(
        "/counter/harburg/do/next/", token, headers={"Accept": "application/json"}
    ).json()
    assert answer["refused"]
    assert "not understood" in answer["said"]
    assert not Visit.objects.exclude(state=TicketState.WAITING).exists()


def test_a_refusal_is_an_answer_and_stays_one(scene, session, send):
    token = once.token()
    refused = send("finish", scenes.ticket(scene, "11:30"), token=token)
    assert refused["refused"]
    assert send("finish", scenes.ticket(scene, "11:31"), token=token) == refused


def test_what_happened_counts_from_when_it_was_pressed(serving, send):
    send("finish", serving, ago=90)
    serving.refresh_from_db()
    assert serving.since == scenes.NOON - timedelta(seconds=90)
    last = serving.periods.get(kind=PeriodKind.SERVING)
    assert last.ended_at == serving.since


def test_presses_that_arrive_together_keep_their_distance(scene, session, send):
    visit = scenes.ticket(scene, "11:30")
    scenes.called(session, "11:50")
    send("start", visit, ago=300)
    send("finish", visit, ago=60)
    served = visit.periods.get(kind=PeriodKind.SERVING)
    assert make.sure(served.ended_at) - served.started_at == 4 * MINUTE


def test_nothing_happened_before_what_is_known_of_the_visit(scene, serving, send):
    visit = Visit.objects.get()
    commands.step_out(
        visit, visit.items.get().pk, by=scenes.actor(scene.clerk), at=scenes.NOON - MINUTE
    )
    send("finish", serving, ago=300)
    serving.refresh_from_db()
    assert serving.since == scenes.NOON - MINUTE


def test_nothing_counts_from_more_than_ten_minutes_ago(serving, send):
    send("finish", serving, ago=1100)
    serving.refresh_from_db()
    assert serving.since == scenes.NOON - 10 * MINUTE


def test_nobody_is_called_for_a_press_from_long_ago(scene, session, send):
    visit = scenes.ticket(scene, "11:30")
    assert "You pressed this 11 minutes ago" in send("next", ago=660)["said"]
    visit.refresh_from_db()
    assert visit.state == TicketState.WAITING


def test_people_are_called_now_however_late_the_press_is(scene, session, send):
    visit = scenes.ticket(scene, "11:30")
    send("next", ago=60)
    visit.refresh_from_db()
    assert visit.called_at == scenes.NOON


def test_a_press_of_an_earlier_turn_at_a_desk_is_not_done(scene, session, send):
    scenes.ticket(scene, "11:30")
    answer = send("next", seat=session.pk + 1)
    assert "before you took this desk" in answer["said"]
    assert send("next", seat=session.pk)["said"] == "Number 001 called to desk 1."


def test_whoever_was_logged_off_is_shown_the_way_back(scene, send):
    answer = send("next")
    assert (answer["refused"], answer["leave"]) == (True, "/counter/harburg/")


def test_whoever_has_to_log_in_again_keeps_what_was_pressed(browser, session):
    browser.logout()
    answer = browser.post("/counter/harburg/do/next/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer["HX-Redirect"].startswith("/login/")


def test_presses_are_forgotten_after_some_days(scene, session, send):
    send("next")
    assert commands.forget_presses(at=clock.now() + timedelta(days=1)) == 0
    assert commands.forget_presses(at=clock.now() + timedelta(days=3)) == 1
    assert not Press.objects.exists()
