"""What nobody needs to know of people any more leaves."""

from datetime import timedelta

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.staffing import commands
from anlauf.staffing.models import Absence, DayWish, Duty, Employee
from anlauf.staffing.states import AbsenceKind, Hope
from tests import make
from tests.staffing import scene

pytestmark = pytest.mark.django_db


def test_who_left_long_ago_is_forgotten_and_their_duties_are_still_counted():
    office = scene.office()
    scene.published(office)
    gone = Employee.objects.filter(number="p1")
    gone.update(left_on=make.DAY - timedelta(days=200))
    DayWish.objects.create(employee=gone.get(), date=make.DAY, hope=Hope.FREE)
    assert commands.forget_due(by=SYSTEM, at=make.AT) == 1
    who = gone.get()
    assert (who.name, who.person, who.day_wishes.count()) == ("p1", None, 0)
    assert Duty.objects.filter(employee=who).exists()
    assert commands.forget_due(by=SYSTEM, at=make.AT) == 0


def test_old_absences_leave_and_young_ones_stay():
    scene.office()
    who = Employee.objects.get(number="p1")
    for days in (400, 30):
        on = make.DAY - timedelta(days=days)
        Absence.objects.create(employee=who, first=on, last=on, kind=AbsenceKind.AWAY)
    commands.forget_due(by=SYSTEM, at=make.AT)
    assert Absence.objects.count() == 1
