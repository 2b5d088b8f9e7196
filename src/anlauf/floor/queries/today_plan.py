"""An office's plan for the rest of today, as the engine plays it to the end."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from math import inf

from anlauf.booking.models import OfficeDay
from anlauf.engine.grid import TICK_MINUTES, instant
from anlauf.engine.outlook import Hours, Plan, expected_walk_ins
from anlauf.engine.service_times import law_of, usual
from anlauf.floor.models import Visit
from anlauf.floor.queries.learned import habits_of
from anlauf.floor.queries.rooms import A_WALK_IN, room_of
from anlauf.floor.queries.stops import tickets_stopped
from anlauf.floor.queries.wall import Wall

_MINUTE = timedelta(minutes=1)


def hours_today(office: int, on_wall: Wall) -> tuple[datetime, datetime] | None:
    """When the office opens and closes today, if it opens at all."""
    day = OfficeDay.objects.filter(office=office, date=on_wall.today).first()
    if day is None or not day.spans:
        return None
    first = min(start for start, _end in day.spans)
    last = max(end for _start, end in day.spans)
    return (
        instant(on_wall.today, first, on_wall.zone),
        instant(on_wall.today, last, on_wall.zone),
    )


def plan_today(office: int, on_wall: Wall) -> Plan | None:
    """Everybody who is there or expected, until closing; nothing when the day is over."""
    hours = hours_today(office, on_wall)
    if hours is None or hours[1] <= on_wall.at:
        return None
    opens, closes = hours
    room = room_of(office, at=on_wall.at)
    walk_ins = expected_walk_ins(
        dict(habits_of(office, at=on_wall.at).walk_ins),
        _walked_in(office, on_wall),
        _hours(on_wall, opens, closes),
        law_of(A_WALK_IN, usual()),
    )
    stopped = tickets_stopped(office, at=on_wall.at) is not None
    return Plan(
        room=replace(room, flows=walk_ins),
        closes=(closes - on_wall.at) / _MINUTE,
        tickets_until=0.0 if stopped else inf,
    )


def _walked_in(office: int, on_wall: Wall) -> Counter[frozenset[str]]:
    rows = Visit.objects.filter(office=office, date=on_wall.today, due_at=None)
    return Counter(frozenset(skills) for skills in rows.values_list("skills", flat=True))


def _hours(on_wall: Wall, opens: datetime, closes: datetime) -> Hours:
    """Minutes since midnight by the clock on the wall."""
    tick = on_wall.tick
    passed = (on_wall.at - instant(on_wall.today, tick, on_wall.zone)) / _MINUTE
    now = tick * TICK_MINUTES + passed
    return Hours(
        opens=now - (on_wall.at - opens) / _MINUTE,
        now=now,
        closes=now + (closes - on_wall.at) / _MINUTE,
    )
