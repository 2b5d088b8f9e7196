"""Whether one more walk-in can be served today; an honest answer counts those who wait."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from anlauf.booking import queries as booking
from anlauf.booking import snapshots as pages
from anlauf.booking.models import OfficeDay
from anlauf.booking.values import Line, Question
from anlauf.directory.models import Service
from anlauf.engine import dispatch
from anlauf.engine.capacity import Need
from anlauf.engine.contingent import earliest_walk_in
from anlauf.engine.grid import instant, local, ticks_for
from anlauf.floor import snapshots
from anlauf.floor.queries.rules import STAMP, policies_of, policy_by, policy_of
from anlauf.floor.queries.stops import tickets_stopped
from anlauf.floor.queries.wall import Wall, look
from anlauf.floor.states import HOLDS_A_PLACE, TicketState
from anlauf.floor.values import Doors, FloorPolicy, WalkIns


@dataclass(frozen=True)
class _Standing:
    """Somebody who holds a place in line, and what the page keeps for them."""

    office: int
    promised_here: bool
    state: str
    since: datetime
    start: int
    kept_ticks: int
    waiting: dispatch.Waiting


# As words of the statement and not as parameters, so that the index of these states serves.
_STATES = ", ".join(f"'{state}'" for state in HOLDS_A_PLACE)
_HOLD_A_PLACE = f"""
    SELECT visit.office_id, day.office_id, visit.state, visit.since, appointment.start,
           appointment.kept_ticks, {snapshots.RANKING_COLUMNS}
    FROM floor_visit AS visit
    JOIN booking_appointment AS appointment ON appointment.id = visit.appointment_id
    JOIN booking_officeday AS day ON day.id = appointment.day_id
    WHERE visit.office_id = ANY(%s::bigint[]) AND visit.date = %s AND visit.state IN ({_STATES})
"""  # noqa: S608 - names from our own models
_DOORS = f"""
    SELECT (SELECT spans::text FROM booking_officeday WHERE office_id = %s AND date = %s),
           EXISTS (SELECT FROM floor_ticketstop
                   WHERE office_id = %s AND date = %s AND ended_at IS NULL),
           {STAMP}
