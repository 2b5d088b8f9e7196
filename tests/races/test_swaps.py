"""Several colleagues take one offered duty at the same moment: one has it."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.staffing import commands, queries
from anlauf.staffing.commands import swaps
from anlauf.staffing.models import Duty, SwapOffer
from anlauf.staffing.states import SwapState
from tests import make
from tests.races.rush import Pause, lucky, rush
from tests.staffing import scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

CROWD = 4


@pytest.fixture
def offer():
    """A duty of p1 that everybody else could take."""
    office = scene.office()
    for number in range(4, 4 + CROWD):
        make.employee(office, f"p{number}", hours=8)
    scene.published(office, ("p1", scene.MONDAY))
    duty = Duty.objects.get()
    return commands.offer_duty("p1", duty.pk, by=SYSTEM, at=make.AT)


@pytest.fixture
def slow_decision(monkeypatch):
    asked, pause = queries.broken_by, Pause()

    def slowly(exchange):
        found = asked(exchange)
        pause()
        return found

    monkeypatch.setattr(queries, "broken_by", slowly)
    return pause


def take(offer: SwapOffer, number: int) -> SwapOffer:
    return commands.take_offer(offer.pk, f"p{4 + number}", None, by=SYSTEM, at=make.AT)


def test_one_colleague_takes_it(offer, slow_decision):
    won = lucky(rush(CROWD, lambda number: take(offer, number)))

    assert len(won) == 1
    row = SwapOffer.objects.get()
    assert (row.state, row.taken_by_id) == (SwapState.TAKEN, won[0].taken_by_id)
    assert JournalEntry.objects.filter(verb="staffing.offer_taken").count() == 1


def test_without_the_lock_the_race_is_real(offer, slow_decision, monkeypatch):
    """Control: proves that the test above can fail."""
    monkeypatch.setattr(swaps, "locked", lambda rows: rows.get())
    slow_decision.until(CROWD)

    assert len(lucky(rush(CROWD, lambda number: take(offer, number)))) > 1
