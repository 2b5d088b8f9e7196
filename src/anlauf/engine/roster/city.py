"""A city's fortnight to measure with: offices, a float team, half-hours, skills, and German law.

Everything follows from the seed. Days are Monday to Sunday twice; on Sundays nobody works
(§ 9 ArbZG). A duty is a shift at an office with the skills of whoever has it; the break is part of
it (§ 4 ArbZG: half an hour beyond six hours of work, three quarters beyond nine). No shift has more
than ten hours of work (§ 3), and eleven hours lie between two (§ 5). The float team's way to an
office counts as work. Staff is a little short at noon and plenty at the edges, as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from anlauf.engine.roster.problem import Duty, FairShare, Need, Person, Problem, Request

DAYS = 14
SATURDAYS = (5, 12)
SUNDAYS = frozenset({6, 13})
PROFILES = ("all", "all cars", "all permits", "all cars permits")
WANTED = {"all": 0.6, "cars": 0.18, "permits": 0.14}  # of the people of an office
HALF = 30
OPENS, CLOSES = 14, 40  # half-hours: 7:00 to 20:00
SATURDAY_OPENS, SATURDAY_CLOSES = 18, 26
NIGHT_REST = 22  # half-hours
FORTNIGHT = 2 * 39 * 60  # TVöD: 39 hours a week
UNDER, OVER = 40, 2


@dataclass(frozen=True)
class Shift:
    """From a half-hour to another, at work except for the break."""

    name: str
    begin: int
    end: int
    pause: int | None
    minutes: int
    saturday: bool = False

    @property
    def present(self) -> frozenset[int]:
        """The half-hours in which somebody is at the counter."""
        return frozenset(half for half in range(self.begin, self.end) if half != self.pause)


SHIFTS = (
    Shift("early", 14, 31, 22, 480),
    Shift("middle", 18, 35, 25, 480),
    Shift("evening", 23, 40, 31, 480),
    Shift("long", 15, 36, 25, 600),  # three quarters of an hour for the break
    Shift("morning", 14, 26, None, 360),
    Shift("afternoon", 28, 40, None, 360),
    Shift("saturday", 17, 27, None, 300, saturday=True),
)


@dataclass(frozen=True)
class Size:
    """How large a city: offices, people with an office of their own, people without."""

    offices: int = 20
    settled: int = 276
    floating: int = 24


REFERENCE = Size()


@dataclass(frozen=True)
class Office:
    """One office: its people, its way from the town hall in minutes, and its Saturdays."""

    key: str
    people: int
    way: int
    saturdays: bool


def city(seed: int, size: Size = REFERENCE) -> Problem:
    """The fortnight of a city of this size."""
    dice = np.random.default_rng(seed)
    offices = tuple(_offices(dice, size))
    people = (*_settled(dice, offices), *_floating(dice, offices, size))
    duties = tuple(_duties(offices))
    return Problem(
        days=DAYS,
        duties=duties,
        people=people,
        needs=tuple(_needs(dice, offices)),
        never_after=_never_after(duties),
    )


def _offices(dice: np.random.Generator, size: Size) -> Iterator[Office]:
    shares = dice.uniform(0.6, 1.6, size.offices)
    people = np.floor(shares / shares.sum() * size.settled).astype(int)
    people[: size.settled - people.sum()] += 1
    for number, count in enumerate(people.tolist()):
        way = 30 * int(dice.integers(0, 3))
        yield Office(f"office {number + 1:02}", count, way, bool(dice.random() < 0.4))


def _key(office: Office, shift: Shift, profile: str, *, floating: bool) -> str:
    return f"{office.key}, {shift.name}, {profile}" + (", float" if floating else "")


def _duties(offices: tuple[Office, ...]) -> Iterator[Duty]:
    """Those of the settled, and those of the float team, whose way counts as work."""
    for office, shift, profile, floating in product(offices, SHIFTS, PROFILES, (False, True)):
        way = 2 * office.way if floating else 0
        if (not shift.saturday or office.saturdays) and shift.minutes + way <= 600:
            yield Duty(_key(office, shift, profile, floating=floating), shift.minutes + way)


def _never_after(duties: tuple[Duty, ...]) -> dict[str, frozenset[str]]:
    """What begins less than eleven hours after the end of each."""
    shifts = {shift.name: shift for shift in SHIFTS}
    late = {duty.key: shifts[duty.key.split(", ")[1]] for duty in duties}
    return {
        first: frozenset(
            second for second, after in late.items() if 48 + after.begin - before.end < NIGHT_REST
        )
        for first, before in late.items()
        if 48 + OPENS - before.end < NIGHT_REST
    }


def _settled(dice: np.random.Generator, offices: tuple[Office, ...]) -> Iterator[Person]:
    for office in offices:
        for number in range(office.people):
            profile = _profile(dice)
            keys = [
                _key(office, shift, profile, floating=False)
                for shift in SHIFTS
                if not shift.saturday or office.saturdays
            ]
            yield _person(dice, f"{office.key}, clerk {number + 1:02}", keys)


def _floating(
    dice: np.random.Generator, offices: tuple[Office, ...], size: Size
) -> Iterator[Person]:
    """People who go to any office that they reach within ten hours of work."""
    known = {duty.key for duty in _duties(offices)}
    for number in range(size.floating):
        every = product(offices, SHIFTS, [_profile(dice)])
        keys = [_key(*one, floating=True) for one in every]
        yield _person(dice, f"float {number + 1:02}", [key for key in keys if key in known])


def _profile(dice: np.random.Generator) -> str:
    return PROFILES[int(dice.choice(len(PROFILES), p=[0.4, 0.25, 0.2, 0.15]))]


def _person(dice: np.random.Generator, name: str, keys: list[str]) -> Person:
    """A contract, leave, wishes, and what history says is somebody's fair share."""
    minutes = int(FORTNIGHT * dice.choice([1.0, 1.0, 0.75, 0.5]))
    weekdays = [day for day in range(DAYS) if day % 7 < SATURDAYS[0]]
    leave = dice.choice(weekdays, int(dice.choice([0, 0, 1, 3])), replace=False).tolist()
    owed = minutes - 468 * len(leave) * minutes // FORTNIGHT
    evenings = frozenset(key for key in keys if ", evening" in key or ", afternoon" in key)
    days = dice.choice(weekdays, 2, replace=False).tolist()
    return Person(
        key=name,
        most=dict.fromkeys(keys, DAYS),
        least_minutes=max(0, owed - 240),
        most_minutes=owed + 240,
        longest_run=6,
        most_weekends=1,
        off=SUNDAYS | frozenset(leave),
        requests=tuple(
            Request(day, str(dice.choice(keys)), int(dice.integers(1, 6)), wanted=False)
            for day in days
            if day not in leave
        ),
        shares=(
            FairShare("evenings", evenings, int(dice.integers(2, 5)), 8),
            FairShare("Saturdays", frozenset(keys), int(dice.integers(0, 2)), 8, _SATURDAYS),
        ),
    )


