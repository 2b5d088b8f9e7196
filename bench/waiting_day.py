"""Simulated days of an office, lived by the published rule itself, with what announcing needs.

The world knows more than whoever announces: services take other minutes than planned, differ by
the hour, and whole days are quicker or slower. Every ten minutes everybody who waits is told a
range from what can be seen then, and what has been learned from the days before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import inf, log
from random import Random

from anlauf.engine import desk_turns
from anlauf.engine.desk_turns import Caller, Coming
from anlauf.engine.dispatch import DispatchPolicy, Waiting
from anlauf.engine.service_times import (
    Case,
    Factor,
    Law,
    Learned,
    Tempo,
    law_of,
    part_of_day,
    tempo,
)
from anlauf.engine.waits import Desk, Forecast, Person, Room, forecast, play
from anlauf.engine.waits.room import Flow, Habits

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
OPENS, CLOSES = 480.0, 960.0
EVERY = 10.0
RULE = DispatchPolicy(rare_skills=frozenset({"rare"}), pickup_desks=frozenset({1}))
HABITS = Habits(late_mean=-4.0, late_spread=7.0, no_show=0.1)
TURNOVER = Law(log(1.4), 0.3)
DAYS_DIFFER = 0.08
LONG_AGO = 45.0  # minutes after which nearly every service is over
_RUNS = 150


@dataclass(frozen=True)
class Matter:
    """What people come for: planned minutes, and how many times as long it really takes."""

    number: int
    skill: str
    planned: float
    really: float
    share: float


MATTERS = (
    Matter(1, "common", 5, 0.8, 0.2),
    Matter(2, "common", 15, 1.2, 0.5),
    Matter(3, "more", 20, 0.9, 0.2),
    Matter(4, "rare", 30, 1.1, 0.1),
)


@dataclass
class Guest:
    """Somebody of a day; times in minutes after midnight."""

    number: int
    matter: Matter
    comes: float
    due: float | None
    takes: float
    called: float | None = None


@dataclass
class Seat:
    """A desk, its clerk's skills and break, and who is there since when."""

    number: int
    skills: frozenset[str]
    pause: tuple[float, float]
    free: float = OPENS
    guest: Guest | None = None


@dataclass(frozen=True)
class Told:
    """A forecast of somebody, and the minutes it took until they were called."""

    forecast: Forecast
    took: float


