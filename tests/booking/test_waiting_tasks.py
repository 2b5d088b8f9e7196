"""The background doors of the waiting list do one thing each, at the time on the wall."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from anlauf.booking import commands, queries, tasks
from anlauf.booking.states import WishState
from anlauf.core import clock
from anlauf.core.actors import CITIZEN
from tests import make

pytestmark = pytest.mark.django_db

TEN = make.moment("10:00")


@contextmanager
def the_wall_shows(at: datetime) -> Iterator[None]:
    before = clock.use(clock.StoppedClock(at))
    try:
        yield
    finally:
        clock.use(before)


def test_offers_pass_on_and_wishes_end_by_themselves():
    offering = make.offering(make.office())
    make.office_day(offering.office, on=make.later(7), supply=[1] * 3)
    booked = make.appointment(make.wish(offering, on=make.later(7)))
    first, second = make.kept_wish(offering), make.kept_wish(offering)
    commands.cancel(booked, by=CITIZEN, at=TEN)

    with the_wall_shows(TEN + timedelta(minutes=30)):
        tasks.pass_on_offers(0)
    assert queries.open_offer(first) is None
    assert queries.open_offer(second) is not None

    with the_wall_shows(make.moment("00:07", make.later(15))):
        tasks.end_wishes(0)
    first.refresh_from_db()
    assert first.state == WishState.EXPIRED


def test_a_date_is_offered_before_the_horizon_reaches_it():
    offering = make.offering(make.office())
    make.office_day(offering.office, on=make.later(61), supply=[1] * 3)
    wish = make.kept_wish(offering, until=make.later(80))
    with the_wall_shows(make.moment("23:57")):
        tasks.serve_waves(0)
    assert queries.open_offer(wish) is not None