_SATURDAYS = frozenset(SATURDAYS)


def _needs(dice: np.random.Generator, offices: tuple[Office, ...]) -> Iterator[Need]:
    """Clerks for each office, day, half-hour and skill, as many as its people could about be."""
    known = {duty.key for duty in _duties(offices)}
    for office, day in product(offices, range(DAYS)):
        saturday = day in SATURDAYS
        if day in SUNDAYS or (saturday and not office.saturdays):
            continue
        opens, closes = (SATURDAY_OPENS, SATURDAY_CLOSES) if saturday else (OPENS, CLOSES)
        busy = dice.uniform(0.85, 1.15) * (0.3 if saturday else 1.0)
        for half, skill in product(range(opens, closes), WANTED):
            wanted = office.people * busy * WANTED[skill] * _busy(half)
            keys = (
                _key(office, shift, profile, floating=floating)
                for shift in SHIFTS
                if half in shift.present and shift.saturday == saturday
                for profile, floating in product(PROFILES, (False, True))
                if skill in profile.split()
            )
            duties = frozenset(key for key in keys if key in known)
            yield Need(day, duties, int(wanted + dice.random()), UNDER, OVER)


def _busy(half: int) -> float:
    """How busy a half-hour is: most before noon, again after four, little at the edges."""
    hour = half / 2
    noon, tea = np.exp(-(((hour - 10.5) / 2) ** 2)), np.exp(-((hour - 16) ** 2) / 3)
    return float(0.45 + 0.6 * noon + 0.4 * tea)
