"""The same press arrives many times at once: one effect, the same answer for all."""

import pytest
from django.db import IntegrityError

from anlauf.floor import commands
from anlauf.floor.commands import presses
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK
from tests.races.rush import Pause, lucky, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

NOW = make.moment("09:30")
TRIES = 6


@pytest.fixture
def session():
    """A desk, and more people waiting than the press is sent times."""
    house = make_floor.house(clerks=4, desks=2)
    for _ in range(TRIES + 2):
        make_floor.ticket(house)
    return make_floor.clerk(house, desk=1)


def press(session, pause):
    """Serve the next one under one key; whoever does it again serves somebody else."""

    def act():
        pause()
        visit = make.sure(commands.call_next(session, by=CLERK, at=NOW))
        commands.start(visit, by=CLERK, at=NOW)
        commands.finish(visit, by=CLERK, at=NOW)
        return visit.label

    return commands.once("one key", session, act, at=NOW)


def test_a_press_that_arrives_many_times_at_once_is_done_once(session):
    pause = Pause(0.05)
    answers = rush(TRIES, lambda _: press(session, pause))
    assert {answer.said for answer in lucky(answers)} == {"001"}
    assert len(lucky(answers)) == TRIES
    assert Visit.objects.filter(state=TicketState.FINISHED).count() == 1


def test_without_the_lock_the_race_is_real(session, monkeypatch):
    """Control: proves the test above can fail; then only the table stands against it."""
    monkeypatch.setattr(presses, "hold_words", lambda _words: None)
    pause = Pause()
    pause.until(2)
    with pytest.raises(IntegrityError):
        rush(TRIES, lambda _: press(session, pause))
    assert Visit.objects.filter(state=TicketState.FINISHED).count() == 1
