"""The background doors of the floor do one thing each, at the time on the wall."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from procrastinate.contrib.django import app

from anlauf.core import clock
from anlauf.core.clock import StoppedClock
from anlauf.floor import tasks
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db


@contextmanager
def the_wall_shows(time: str) -> Iterator[None]:
    before = clock.use(StoppedClock(make.moment(time)))
    try:
        yield
    finally:
        clock.use(before)


def test_absent_visitors_are_given_up_by_themselves():
    house = make_floor.house()
    appointment = make_floor.booked(house, "09:00")

    with the_wall_shows("09:30"):
        tasks.miss_absent(timestamp=0)

    appointment.refresh_from_db()
    assert appointment.state == "missed"


def test_the_day_ends_by_itself():
    house = make_floor.house()
    make_floor.ticket(house)

    with the_wall_shows("18:00"):
        tasks.close_ended_days(timestamp=0)

    assert Visit.objects.get().state == TicketState.LEFT


PLANS = {
    "announce_waits": "* * * * * */20",
    "close_ended_days": "* * * * * */30",
    "follow_joined": "* * * * * */10",
    "forget_visits": "29 * * * *",
    "learn_waits": "41 2 * * *",
    "let_in_remote": "* * * * * */10",
    "miss_absent": "* * * * * */20",
}


def test_what_cannot_wait_is_planned_within_the_minute():
    """The sixth field of a plan is the second; in first place it would be the minute."""
    plans = {
        periodic.task.name.rpartition(".")[2]: periodic.cron
        for periodic in app.periodic_registry.periodic_tasks.values()
        if periodic.task.name.startswith("anlauf.floor")
    }
    assert plans == PLANS
