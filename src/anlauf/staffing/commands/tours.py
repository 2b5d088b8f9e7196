"""A team's days are planned, published, changed and cancelled, and taken back.

A published day opens its offices: their hours of that date, their supply and the tour are written
in one step, with what was decided about everybody who would find nobody there.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from anlauf.booking.decisions import Decisions
from anlauf.booking.values import Supply
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked, locked_in_order
from anlauf.directory import commands as directory
from anlauf.directory.models import Office
from anlauf.staffing import queries, tours
from anlauf.staffing.commands import tour_rules, tour_supply
from anlauf.staffing.models import Stop, Team, Tour
from anlauf.staffing.states import TOUR, TourState
from anlauf.staffing.tours import Day, Halt

UNDECIDED: Decisions = {}


@transaction.atomic
def plan_tour(
    key: str, on: date, halts: Sequence[Halt], *, by: Actor, at: datetime, note: str = ""
) -> Tour:
    """Note down where the team shall be on a date; nothing opens before it is published."""
    team = locked(Team.objects.filter(key=key))
    row = Tour.objects.filter(team=team, date=on).first()
    if row is not None and row.state != TourState.CANCELLED:
        raise tour_rules.TourAlready(team=team.name)
    if row is not None and row.published_at is not None:
        raise tour_rules.TakeBackFirst(team=team.name)
    day = Day(team.pk, on, tuple(halts), TourState.PLANNED, note)
    return _write(team, [day], UNDECIDED, by=by, at=at)[0]


@transaction.atomic
def change_tour(
    key: str,
    on: date,
    halts: Sequence[Halt],
    decisions: Decisions,
    *,
    by: Actor,
    at: datetime,
) -> Tour:
    """Let a day have other stops; one that is published changes its offices at once."""
    team = locked(Team.objects.filter(key=key))
    row = queries.tour_on(team, on)
    if row.state == TourState.CANCELLED:
        raise tour_rules.TakeBackFirst(team=team.name)
    day = queries.with_halts(row, halts)
    return _write(team, [day], decisions, by=by, at=at)[0]


@transaction.atomic
def publish_tours(
    key: str, dates: Iterable[date], decisions: Decisions, *, by: Actor, at: datetime
) -> list[Tour]:
    """Open the offices of these planned days."""
    team = locked(Team.objects.filter(key=key))
    days = queries.published_days(team, dates)
    return _write(team, days, decisions, by=by, at=at)


@transaction.atomic
def cancel_tour(key: str, on: date, decisions: Decisions, *, by: Actor, at: datetime) -> Tour:
    """Let the team stay at home; offices that were announced are closed on that day."""
    team = locked(Team.objects.filter(key=key))
    day = queries.cancelled_day(queries.tour_on(team, on))
    return _write(team, [day], decisions, by=by, at=at)[0]


@transaction.atomic
def undo_tour(key: str, on: date, decisions: Decisions, *, by: Actor, at: datetime) -> Tour:
    """Let a day be as it was before it was last changed."""
    team = locked(Team.objects.filter(key=key))
    day = queries.day_before(queries.tour_on(team, on))
    return _write(team, [day], decisions, by=by, at=at)[0]


def _write(
    team: Team, days: Sequence[Day], decisions: Decisions, *, by: Actor, at: datetime
) -> list[Tour]:
    """Check and write these days of a team, and all that follows from them."""
    rows = {row.date: row for row in queries.tours_on(team, [day.date for day in days])}
    former = [queries.day_of(row) for row in rows.values()]
    concerned = {office for day in (*days, *former) for office in day.offices}
    offices = locked_in_order(Office.objects.filter(pk__in=concerned))
    tour_rules.check(team, days, offices, at=at)
    for day in days:
        if day.date in rows and rows[day.date].state != day.state:
            TOUR.check(TourState(rows[day.date].state), day.state)

    written = [_written(team, day, rows.get(day.date), by=by, at=at) for day in days]
    if all(day.state == TourState.PLANNED for day in (*days, *former)):
        return written  # no door opens or closes
    supplies = _open(offices, days, by=by, at=at)
    tour_supply.publish_offices(offices, supplies, decisions, by=by, at=at)
    return written


def _written(team: Team, day: Day, row: Tour | None, *, by: Actor, at: datetime) -> Tour:
    """Write one day; what it was before stays with it, to be taken back."""
    if row is None:
        row = Tour(team=team, date=day.date, planned_at=at)
    else:
        row.before = tours.day_written(queries.day_of(row))
    if day.state == TourState.PLANNED:
        row.published_at = None  # whoever looks is not told of it any more
    elif day.opens and row.published_at is None:
        row.published_at = at
    row.cancelled_at = at if day.state == TourState.CANCELLED else None
    row.state, row.note, row.left_out = day.state, day.note, list(day.left_out)
    row.save()
    Stop.objects.filter(tour=row).delete()
    Stop.objects.bulk_create(
        Stop(
            tour=row,
            position=position,
            office_id=halt.office,
            start=halt.doors.start,
            end=halt.doors.end,
            way_minutes=halt.way,
            room=halt.room,
        )
        for position, halt in enumerate(day.halts)
    )
    facts: dict[str, object] = {"team": team.key, "date": day.date.isoformat()}
    facts |= {"state": str(day.state), "offices": [halt.office for halt in day.halts]}
    journal.record("staffing.tour_written", row, by=by, at=at, facts=facts)
    return row


def _open(
    offices: Sequence[Office], days: Sequence[Day], *, by: Actor, at: datetime
) -> Mapping[int, Mapping[date, Supply]]:
    """Give the offices their hours on these dates; tell what they can promise then."""
    dates = {day.date for day in days}
    found = {}
    for office in offices:
        wanted = queries.schedule_by_tours(office.pk, days)
        if directory.set_schedule(office, wanted, by=by, at=at):
            supplies = queries.differing_supplies(office.pk, at=at)
            found[office.pk] = {on: one for on, one in supplies.items() if on in dates}
    return found