@dataclass
class SimulatedDay:
    """One office, one day."""

    office: int
    desks: int
    load: float
    dice: Random
    learned: Learned
    guests: list[Guest] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    forecasts: list[tuple[Guest, float, Forecast]] = field(default_factory=list)

    def __post_init__(self) -> None:
        pace = self.dice.lognormvariate(0, DAYS_DIFFER)
        self.guests = sorted(self._guests(pace), key=lambda guest: guest.comes)
        self.seats = [self._seat(number) for number in range(1, self.desks + 1)]

    def live(self) -> list[Told]:
        """Live the day minute by minute, announcing; tell what became of it."""
        for minute in range(int(OPENS) * 4, int(CLOSES + 180) * 4):
            now = minute / 4
            if OPENS < now < CLOSES and now % EVERY == 0:
                self._announce(now)
            for seat in self.seats:
                self._turn(seat, now)
        return [
            Told(said, guest.called - at)
            for guest, at, said in self.forecasts
            if guest.called is not None
        ]

    def cases(self) -> Iterator[Case]:
        """What the day teaches about service times."""
        return self._begun(before=inf, now=inf)

    def _begun(self, *, before: float, now: float) -> Iterator[Case]:
        for guest in self.guests:
            if guest.called is not None and guest.called <= before:
                matter, part = guest.matter, part_of_day(int(guest.called // 60))
                took = min(guest.takes, now - guest.called)
                yield Case(matter.number, self.office, part, matter.planned, took)

    def _tempo(self, now: float) -> Tempo:
        today = self._begun(before=now - LONG_AGO, now=now)
        return tempo(today, self.learned, differ=DAYS_DIFFER)

    def _guests(self, pace: float) -> Iterator[Guest]:
        dice = self.dice
        mean = sum(matter.planned * matter.really * matter.share for matter in MATTERS) + 1.4
        people = self.load * self.desks * (CLOSES - OPENS - 30) / mean
        for number in range(1, int(people) + 1):
            matter = dice.choices(MATTERS, [each.share for each in MATTERS])[0]
            due = None
            comes = OPENS + (CLOSES - OPENS - 30) * dice.betavariate(1.1, 1.4)
            if dice.random() < 0.55:
                due = OPENS + 5.0 * int(dice.random() * (CLOSES - OPENS - 30) / 5)
                comes = due + dice.gauss(HABITS.late_mean, HABITS.late_spread)
                if dice.random() < HABITS.no_show:
                    comes = 10_000.0
            hour = 1.1 if comes < 600 else 0.95
            sigma = 0.5
            takes = matter.planned * matter.really * hour * pace
            takes *= dice.lognormvariate(-sigma * sigma / 2, sigma)
            yield Guest(number, matter, comes, due, takes)

    def _seat(self, number: int) -> Seat:
        skills = {"common"}
        if number % 2 == 0:
            skills |= {"more"}
        if number == self.desks or number % 5 == 0:
            skills |= {"more", "rare"}
        starts = 690.0 + 30 * (number % 3)
        return Seat(number, frozenset(skills), (starts, starts + 30))

    def _waiting(self, now: float) -> list[Guest]:
        return [one for one in self.guests if one.called is None and one.comes <= now]

    def _turn(self, seat: Seat, now: float) -> None:
        if seat.free > now:
            return
        seat.guest = None
        if seat.pause[0] <= now < seat.pause[1]:
            seat.free = seat.pause[1]
            return
        guest = self._next(seat, now)
        if guest is None:
            return
        guest.called, seat.guest = now, guest
        seat.free = now + guest.takes + self.dice.lognormvariate(TURNOVER.mu, TURNOVER.sigma)

    def _next(self, seat: Seat, now: float) -> Guest | None:
        here = {one.number: one for one in self._waiting(now)}
        if not here:
            return None
        others = tuple(other.skills for other in self.seats if other is not seat)
        caller = Caller(seat.skills, others, pickup=seat.number in RULE.pickup_desks)
        coming = [
            Coming(frozenset({one.matter.skill}), at(one.due))
            for one in self.guests
            if one.due is not None and one.called is None and one.comes > now
        ]
        line = desk_turns.line_for(caller, map(standing, here.values()), at(now), RULE, coming)
        return here[line[0].number] if line else None

    def _announce(self, now: float) -> None:
        waiting = self._waiting(now)
        if not waiting:
            return
        said = play(self._room(waiting, now), seed=int(now), runs=_RUNS)
        for one in waiting:
            found = forecast(said[one.number])
            if found is not None:
                self.forecasts.append((one, now, found))

    def _room(self, waiting: list[Guest], now: float) -> Room:
        coming = [
            one
            for one in self.guests
            if one.due is not None and one.called is None and one.comes > now and one.due > now - 30
        ]
        people = [
            Person(
                one.number,
                frozenset({one.matter.skill}),
                self._law(one, now),
                came=one.comes - now if one.comes <= now else None,
                due=None if one.due is None else one.due - now,
                small=one.matter.planned <= RULE.small_minutes,
            )
            for one in (*waiting, *coming)
        ]
        today = self._tempo(now)
        flow = Flow(frozenset({"common"}), law_of(12, self._factor(2, now)), self._rate(), 90.0)
        return Room(
            tuple(self._desk(seat, now) for seat in self.seats),
            tuple(people),
            flows=(flow,),
            policy=RULE,
            habits=HABITS,
            turnover=TURNOVER,
            tempo=today.times,
            pace=today.spread,
        )

    def _desk(self, seat: Seat, now: float) -> Desk:
        away = tuple(
            (max(0.0, start - now), end - now) for start, end in (seat.pause,) if end > now
        )
        busy = seat.guest if seat.free > now else None
        return Desk(
            seat.number,
            seat.skills,
            pickup=seat.number in RULE.pickup_desks,
            serving=None if busy is None else self._law(busy, now),
            served=0.0 if busy is None or busy.called is None else now - busy.called,
            away=away,
        )

    def _law(self, guest: Guest, now: float) -> Law:
        return law_of(guest.matter.planned, self._factor(guest.matter.number, now))

    def _factor(self, matter: int, now: float) -> Factor:
        return self.learned.of(matter, self.office, part_of_day(int(now // 60)))

    def _rate(self) -> float:
        walk_ins = sum(one.due is None for one in self.guests)
        return walk_ins / (CLOSES - OPENS)


def standing(guest: Guest) -> Waiting:
    """The guest as the rule of dispatch sees them."""
    due = None if guest.due is None else at(guest.due)
    skills = frozenset({guest.matter.skill})
    minutes = int(guest.matter.planned)
    return Waiting(guest.number, skills, at(guest.comes), due, guest.number, minutes=minutes)


def at(minutes: float) -> datetime:
    """The moment so many minutes after midnight."""
    return MIDNIGHT + timedelta(minutes=minutes)