"""  # noqa: S608 - the stamp is SQL of our own


def walk_in_open(office: int, lines: Sequence[Line], *, at: datetime) -> WalkIns:
    """Whether somebody who walks in now can be served today; otherwise the next time on offer."""
    later = tickets_from(office, at=at)
    if later is not None:
        return WalkIns(open=False, start=None, tickets_from=later)
    stopped = tickets_stopped(office, at=at) is not None or not takes_walk_ins(lines)
    if not stopped and first_walk_in(office, lines, at=at) is not None:
        return WalkIns(open=True, start=None)
    question = Question(tuple(lines), (office,))
    return WalkIns(open=False, start=next(iter(booking.times_on_offer(question, at=at)), None))


def takes_walk_ins(lines: Sequence[Line]) -> bool:
    """Tell whether all these services are given without an appointment."""
    numbers = [line.service for line in lines]
    return not Service.objects.filter(pk__in=numbers, walk_in=False).exists()


def tickets_from(office: int, *, at: datetime) -> datetime | None:
    """When the next ticket is given out, if none is now because the doors are still shut."""
    return doors(office, at=at).tickets_from


def doors(office: int, *, at: datetime) -> Doors:
    """Whether tickets are given out now, in one statement."""
    on_wall = look(at)
    with connection.cursor() as cursor:
        cursor.execute(_DOORS, [office, on_wall.today, office, on_wall.today])
        spans, stopped, stamp = cursor.fetchone()
    policy = policy_by(stamp, office, on_wall.today)
    return Doors(_opens(json.loads(spans or "[]"), on_wall, policy), stopped, policy)


def _opens(spans: Iterable[tuple[int, int]], on_wall: Wall, policy: FloorPolicy) -> datetime | None:
    for start, end in sorted(spans):
        first = instant(on_wall.today, start, on_wall.zone) - policy.tickets_before
        if on_wall.at < first:
            return first
        if on_wall.at < instant(on_wall.today, end, on_wall.zone):
            return None
    return None


def first_walk_in(office: int, lines: Sequence[Line], *, at: datetime) -> int | None:
    """The first tick from now on that everybody who waits leaves to a newcomer."""
    need = booking.needed(lines, office)
    on_wall = look(at)
    days = OfficeDay.objects.filter(office=office, date=on_wall.today)
    return first_walk_ins({day.office_id: day for day in days}, {office: need}, on_wall)[office]


def first_from(office: int, lines: Sequence[Line], since: datetime, *, at: datetime) -> int | None:
    """The same for somebody who cannot be there before this moment."""
    on_wall, then = look(at), look(since)
    day = OfficeDay.objects.filter(office=office, date=on_wall.today).first()
    if then.today != on_wall.today:
        return None
    return _first(day, overdue(office, at=at), booking.needed(lines, office), then)


def first_walk_ins(
    days: Mapping[int, OfficeDay], needs: Mapping[int, Need], on_wall: Wall
) -> dict[int, int | None]:
    """The same for many offices, by their pages of today, in one statement."""
    before = overdue_everywhere(needs, on_wall)
    return {
        office: _first(days.get(office), before[office], need, on_wall)
        for office, need in needs.items()
    }


def overdue(office: int, *, at: datetime, policy: FloorPolicy | None = None) -> list[Need]:
    """What those in line will still take beyond what the page keeps for them, in order.

    Whoever waits although their time has come needs time again that has already passed on the
    page; whoever sits longer than promised needs more; whoever was sent here from next door has
    no promise on this page at all.
    """
    on_wall = look(at)
    return list(
        _missing(
            _in_line([office], on_wall)[office], on_wall, policy or policy_of(office, on_wall.today)
        )
    )


def overdue_everywhere(offices: Collection[int], on_wall: Wall) -> dict[int, list[Need]]:
    """The same for many offices in two statements."""
    rules = policies_of(offices, on_wall.today)
    in_line = _in_line(offices, on_wall)
    return {office: list(_missing(in_line[office], on_wall, rules[office])) for office in in_line}


def _in_line(offices: Collection[int], on_wall: Wall) -> dict[int, list[_Standing]]:
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_A_PLACE, [list(offices), on_wall.today])
        found = map(_standing, cursor.fetchall())
    by_office: dict[int, list[_Standing]] = {office: [] for office in offices}
    for standing in found:
        by_office[standing.office].append(standing)
    return by_office


def _first(day: OfficeDay | None, before: Sequence[Need], need: Need, on_wall: Wall) -> int | None:
    if day is None or not day.spans:
        return None
    closes = max(end for _start, end in day.spans)
    return earliest_walk_in(pages.page(day), before, need, on_wall.next_tick, closes)


def _missing(standing: Iterable[_Standing], on_wall: Wall, policy: FloorPolicy) -> Iterable[Need]:
    by_key = {one.waiting.key: one for one in standing}
    waiting = [one.waiting for one in by_key.values()]
    for each in dispatch.order(waiting, on_wall.at, policy.dispatch):
        one = by_key[each.key]
        ticks = _ends(one, on_wall) - _kept_until(one, on_wall)
        if ticks > 0:
            yield Need(each.skills, ticks)


def _ends(one: _Standing, on_wall: Wall) -> int:
    """The tick at which the visit will probably be over."""
    now, ticks = on_wall.next_tick, ticks_for(one.waiting.minutes)
    if one.state == TicketState.SERVING:
        return max(now + 1, local(one.since, on_wall.zone)[1] + ticks)
    return (max(now, one.start) if one.promised_here else now) + ticks


def _kept_until(one: _Standing, on_wall: Wall) -> int:
    """The tick until which the page keeps time for the visit."""
    if not one.promised_here:
        return on_wall.next_tick
    return max(on_wall.next_tick, one.start + one.kept_ticks)


def _standing(row: Sequence[Any]) -> _Standing:
    office, promised_at, state, since, start, kept_ticks, *columns = row
    waiting = snapshots.waiting_in(columns)
    return _Standing(office, office == promised_at, state, since, start, kept_ticks, waiting)
