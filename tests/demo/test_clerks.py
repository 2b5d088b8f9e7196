"""Simulated clerks go home when the doors are shut and nobody waits any more, and not before."""

from datetime import timedelta

import pytest

from anlauf.demo import habits
from anlauf.demo.clerks import Clerks
from anlauf.demo.crew import Chair, Colleague
from anlauf.demo.life import STEP
from anlauf.demo.prepare import HABITS
from anlauf.directory import queries as directory
from anlauf.engine.grid import Span
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.states import HOLDS_A_PLACE
from anlauf.staffing.snapshots import Pattern
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db

OPEN = Span(make.tick("08:00"), make.tick("09:00"))


def test_whoever_drew_a_number_before_closing_is_still_served():
    house = make_floor.house(hours=1, clerks=2)
    pattern = Pattern(make.DAY.weekday(), OPEN, frozenset({"residents"}), 1, None, None)
    chair = Chair(house.office.pk, 0, pattern.skills, {pattern.weekday: pattern})
    colleague = Colleague(make.person(at=house.office), chair)
    desks = {house.office.pk: directory.desks_of(house.office.pk)}
    clerks = Clerks((colleague,), desks, habits.read(HABITS), seed=1)
    clerks.begin(make.DAY, {house.office.pk: (OPEN,)})
    for _ in range(3):
        make_floor.ticket(house, "08:30")

    at, end = make.moment("08:40"), make.moment("12:00")
    while at < end:
        clerks.work(at=at)
        at += 3 * STEP

    assert not Visit.objects.filter(state__in=HOLDS_A_PLACE).exists()
    session = DeskSession.objects.get()
    assert session.ended_at is not None
    assert session.ended_at > make.moment("09:00") - timedelta(minutes=1)
