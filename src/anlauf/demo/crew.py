"""The simulated colleagues: as many as the staff patterns expect, each with their hours."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zlib import crc32

from anlauf.core.actors import SYSTEM
from anlauf.demo.town import Town
from anlauf.directory import queries as directory
from anlauf.engine.grid import Span
from anlauf.people import commands as people
from anlauf.people import queries as staff
from anlauf.people.queries import Person
from anlauf.people.roles import Role
from anlauf.staffing import queries as staffing
from anlauf.staffing.snapshots import Pattern

_PREFIX = "demo-"
# Assumed, and so are the shares: what a colleague speaks besides German.
_FURTHER = ("en", "", "en", "tr", "", "en", "ru", "", "en", "pl", "", "uk", "en", "ar", "", "fa")


@dataclass(frozen=True)
class Chair:
    """One place of the pattern: what somebody there can do, and their shift by weekday.

    `weekdays` are those of which any pattern of the office speaks.
    """

    office: int
    number: int
    skills: frozenset[str]
    shifts: Mapping[int, Pattern]
    weekdays: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True)
class Colleague:
    """Somebody in a chair."""

    person: Person
    chair: Chair

    def hours(self, on: date, opening: Sequence[Span]) -> tuple[Span, ...]:
        """When they serve on this date, if at all.

        On a weekday that no pattern speaks of, an office opens because a team comes there.
        """
        shift = self.chair.shifts.get(on.weekday())
        if shift is None and on.weekday() not in self.chair.weekdays:
            return tuple(opening)
        return shift.presence(opening) if shift is not None and shift.holds(on) else ()


def chairs(office: int, patterns: Sequence[Pattern]) -> list[Chair]:
    """As few chairs as can sit all shifts: a weekday's first shift is the first chair's."""
    weeks: dict[frozenset[str], dict[int, list[Pattern]]] = {}
    for pattern in sorted(patterns, key=lambda each: (each.span.start, each.span.end)):
        week = weeks.setdefault(pattern.skills, defaultdict(list))
        week[pattern.weekday] += [pattern] * pattern.clerks
    weekdays = frozenset(pattern.weekday for pattern in patterns)
    return [
        Chair(office, number, skills, _shifts(week, number), weekdays)
        for skills, week in weeks.items()
        for number in range(max(len(shifts) for shifts in week.values()))
    ]


def gathered(town: Town, *, at: datetime) -> tuple[Colleague, ...]:
    """Everybody the patterns expect; who does not exist yet is welcomed, without a password."""
    keys = {branch.number: branch.key for branch in town.branches}
    known = staff.people_by_login(_PREFIX)
    colleagues = []
    for office, patterns in staffing.patterns_by_office().items():
        for count, chair in enumerate(chairs(office, patterns) if office in keys else ()):
            login = f"{_PREFIX}{keys[office]}-{count + 1}"
            person = known.get(login) or _welcomed(login, chair, at=at)
            colleagues.append(Colleague(person, chair))
    return tuple(colleagues)


def opening(on: date) -> dict[int, tuple[Span, ...]]:
    """When every office is open on this date, by the office's number."""
    holidays = frozenset(directory.holidays_between(on, on))
    hours = directory.hours_of(directory.offices())
    return {office: week.on(on, holidays).spans for office, week in hours.items()}


def _shifts(week: Mapping[int, Sequence[Pattern]], number: int) -> dict[int, Pattern]:
    return {day: shifts[number] for day, shifts in week.items() if number < len(shifts)}


def _welcomed(login: str, chair: Chair, *, at: datetime) -> Person:
    newcomer = people.Newcomer(login=login, name=login, languages=_languages(login))
    person = people.welcome(newcomer, None, by=SYSTEM, at=at)
    people.grant(person, Role.CLERK, office=chair.office, by=SYSTEM, at=at)
    people.train(person, chair.skills, by=SYSTEM, at=at)
    return person


def _languages(login: str) -> tuple[str, ...]:
    """What somebody speaks, the same at every start."""
    further = _FURTHER[crc32(login.encode()) % len(_FURTHER)]
    return ("de", further) if further else ("de",)
