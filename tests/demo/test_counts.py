"""The invented counts of the demo."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.demo import counts, habits, prepare
from anlauf.forecasts import commands
from anlauf.forecasts.models import DayCount
from anlauf.forecasts.tasks import refit
from tests import make

pytestmark = pytest.mark.django_db


def test_people_come_only_while_an_office_is_open_and_the_same_seed_invents_the_same():
    office = make.office("altona", desks=3)
    make.hours(office, "08:00-12:00")
    make.pattern(office, clerks=3, span="08:00-12:00")
    service = make.service("personalausweis")
    make.offering(office, service)
    known = habits.read(prepare.HABITS)
    first = list(counts.weeks(known, make.DAY, days=14, seed=2))
    assert first
    assert first == list(counts.weeks(known, make.DAY, days=14, seed=2))
    assert all(not any(one.people[24:]) and not any(one.people[:16]) for one in first)
    assert commands.load_counts(first, by=SYSTEM, at=make.AT) == DayCount.objects.count()
    refit.configure().defer(timestamp=0)
