"""Whether one more walk-in can be served today; an honest answer counts those who wait."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

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
from anlauf.floor.models import Visit
from anlauf.floor.queries.rules import policies_of, policy_of
from anlauf.floor.queries.stops import tickets_stopped
from anlauf.floor.queries.wall import Wall, look
from anlauf.floor.states import HOLDS_A_PLACE, TicketState
from anlauf.floor.values import FloorPolicy, WalkIns

_Row = Mapping[str, Any]
_COLUMNS = (
    *snapshots.RANKING,
    "office",
    "state",
    "since",
    "appointment__start",
    "appointment__kept_ticks",
    "appointment__day__office",
)


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
    on_wall = look(at)
    day = OfficeDay.objects.filter(office=office, date=on_wall.today).first()
    before = policy_of(office, on_wall.today).tickets_before
    for start, end in sorted(day.spans if day else ()):
        first = instant(on_wall.today, start, on_wall.zone) - before
        if at < first:
            return first
        if at < instant(on_wall.today, end, on_wall.zone):
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


def overdue(office: int, *, at: datetime) -> list[Need]:
    """What those in line will still take beyond what the page keeps for them, in order.

    Whoever waits although their time has come needs time again that has already passed on the
    page; whoever sits longer than promised needs more; whoever was sent here from next door has
    no promise on this page at all.
    """
    return overdue_everywhere([office], look(at))[office]


def overdue_everywhere(offices: Collection[int], on_wall: Wall) -> dict[int, list[Need]]:
    """The same for many offices in two statements."""
    rules = policies_of(offices, on_wall.today)
    rows = Visit.objects.filter(office__in=offices, date=on_wall.today, state__in=HOLDS_A_PLACE)
    by_office: dict[int, dict[Hashable, _Row]] = {office: {} for office in offices}
    for row in rows.values(*_COLUMNS):
        by_office[row["office"]][row["pk"]] = row
    return {
        office: list(_missing(visits, on_wall, rules[office]))
        for office, visits in by_office.items()
    }


def _first(day: OfficeDay | None, before: Sequence[Need], need: Need, on_wall: Wall) -> int | None:
    if day is None or not day.spans:
        return None
    closes = max(end for _start, end in day.spans)
    return earliest_walk_in(pages.page(day), before, need, on_wall.next_tick, closes)


def _missing(visits: Mapping[Hashable, _Row], on_wall: Wall, policy: FloorPolicy) -> Iterable[Need]:
    waiting = map(snapshots.waiting, visits.values())
    for one in dispatch.order(waiting, on_wall.at, policy.dispatch):
        visit = visits[one.key]
        ticks = _ends(visit, on_wall) - _kept_until(visit, on_wall)
        if ticks > 0:
            yield Need(one.skills, ticks)


def _ends(visit: _Row, on_wall: Wall) -> int:
    """The tick at which the visit will probably be over."""
    now, ticks = on_wall.next_tick, ticks_for(visit["minutes"])
    if visit["state"] == TicketState.SERVING:
        return max(now + 1, local(visit["since"], on_wall.zone)[1] + ticks)
    start: int = visit["appointment__start"]
    return (max(now, start) if _promised_here(visit) else now) + ticks


def _kept_until(visit: _Row, on_wall: Wall) -> int:
    """The tick until which the page keeps time for the visit."""
    if not _promised_here(visit):
        return on_wall.next_tick
    kept_until: int = visit["appointment__start"] + visit["appointment__kept_ticks"]
    return max(on_wall.next_tick, kept_until)


def _promised_here(visit: _Row) -> bool:
    return bool(visit["appointment__day__office"] == visit["office"])
