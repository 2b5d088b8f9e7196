"""The command that computes every figure from nothing."""

import pytest
from django.core.management import CommandError, call_command

from anlauf.core import clock, journal
from anlauf.core.actors import SYSTEM
from anlauf.evaluation.models import VisitFact
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def evening():
    before = clock.use(clock.StoppedClock(make.moment("20:00")))
    yield
    clock.use(before)


def test_it_says_when_everything_is_the_same_and_ends_with_an_error_when_not(capsys):
    house = make_floor.house()
    journal.record("booking.supply_published", house.office.days.get(), by=SYSTEM, at=make.AT)
    make_floor.ticket(house, "08:00")
    call_command("recompute")
    assert "the same when it is computed from nothing" in capsys.readouterr().out

    VisitFact.objects.update(outcome="left")
    with pytest.raises(CommandError):
        call_command("recompute")

    call_command("recompute")
    assert VisitFact.objects.get().outcome == "waiting"
