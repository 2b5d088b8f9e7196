"""The simulated colleagues: as many as the staff pattern expects, each with their hours."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlauf.core.actors import SYSTEM
from anlauf.demo.town import Town
from anlauf.engine.grid import Span
from anlauf.people import commands as people
from anlauf.people import queries as staff
from anlauf.people.queries import Person
from anlauf.people.roles import Role
from anlauf.staffing import queries as staffing

_PREFIX = "demo-"


@dataclass(frozen=True)
class Colleague:
    """Somebody who works at an office, and when in the week."""

    person: Person
    office: int
    hours: dict[int, tuple[Span, ...]]

    def present(self, on: date, tick: int) -> bool:
        """Tell whether they are at work now."""
        return any(span.start <= tick < span.end for span in self.hours.get(on.weekday(), ()))


@dataclass(frozen=True)
class Position:
    """One chair of the pattern: skills, and the hours somebody sits there in the week."""

    office: int
    number: int
    skills: frozenset[str]
    hours: dict[int, tuple[Span, ...]]


def positions(patterns: Sequence[staffing.Expected]) -> list[Position]:
    """Chairs from patterns: of each weekday's shifts the first goes to the first chair, and so on."""
    chairs: dict[tuple[int, frozenset[str]], dict[int, list[tuple[Span, ...]]]] = {}
    for pattern in sorted(patterns, key=lambda each: (each.office, each.start, each.end)):
        week = chairs.setdefault((pattern.office, pattern.skills), defaultdict(list))
        week[pattern.weekday] += [(Span(pattern.start, pattern.end),)] * pattern.clerks
    found = []
    for (office, skills), week in chairs.items():
        for chair in range(max(len(shifts) for shifts in week.values())):
            hours = {day: shifts[chair] for day, shifts in week.items() if chair < len(shifts)}
            found.append(Position(office, chair, skills, hours))
    return found


def gathered(town: Town, *, at: datetime) -> tuple[Colleague, ...]:
    """Everybody the pattern expects; who does not exist yet is welcomed without a password."""
    keys = {branch.number: branch.key for branch in town.branches}
    known = staff.people_by_login(_PREFIX)
    colleagues = []
    for position in positions(staffing.patterns()):
        if position.office not in keys:
            continue
        login = _login(keys[position.office], position)
        person = known.get(login) or _welcomed(login, position, at=at)
        colleagues.append(Colleague(person, position.office, position.hours))
    return tuple(colleagues)


def _login(key: str, position: Position) -> str:
    mark = sum(ord(letter) for skill in sorted(position.skills) for letter in skill) % 1000
    return f"{_PREFIX}{key}-{mark}-{position.number + 1}"


def _welcomed(login: str, position: Position, *, at: datetime) -> Person:
    newcomer = people.Newcomer(login=login, name=login)
    person = people.welcome(newcomer, None, by=SYSTEM, at=at)
    people.grant(person, Role.CLERK, office=position.office, by=SYSTEM, at=at)
    people.train(person, position.skills, by=SYSTEM, at=at)
    return person
