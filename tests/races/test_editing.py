"""Hours are edited while people book, move and cancel: nobody blocks anybody for good."""

import random
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.db.models import Model, QuerySet

from anlauf.booking import audit
from anlauf.booking import commands as booking
from anlauf.booking.commands import publish
from anlauf.booking.decisions import CANCEL, KEEP, Decision, move_to
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Supply
from anlauf.core.actors import CITIZEN, SYSTEM, Actor, Kind
from anlauf.core.refusal import Refused
from anlauf.directory.models import Offering
from anlauf.directory.schedule import OtherDay
from anlauf.staffing import commands, plans, queries
from anlauf.staffing.queries import previews
from tests import make
from tests.races.crew import crew

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

M = TypeVar("M", bound=Model)
MANAGER = Actor(Kind.STAFF, 7)
DAYS = [make.later(days) for days in range(1, 5)]
ROUNDS = 12


@pytest.fixture
def offerings(monkeypatch: pytest.MonkeyPatch) -> list[Offering]:
    """Two neighbouring offices, each with four days and two clerks."""
    monkeypatch.setattr(previews, "DAYS_AHEAD", 6)
    service = make.service()
    made = []
    for _office in range(2):
        office = make.office(desks=3)
        make.hours(office, "08:00-12:00")
        make.pattern(office, clerks=2)
        commands.publish(office.pk, make.DAY, make.later(6), by=SYSTEM, at=make.AT)
        made.append(make.offering(office, service))
    return made


def test_deadlock_under_parallel_booking_and_editing(offerings):
    """Eight processes: two close and open days, one publishes, five book, move and cancel."""
    done = crew(8, lambda number: _work(number, offerings))

    assert sum(done[:2]) > 0
    assert not list(audit.differences())
    codes = Appointment.objects.filter(state=AppointmentState.BOOKED).values_list("code", flat=True)
    assert len(codes) == len(set(codes))


def test_without_an_order_of_locks_the_deadlock_is_real(offerings, monkeypatch):
    """Control: proves that the test above can fail."""
    closed = dict.fromkeys(DAYS, Supply((), (), bytes(288)))

    def attempt(number: int) -> str:
        monkeypatch.setattr(publish, "locked_in_order", _in_order(backwards=bool(number % 2)))
        try:
            for _round in range(4):
                office = offerings[0].office_id
                booking.publish_decided(office, closed, {}, by=MANAGER, at=make.AT)
        except OperationalError as trouble:
            return str(trouble)
        return ""

    assert any("deadlock" in trouble for trouble in crew(4, attempt))


def _in_order(*, backwards: bool) -> Callable[[QuerySet[M]], list[M]]:
    def locked(rows: QuerySet[M]) -> list[M]:
        numbers = sorted(rows.values_list("pk", flat=True), reverse=backwards)
        found = []
        for number in numbers:
            found.append(rows.model._default_manager.select_for_update().get(pk=number))
            time.sleep(0.02)
        return found

    return locked


def _work(number: int, offerings: list[Offering]) -> int:
    dice = random.Random(number)
    done = 0
    for _round in range(ROUNDS):
        try:
            if number < 2:
                _edit(offerings[number], dice.choice(DAYS), dice)
            elif number == 2:
                commands.publish_ahead(6, by=SYSTEM, at=make.AT)
            else:
                _as_a_citizen(offerings, dice)
            done += 1
        except Refused:
            continue
    return done


def _edit(offering: Offering, on: date, dice: random.Random) -> None:
    """Close the day or open it again."""
    closed = [OtherDay(on, "closed", (), {"de": "Umzug"})] if dice.random() < 0.6 else []
    plan = plans.days(offering.office_id, [on], closed)
    decisions = _choose(queries.preview(plan, at=make.AT), dice)
    commands.apply(plan, decisions, by=MANAGER, at=make.AT)


def _choose(shown: queries.Preview, dice: random.Random) -> dict[int, Decision]:
    targets = queries.proposals(shown, at=make.AT)
    return {
        row.pk: dice.choice([KEEP, CANCEL])
        if row.pk not in targets or dice.random() < 0.3
        else move_to(targets[row.pk])
        for row in shown.conflicts
    }


def _as_a_citizen(offerings: list[Offering], dice: random.Random) -> None:
    clock = f"{dice.randrange(8, 12):02}:{dice.randrange(0, 60, 15):02}"
    wish = make.wish(dice.choice(offerings), at=clock, on=dice.choice(DAYS))
    mine = Appointment.objects.filter(state=AppointmentState.BOOKED).order_by("?").first()
    verb = dice.random()
    if mine is None or verb < 0.5:
        make.appointment(wish)
    elif verb < 0.8:
        booking.move(mine, wish, request_key=uuid4(), by=CITIZEN, at=make.AT)
    else:
        booking.cancel(mine, by=CITIZEN, at=make.AT)
