"""Whether one more walk-in can be served today; an honest answer counts those who wait."""

from collections.abc import Sequence
from datetime import date, datetime

from anlauf.booking import queries as booking
from anlauf.booking import snapshots as pages
from anlauf.booking.models import OfficeDay
from anlauf.booking.values import Line, Question
from anlauf.directory.models import Service
from anlauf.engine import dispatch
from anlauf.engine.capacity import Need
from anlauf.engine.contingent import earliest_walk_in
from anlauf.engine.grid import local, ticks_for
from anlauf.floor import snapshots
from anlauf.floor.models import Visit
from anlauf.floor.queries.queue import in_state
from anlauf.floor.queries.wall import next_tick, zone
from anlauf.floor.states import IN_THE_BUILDING, TicketState
from anlauf.floor.values import USUAL, FloorPolicy, WalkIns


def walk_in_open(office: int, lines: Sequence[Line], *, at: datetime) -> WalkIns:
    """Whether somebody who walks in now can be served today; otherwise the next time on offer."""
    if takes_walk_ins(lines) and first_walk_in(office, lines, at=at) is not None:
        return WalkIns(open=True, start=None)
    question = Question(tuple(lines), (office,))
    return WalkIns(open=False, start=next(iter(booking.times_on_offer(question, at=at)), None))


def first_walk_in(office: int, lines: Sequence[Line], *, at: datetime) -> int | None:
    """The first tick from now on that everybody who waits leaves to a newcomer."""
    need = booking.needed(lines, office)
    on, now = next_tick(at, zone())
    day = OfficeDay.objects.filter(office=office, date=on).first()
    if day is None or not day.spans:
        return None
    closes = max(end for _start, end in day.spans)
    return earliest_walk_in(pages.page(day), overdue(office, at=at), need, now, closes)


def takes_walk_ins(lines: Sequence[Line]) -> bool:
    """Tell whether all these services are given without an appointment."""
    numbers = [line.service for line in lines]
    return not Service.objects.filter(pk__in=numbers, walk_in=False).exists()


def overdue(office: int, *, at: datetime, policy: FloorPolicy = USUAL) -> list[Need]:
    """What people in the building will still take beyond what the page keeps for them, in order.

    Whoever waits although their time has come needs time again that has already passed on the
    page; whoever sits longer than promised needs more; whoever was sent here from next door has
    no promise on this page at all.
    """
    clock = zone()
    on, now = next_tick(at, clock)
    rows = in_state(office, on, *IN_THE_BUILDING).select_related("appointment__day")
    visits = {row.pk: row for row in rows}
    ordered = dispatch.order(map(snapshots.standing, visits.values()), at, policy.dispatch)
    needs = []
    for one in ordered:
        visit = visits[int(str(one.key))]
        missing = _ends(visit, now, on, local(visit.since, clock)) - _kept_until(visit, now)
        if missing > 0:
            needs.append(Need(frozenset(visit.skills), missing))
    return needs


def _ends(visit: Visit, now: int, on: date, since: tuple[date, int]) -> int:
    """The tick at which the visit will probably be over."""
    ticks = ticks_for(visit.minutes)
    if visit.state == TicketState.SERVING and since[0] == on:
        return max(now + 1, since[1] + ticks)
    start = visit.appointment.start
    promised_here = visit.appointment.day.office_id == visit.office_id
    return (max(now, start) if promised_here else now) + ticks


def _kept_until(visit: Visit, now: int) -> int:
    """The tick until which the page keeps time for the visit."""
    appointment = visit.appointment
    if appointment.day.office_id != visit.office_id:
        return now
    return max(now, appointment.start + appointment.kept_ticks)
