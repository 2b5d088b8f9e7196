"""What could be changed about the rest of a day: every idea with the plan it would make.

Few ideas, because each is played: what nobody can do now (no free desk, nobody on a break) is not
among them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from anlauf.directory.models import Desk as DeskRow
from anlauf.engine import outlook
from anlauf.engine.outlook import Plan
from anlauf.engine.waits import Desk
from anlauf.floor.models import DeskSession
from anlauf.floor.outlooks import Idea, Subject, Wording
from anlauf.floor.queries.attendance import skill_names
from anlauf.floor.queries.rooms import OTHER_WORK, PAUSE, planned_groups
from anlauf.floor.queries.seats import open_sessions
from anlauf.floor.queries.wall import Wall
from anlauf.floor.values import Seat

_MINUTE = timedelta(minutes=1)
_UNTIL_SEATED = 10.0  # minutes until somebody sits at a desk that is opened
_LEAST_BREAK = 30.0  # § 4 of the working-time act: a break of half an hour stays one
_UNTIL_DOWN = 2.0  # minutes until other work is laid down
_AT_MOST = 2  # ideas of one kind
_LEAST_WAITING = 2  # people for whom nobody is moved are fewer


@dataclass(frozen=True)
class Tried:
    """An idea, what it is about, and the plan it would make of the day."""

    idea: Idea
    subject: Subject
    plan: Plan


@dataclass(frozen=True)
class Scene:
    """An office's day, and who sits where in it."""

    office: int
    plan: Plan
    on_wall: Wall
    seats: tuple[Seat, ...]
    desks: Mapping[int, DeskRow]
    names: Mapping[str, Wording]

    def skills(self, keys: frozenset[str]) -> tuple[Wording, ...]:
        """What these skills are called."""
        return tuple(self.names[key] for key in sorted(keys) if key in self.names)

    def then(self, minutes: float) -> datetime:
        """The moment so many minutes from now."""
        return self.on_wall.at + minutes * _MINUTE

    def wanted(self, skills: frozenset[str]) -> int:
        """For how many people still to be called these skills are enough."""
        return sum(one.skills <= skills for one in self.plan.room.people)

    def needing(self, skill: str) -> int:
        """How many people still to be called need this skill."""
        return sum(skill in one.skills for one in self.plan.room.people)

    def seat(self, seat: Seat, skill: str) -> Subject:
        """A desk and the skill that it is about."""
        return Subject(
            desk=seat.desk_name,
            number=self.desks[seat.desk].number,
            skills=self.skills(frozenset({skill})),
            skill=skill,
        )


def scene(office: int, plan: Plan, on_wall: Wall) -> Scene:
    """Look around for what could be changed."""
    seats = open_sessions(office)
    known = {skill for seat in seats for skill in seat.skills}
    known |= {skill for group in planned_groups(office, on_wall) for skill in group.skills}
    desks = {row.pk: row for row in DeskRow.objects.filter(office=office, active=True)}
    return Scene(office, plan, on_wall, seats, desks, skill_names(known))


def ideas(seen: Scene) -> Iterator[Tried]:
    """All of an office's own ideas; what other offices could lend is told apart."""
    yield from islice(_ends_of_breaks(seen), _AT_MOST)
    yield from islice(_other_work(seen), _AT_MOST)
    yield from islice(_more_desks(seen), _AT_MOST)
    yield from islice(_roles(seen), _AT_MOST)
    yield from islice(_moves(seen), _AT_MOST)
    yield from _moves_back(seen)
    room = seen.plan.room
    if any(desk.skills & room.policy.rare_skills for desk in room.desks):
        yield Tried(Idea.KEEP_NOBODY, Subject(), outlook.keep_nobody_back(seen.plan))
    if room.flows and seen.plan.tickets_until > 0:
        yield Tried(Idea.STOP_TICKETS, Subject(), outlook.stop_tickets(seen.plan))


def one_more(plan: Plan, skills: frozenset[str], after: float) -> Plan:
    """The plan with a clerk more who begins after so many minutes."""
    return outlook.with_desk(plan, Desk(("more",), skills, away=((0.0, after),)))


def most_wanted(seen: Scene) -> list[frozenset[str]]:
    """The kinds of clerk the office works with, the most useful first."""
    kinds = {group.skills for group in planned_groups(seen.office, seen.on_wall)}
    kinds |= {seat.skills for seat in seen.seats if seat.skills}
    return sorted(kinds, key=lambda skills: (-seen.wanted(skills), sorted(skills)))


