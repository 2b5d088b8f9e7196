"""Those who drew a number from afar: where they stand in line, and when they should be there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from anlauf.engine import dispatch, joining
from anlauf.engine.joining import Joined, Standing
from anlauf.engine.waits import WaitRange
from anlauf.floor import snapshots
from anlauf.floor.afar import OnTheWay
from anlauf.floor.models import Joining, Visit
from anlauf.floor.queries.arrivals import arrival_policy
from anlauf.floor.queries.queue import in_state
from anlauf.floor.queries.rules import policy_of
from anlauf.floor.queries.waits import room_waits
from anlauf.floor.queries.wall import today
from anlauf.floor.states import IN_LINE, OVER, TicketState

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class InLine:
    """Somebody from afar with their place in line."""

    row: Joining
    standing: Standing


def joined_in_line(office: int, *, at: datetime) -> list[InLine]:
    """Everybody from afar who has a place in this office's line, the first in line first."""
    rows = Joining.objects.filter(
        visit__office=office, visit__date=today(at), visit__state__in=IN_LINE
    )
    found = {row.visit_id: row for row in rows.select_related("visit__appointment")}
    if not found:
        return []
    ahead = places_in_line(office, at=at)
    waits = room_waits(office, at=at)
    people = [
        InLine(row, Standing(ahead[visit], _least(waits.of(visit))))
        for visit, row in found.items()
        if visit in ahead
    ]
    return sorted(people, key=lambda one: one.standing.ahead)


def places_in_line(office: int, *, at: datetime) -> Mapping[int, int]:
    """How many stand before each who waits here or is on the way."""
    on = today(at)
    rows = in_state(office, on, *IN_LINE).values(*snapshots.RANKING)
    rule = policy_of(office, on).dispatch
    ordered = dispatch.order(map(snapshots.waiting, rows), at, rule)
    return {int(str(one.key)): ahead for ahead, one in enumerate(ordered)}


def offices_with_joined(*, at: datetime) -> list[int]:
    """Where somebody from afar stands in line."""
    rows = Joining.objects.filter(visit__date=today(at), visit__state__in=IN_LINE)
    return sorted(set(rows.values_list("visit__office", flat=True)))


def coming(office: int, *, at: datetime) -> list[InLine]:
    """Those of them who are still on the way."""
    return [
        one for one in joined_in_line(office, at=at) if one.row.visit.state == TicketState.COMING
    ]


def coming_count(office: int, *, at: datetime) -> int:
    """How many are on the way to this office."""
    return in_state(office, today(at), TicketState.COMING).count()


def joined_by(digests: Iterable[str], *, at: datetime) -> QuerySet[Joining]:
    """Numbers of today that stand for one of these addresses or networks and are still good."""
    rows = Joining.objects.filter(visit__date=today(at), reached_by__overlap=list(digests))
    return rows.exclude(visit__state__in=OVER)


def on_the_way(visit: Visit, wait: WaitRange | None, ahead: int, *, at: datetime) -> OnTheWay:
    """What this visitor should do now."""
    row = Joining.objects.get(visit=visit)
    rule = arrival_policy(visit.office_id, visit.date)
    one, standing = joined(row, visit), Standing(ahead, _least(wait))
    be_there = joining.be_there(one, standing, rule.terms, at)
    return OnTheWay(
        be_there=be_there,
        called=_called(wait, max(at, one.able), at),
        set_off=None if be_there is None else max(at, be_there - one.way),
        kept_until=joining.kept(one, rule.terms),
        in_vain=row.in_vain,
        code=visit.appointment.code,
        way_minutes=row.way_minutes,
        door_code=rule.door_code,
    )


def kept_until(row: Joining, visit: Visit) -> datetime | None:
    """Until when the place of somebody whose turn has come is kept."""
    rule = arrival_policy(visit.office_id, visit.date)
    return joining.kept(joined(row, visit), rule.terms)


def joined(row: Joining, visit: Visit) -> Joined:
    """A row as the engine is told."""
    way = timedelta(minutes=row.way_minutes)
    return Joined(
        able=row.joined_at + way,
        way=way,
        is_here=visit.state != TicketState.COMING,
        in_vain=row.in_vain,
        turn=row.turn_at,
        reachable=bool(row.email or row.phone),
        told_third=row.third_told_at is not None,
        told_now=row.now_told_at is not None,
    )


def _called(
    wait: WaitRange | None, earliest: datetime, at: datetime
) -> tuple[datetime, datetime] | None:
    """From when to when the call probably comes; for those who cannot be there yet, after that."""
    if wait is None:
        return None
    width = (wait.high - wait.low) * _MINUTE
    first = max(earliest, at + wait.low * _MINUTE)
    return first, first + width


def _least(wait: WaitRange | None) -> timedelta | None:
    return None if wait is None else wait.low * _MINUTE
