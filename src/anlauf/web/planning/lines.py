"""The waiting room by service: how many, how long so far, and until the last one is called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anlauf.engine.waits import WaitRange
from anlauf.floor.queries.waits import RoomWaits
from anlauf.floor.values import Queued

Wording = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """Everybody who waits for a service first of all; `last` is the range told to the last one."""

    name: Wording
    waiting: int
    longest_minutes: int
    last: WaitRange | None
    servable: bool


def by_service(queue: Iterable[Queued], waits: RoomWaits) -> tuple[Line, ...]:
    """The lines, the longest first. Whoever came for several services stands in the first one."""
    lines: dict[int, list[Queued]] = {}
    for one in queue:
        for piece in one.ticket.pieces[:1]:
            lines.setdefault(piece.service, []).append(one)
    found = [_line(people, waits) for people in lines.values()]
    return tuple(sorted(found, key=lambda line: (-line.waiting, -line.longest_minutes)))


def _line(people: list[Queued], waits: RoomWaits) -> Line:
    told = [found for one in people if (found := waits.of(one.ticket.visit)) is not None]
    return Line(
        name=people[0].ticket.pieces[0].name,
        waiting=len(people),
        longest_minutes=max(one.waited_minutes for one in people),
        last=max(told, key=lambda told: told.median, default=None),
        servable=any(one.servable for one in people),
    )
