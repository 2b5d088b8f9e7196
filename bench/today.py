"""Proposals for the rest of a day: the demo city at eleven with a full waiting room everywhere.

A roster of the week is published from the patterns' shifts; at each of some offices people wait,
one clerk is missing, and the page's question is asked as the page asks it.
"""

from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from uuid import uuid4

from anlauf.booking.values import Line, WalkIn
from anlauf.core.actors import SYSTEM
from anlauf.core.refusal import Refused
from anlauf.demo import prepare
from anlauf.directory.models import Offering, Office
from anlauf.floor import commands as floor
from anlauf.people import queries as people
from anlauf.staffing import commands, queries
from anlauf.staffing.models import Duty, Employee, Roster, ShiftPattern
from anlauf.staffing.states import RosterState
from bench.row import Row, percentile

MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 5, 55, tzinfo=UTC)
ELEVEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
OFFICES, WAITING = 6, 40


def measure() -> list[Row]:
    """Ask at some offices; the slowest answer counts."""
    prepare.describe(at=AT, say=print)
    offices = [office for office in people.workplaces(None) if office.has_counter]
    _publish(offices)
    seconds = []
    for office in offices[:OFFICES]:
        waiting = _crowd(office)
        began = perf_counter()
        found = queries.relief(office, at=ELEVEN)
        seconds.append(perf_counter() - began)
        many = len(found.proposals) if found else 0
        print(f"today: {office.key}: {waiting} wait, {many} ways out in {seconds[-1]:.2f} s")
    return [
        Row("proposal_s", max(seconds), "s", "lower", len(seconds), 3.0),
        Row("proposal_median_s", percentile(seconds, 0.5), "s", "lower", len(seconds)),
    ]


def _publish(offices: list[Office]) -> None:
    """Three of four work today at home in turn of the shifts; the fourth is free."""
    commands.publish_ahead(1, by=SYSTEM, at=AT)
    row = Roster.objects.create(
        name="Bench",
        first=MONDAY,
        days=7,
        offices=[office.pk for office in offices],
        state=RosterState.PUBLISHED,
        made_at=AT,
        published_at=AT,
    )
    shifts = [
        one for one in ShiftPattern.objects.order_by("pk") if MONDAY.weekday() in one.weekdays
    ]
    employees = Employee.objects.filter(home__in=offices).order_by("pk")
    Duty.objects.bulk_create(
        Duty(
            roster=row,
            employee=one,
            date=MONDAY,
            office_id=one.home_id,
            shift=shifts[number % len(shifts)],
        )
        for number, one in enumerate(employees)
        if number % 4
    )


def _crowd(office: Office) -> int:
    """People walk in until nobody is let in any more."""
    services = [
        row.service_id for row in Offering.objects.filter(office=office, service__walk_in=True)[:6]
    ]
    came = 0
    for number in range(WAITING if services else 0):
        visit = WalkIn(office.pk, (Line(services[number % len(services)]),), "de")
        at = ELEVEN - timedelta(minutes=WAITING - number)
        try:
            floor.give_ticket(visit, request_key=uuid4(), by=SYSTEM, at=at)
        except Refused:
            break
        came += 1
    return came
