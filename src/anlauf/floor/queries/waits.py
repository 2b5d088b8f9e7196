"""How long everybody in an office will probably wait: one play for all, kept while nothing changes.

Phones ask every few seconds, so a process remembers what it played for an office until a row of
its waiting room changes, or the minute.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from django.db import connection
from django.db.models import Count, Max, Q

from anlauf.booking import queries as booking
from anlauf.booking.values import Line
from anlauf.directory.models import Offering
from anlauf.engine.dispatch import DispatchPolicy, order
from anlauf.engine.waits import Calibration, Forecast, Newcomer, WaitRange, forecast, play
from anlauf.floor import snapshots
from anlauf.floor.queries.learned import habits_of
from anlauf.floor.queries.queue import in_state
from anlauf.floor.queries.rooms import room_of
from anlauf.floor.queries.wall import today
from anlauf.floor.states import HOLDS_A_PLACE, IN_LINE, IN_THE_BUILDING, TicketState
from anlauf.floor.values import FloorPolicy, OfficeWaits

_RUNS = 200
_SILENT = timedelta(minutes=30)

# A row that is written anew has another xmin, so the sum tells every change of these rows.
_VERSION = """
    SELECT (SELECT (count(*), sum(xmin::text::bigint))::text FROM floor_visit
            WHERE office_id = %s AND date = %s AND state = ANY(%s)),
           (SELECT (count(*), sum(session.xmin::text::bigint))::text
            FROM floor_desksession AS session
            JOIN directory_desk AS desk ON desk.id = session.desk_id
            WHERE desk.office_id = %s AND session.ended_at IS NULL)
"""


@dataclass(frozen=True)
class RoomWaits:
    """What was played for an office: forecasts by visit, and by the skills of newcomers.

    `line` is everybody with a place in line, in the order in which they are called.
    """

    forecasts: Mapping[Hashable, Forecast]
    calibration: Calibration
    line: tuple[int, ...] = ()

    def of(self, key: Hashable) -> WaitRange | None:
        """The range to announce, or nothing if nobody can say."""
        said = self.forecasts.get(key)
        return None if said is None else self.calibration.announced(said)

    def ahead_of(self, visit: int) -> int:
        """How many are called before this visit."""
        return self.line.index(visit) if visit in self.line else 0


def room_waits(office: int, *, at: datetime) -> RoomWaits:
    """Everybody's wait, from memory if nothing has changed since this minute was played."""
    version = (*room_version(office, at=at), int(at.timestamp()) // 60)
    with _lock:
        known = _known.get(office)
    if known is not None and known[0] == version:
        return known[1]
    newcomers = [_newcomer(skill) for skill in _skills_of_walk_ins(office)]
    played = play_room(office, at=at, newcomers=newcomers)
    with _lock:
        _known[office] = (version, played)
    return played


def play_room(
    office: int,
    *,
    at: datetime,
    newcomers: Sequence[Newcomer] = (),
    policy: FloorPolicy | None = None,
) -> RoomWaits:
    """Play the rest of the day for everybody who waits here."""
    room = room_of(office, at=at, newcomers=newcomers, policy=policy)
    waits = play(room, seed=office, runs=_RUNS)
    said = {key: found for key, each in waits.items() if (found := forecast(each)) is not None}
    calibration = habits_of(office, at=at).calibration
    return RoomWaits(said, calibration, _line(office, room.policy, at=at))


def _line(office: int, rule: DispatchPolicy, *, at: datetime) -> tuple[int, ...]:
    rows = in_state(office, today(at), *IN_LINE).values(*snapshots.RANKING)
    return tuple(int(str(one.key)) for one in order(map(snapshots.waiting, rows), at, rule))


def wait_for(
    office: int, lines: Sequence[Line], *, at: datetime, policy: FloorPolicy | None = None
) -> WaitRange | None:
    """How long somebody who walks in now would wait; None when nobody here can say."""
    need = booking.needed(lines, office)
    newcomer = Newcomer("newcomer", need.skills)
    return play_room(office, at=at, newcomers=[newcomer], policy=policy).of(newcomer.key)


def office_waits(office: int, *, at: datetime) -> OfficeWaits:
    """What is told to everybody about the waits in this office."""
    played = room_waits(office, at=at)
    rows = in_state(office, today(at), *IN_THE_BUILDING)
    seen = rows.aggregate(
        waiting=Count("pk", filter=Q(state=TicketState.WAITING)), moved_at=Max("since")
    )
    moved = seen["moved_at"]
    return OfficeWaits(
        office=office,
        by_skill={skill: played.of(_newcomer(skill).key) for skill in _skills_of_walk_ins(office)},
        waiting=seen["waiting"],
        as_of=at,
        moved_at=moved,
        stale=bool(seen["waiting"]) and at - moved > _SILENT,
    )


def room_version(office: int, *, at: datetime) -> tuple[str, ...]:
    """Differs whenever somebody with a place in line or at a desk has moved."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, [office, today(at), _present(HOLDS_A_PLACE), office])
        found: tuple[str, ...] = cursor.fetchone()
    return found


def forget_waits() -> None:
    """Play again, as a new process would."""
    with _lock:
        _known.clear()


def _newcomer(skill: str) -> Newcomer:
    return Newcomer(("newcomer", skill), frozenset({skill}))


def _skills_of_walk_ins(office: int) -> list[str]:
    """What people come here for without an appointment, by the skill it needs."""
    offered = Offering.objects.filter(office=office, visible=True, service__walk_in=True)
    skills = offered.order_by("service__skill__key").values_list("service__skill__key", flat=True)
    return list(skills.distinct())


def _present(states: Iterable[str]) -> list[str]:
    return [str(state) for state in states]


_known: dict[int, tuple[tuple[object, ...], RoomWaits]] = {}
_lock = Lock()