def _more_desks(seen: Scene) -> Iterator[Tried]:
    taken = {seat.desk for seat in seen.seats}
    free = [row for row in seen.desks.values() if row.pk not in taken]
    if not free:
        return
    for skills in most_wanted(seen):
        subject = Subject(skills=seen.skills(skills), at=seen.then(_UNTIL_SEATED))
        yield Tried(Idea.OPEN_DESK, subject, one_more(seen.plan, skills, _UNTIL_SEATED))


def _ends_of_breaks(seen: Scene) -> Iterator[Tried]:
    rows = DeskSession.objects.filter(desk__office=seen.office, ended_at__isnull=True)
    paused = dict(rows.values_list("desk", "paused_at"))
    for seat in seen.seats:
        since = paused.get(seat.desk)
        if since is not None:
            rested = (seen.on_wall.at - since) / _MINUTE
            left = max(0.0, _LEAST_BREAK - rested)
            if left < PAUSE:
                subject = Subject(desk=seat.desk_name, at=seen.then(left))
                yield Tried(Idea.END_BREAK, subject, _back(seen.plan, seat, left, PAUSE))


def _other_work(seen: Scene) -> Iterator[Tried]:
    for seat in seen.seats:
        if seat.work is not None and not seat.paused:
            plan = _back(seen.plan, seat, _UNTIL_DOWN, OTHER_WORK)
            yield Tried(Idea.LEAVE_WORK, Subject(desk=seat.desk_name), plan)


def _back(plan: Plan, seat: Seat, minutes: float, otherwise: float) -> Plan:
    """Somebody calls sooner than the plan thinks; it may know them only as one of a group."""
    if any(desk.key == seat.desk for desk in plan.room.desks):
        return outlook.there_from(plan, seat.desk, minutes)
    away = ((0.0, minutes), (otherwise, float("inf")))
    return outlook.with_desk(plan, Desk(("back", seat.desk), seat.skills, away=away))


def _roles(seen: Scene) -> Iterator[Tried]:
    """Pick-up desks serve everybody; or one desk prefers small matters when such people wait."""
    pickups = [desk for desk in seen.plan.room.desks if desk.pickup]
    for desk in pickups:
        yield _turned(seen, desk, Idea.SERVE_EVERYBODY)
    small = any(one.small and one.came is not None for one in seen.plan.room.people)
    calling = [desk for desk in seen.plan.room.desks if desk.key in seen.desks and not desk.away]
    if small and not pickups and len(calling) > 1:
        yield _turned(seen, calling[-1], Idea.SMALL_MATTERS)


def _moves(seen: Scene) -> Iterator[Tried]:
    """Where most people wait for each desk, one that others would miss least calls them first."""
    calling = [seat for seat in seen.seats if seat.calls]
    for skill in _backed_up(seen, calling):
        able = [seat for seat in calling if skill in seat.skills and not seat.moved_to]
        useful = [seat for seat in able if seen.wanted(seat.skills) > seen.needing(skill)]
        if useful:
            seat = min(useful, key=lambda seat: (seen.wanted(seat.skills), seat.desk))
            plan = outlook.move(seen.plan, seat.desk, skill)
            yield Tried(Idea.MOVE, seen.seat(seat, skill), plan)


def _moves_back(seen: Scene) -> Iterator[Tried]:
    for seat in seen.seats:
        if seat.moved_to and seat.calls:
            plan = outlook.move_back(seen.plan, seat.desk)
            yield Tried(Idea.MOVE_BACK, seen.seat(seat, seat.moved_to), plan)


def _backed_up(seen: Scene, calling: Sequence[Seat]) -> list[str]:
    """Skills for which more people wait at each desk than in the whole room, most first."""
    here = [one for one in seen.plan.room.people if one.came is not None]
    usual = len(here) / max(1, len(calling))
    each = {}
    for skill in sorted({skill for one in here for skill in one.skills}):
        waiting = sum(skill in one.skills for one in here)
        able = sum(skill in seat.skills for seat in calling)
        if able and _LEAST_WAITING <= waiting < len(here) and waiting / able > usual:
            each[skill] = waiting / able
    return sorted(each, key=lambda skill: -each[skill])


def _turned(seen: Scene, desk: Desk, idea: Idea) -> Tried:
    row = seen.desks[int(str(desk.key))]
    subject = Subject(desk=row.name, number=row.number)
    return Tried(idea, subject, outlook.turn_pickup(seen.plan, desk.key))
