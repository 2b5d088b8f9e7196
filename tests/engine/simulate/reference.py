"""The rules of a day once more: slow, plain Python, without a thought for speed.

It shares nothing with the kernel but the people who come.
"""

from dataclasses import dataclass, field
from math import inf

from anlauf.engine.simulate import Clerk, OfficeDay


@dataclass
class Person:
    number: int
    line: int
    skill: str
    arrive: float
    since: float
    minutes: float
    deadline: float
    begin: float = inf
    clerk: int = -1


@dataclass
class Server:
    number: int
    clerk: Clerk
    duty: list[tuple[float, float]] = field(default_factory=list)
    comes: float = inf
    serving_until: float | None = None
    present: bool = False

    def __post_init__(self):
        edges = [self.clerk.starts]
        for begin, end in sorted(self.clerk.breaks):
            edges += [begin, end]
        edges.append(self.clerk.ends)
        self.duty = list(zip(edges[::2], edges[1::2], strict=True))
        self.comes = self.duty[0][0]

    def next_event(self) -> float:
        if self.serving_until is not None:
            return self.serving_until
        if self.present:
            return self.duty[0][1]
        return self.comes

    def turn(self, at: float) -> None:
        self.serving_until = None
        self.present = True
        _, end = self.duty[0]
        if at >= end:
            self.present = False
            self.duty.pop(0)
            self.comes = max(self.duty[0][0], at + self.duty[0][0] - end) if self.duty else inf

    @property
    def free(self) -> bool:
        return self.present and self.serving_until is None


def planned(day: OfficeDay, at: float) -> int:
    """How many the plan puts to work at this moment, as far as there are desks."""
    there = 0
    for clerk in day.clerks:
        pausing = any(begin <= at < end for begin, end in clerk.breaks)
        there += clerk.starts <= at < clerk.ends and not pausing
    return min(there, day.desks)


def play(day: OfficeDay, people: list[Person]) -> None:
    servers = [Server(number, clerk) for number, clerk in enumerate(day.clerks)]
    servers.sort(key=lambda one: len(one.clerk.skills))
    coming = sorted(people, key=lambda one: (one.arrive, one.number))
    changes = sorted(
        {edge for c in day.clerks for edge in (c.starts, c.ends, *(e for b in c.breaks for e in b))}
    )
    waiting: list[Person] = []
    limit = 0
    while True:
        change = changes[0] if changes else inf
        turning = min(servers, key=lambda one: one.next_event())
        moment = turning.next_event()
        arrival = coming[0].arrive if coming else inf
        if (at := min(change, moment, arrival)) == inf:
            return
        if change == at:
            limit = planned(day, changes.pop(0))
        elif moment == at:
            turning.turn(at)
        else:
            waiting.append(coming.pop(0))
        while call(day, servers, waiting, at, limit):
            pass


def call(day, servers, waiting, at, limit) -> bool:
    """Call one person, if anybody may be called."""
    if sum(one.serving_until is not None for one in servers) >= limit:
        return False
    free = [one for one in servers if one.free]
    firsts: dict[tuple[int, str], Person] = {}
    for one in sorted(waiting, key=lambda one: (one.since, one.arrive, one.number)):
        if one.deadline >= at:
            firsts.setdefault((one.line, one.skill), one)
    found = [one for one in firsts.values() if able(day, free, one, at)]
    if not found:
        return False
    one = min(found, key=lambda one: order(day, one, at))
    server = able(day, free, one, at)[0]
    waiting.remove(one)
    one.begin, one.clerk = at, server.number
    server.serving_until = at + one.minutes
    return True


def able(day, free, one, at) -> list[Server]:
    """The free who can and may serve, the least flexible first."""
    found = [server for server in free if one.skill in server.clerk.skills]
    most = max(len(clerk.skills) for clerk in day.clerks)
    if (
        found
        and len(found[0].clerk.skills) == most
        and level(day, one, at) < (day.routing.reserve_below if day.routing.reserve else -inf)
    ):
        generalists = [server for server in free if len(server.clerk.skills) == most]
        return found if len(generalists) > day.routing.reserve else []
    return found


def level(day: OfficeDay, one: Person, at: float) -> float:
    line = day.lines[one.line]
    return line.ripe_level if one.since + line.ripens <= at else line.level


def order(day, one, at):
    """Higher scores first, then earlier moments, then the order of lines and skills."""
    line = day.lines[one.line]
    since = one.since
    if one.since + line.ripens <= at:
        since += max(0.0, line.ripens)
    score = level(day, one, at) + line.ageing * (at - since)
    return (-score, since, one.line, one.skill)
