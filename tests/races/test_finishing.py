"""Many visits end at once on one page: every tick that was promised beyond is given back once."""

import pytest

from anlauf.booking import audit, snapshots
from anlauf.core import locking
from anlauf.floor import commands
from anlauf.floor.commands import passage
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK
from tests.races.rush import Pause, lucky, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

DESKS = 6


@pytest.fixture
def visits():
    """Somebody at every desk."""
    house = make_floor.house(clerks=DESKS, desks=DESKS)
    found = []
    for desk in range(1, DESKS + 1):
        make_floor.ticket(house, lines=house.times(4))
        called = make_floor.called(house, make_floor.clerk(house, desk=desk), "08:01")
        found.append(commands.start(called, by=CLERK, at=make.moment("08:02")))
    return found


@pytest.fixture
def slow_decision(monkeypatch):
    read, pause = snapshots.page, Pause()

    def slowly(day):
        page = read(day)
        pause()
        return page

    monkeypatch.setattr(snapshots, "page", slowly)
    return pause


def finish(visit: Visit) -> Visit:
    return commands.finish(visit, by=CLERK, at=make.moment("08:06"))


def test_all_of_them_end_and_the_page_is_true(visits, slow_decision):
    ended = lucky(rush(2 * DESKS, lambda number: finish(visits[number % DESKS])))

    assert len(ended) == 2 * DESKS
    assert set(Visit.objects.values_list("state", flat=True)) == {TicketState.FINISHED}
    assert all(make_floor.verbs(visit).count("floor.finished") == 1 for visit in visits)
    assert list(audit.differences()) == []


def test_without_the_lock_the_race_is_real(visits, slow_decision, monkeypatch):
    """Control: proves that the test above can fail."""

    def unlocked(text, known, models):
        return locking.locked_together(text.split("FOR NO KEY")[0], known, models)

    monkeypatch.setattr(passage, "locked_together", unlocked)
    slow_decision.until(2)

    rush(DESKS, lambda number: finish(visits[number]))

    assert list(audit.differences())
