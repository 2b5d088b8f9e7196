"""The demo's invented weeks: the same twice, apart from the journal's, and enough to look at."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.demo import past
from anlauf.evaluation import commands
from anlauf.evaluation.models import BookingFact, DayFigures, VisitFact
from anlauf.evaluation.queries import Period, promise
from tests import make

pytestmark = pytest.mark.django_db


def invented(days=14):
    return past.invent(make.DAY, at=make.AT, days=days)


def test_invented_weeks_fill_every_figure():
    make.office("harburg")
    counted = invented()
    assert counted["visits"] == VisitFact.objects.count() > 400
    found = promise(Period(make.later(-14), make.later(-1)))
    assert None not in found.offices[0].figures.values()
    assert None not in found.areas[0].figures.values()


def test_the_same_seed_invents_the_same_weeks():
    make.office("harburg")
    first = list(past.weeks(make.DAY, days=10, seed=3))
    assert first == list(past.weeks(make.DAY, days=10, seed=3))
    assert first != list(past.weeks(make.DAY, days=10, seed=4))


def test_invented_rows_are_apart_from_the_journals_and_outlive_a_recomputation():
    make.office("harburg")
    invented()
    assert not VisitFact.objects.filter(number__gte=0).exists()
    assert not BookingFact.objects.filter(number__gte=0).exists()
    days = DayFigures.objects.count()
    assert set(commands.recompute(at=make.AT).values()) == {0}
    assert DayFigures.objects.count() == days


def test_more_weeks_go_below_the_others():
    make.office("harburg")
    invented(days=3)
    before = VisitFact.objects.count()
    commands.load_past(past.weeks(make.later(-3), days=3, seed=2), by=SYSTEM, at=make.AT)
    assert VisitFact.objects.count() > before
