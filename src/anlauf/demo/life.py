"""The simulated city, step by step, until the clock on the wall is reached, and along with it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from anlauf.core import clock
from anlauf.demo.citizens import Citizens, Expected
from anlauf.demo.clerks import Clerks
from anlauf.demo.crew import opening
from anlauf.demo.waiting import Waiting
from anlauf.engine.grid import Span, local

STEP = timedelta(seconds=20)
_LOOK_FOR_NEW = timedelta(minutes=10)
_MINUTE = timedelta(minutes=1)
_LONG_STEP = timedelta(minutes=1)
_FAR_BEHIND = timedelta(minutes=5)


@dataclass
class Life:
    """Citizens and clerks of one city, and how far their day has come."""

    citizens: Citizens
    clerks: Clerks
    lived: datetime
    _today: date | None = None
    _opening: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    _expected: list[Expected] = field(default_factory=list)
    _came: set[int] = field(default_factory=set)
    _looked: datetime | None = None

    def follow(self, *, note: Callable[[datetime], None], aside: Iterator[object]) -> None:
        """Live along with the clock on the wall for ever, doing a bit of other work in between.

        After every step it is written down how far the day has come: whoever is killed then goes
        on where they were, and does nothing at an earlier moment than before.
        """
        self.clerks.recall(at=self.lived)
        while True:
            self.until(clock.now(), note=note)
            next(aside, None)
            time.sleep(0.05)

    def until(self, end: datetime, *, note: Callable[[datetime], None] | None = None) -> int:
        """Live from where the city stands to `end`; tell how many were served.

        Whoever lags far behind takes longer steps, which cost hardly more.
        """
        served = 0
        while self.lived + STEP <= end:
            step = STEP if end - self.lived < _FAR_BEHIND else _LONG_STEP
            self.lived += step
            served += self._step(self.lived, step / _MINUTE)
            if note is not None:
                note(self.lived)
        return served

    def _step(self, at: datetime, minutes: float) -> int:
        on, tick = local(at, self.citizens.town.zone)
        if on != self._today:
            self._wake_up(on)
        self.citizens.book(at=at, minutes=minutes)
        self.citizens.change_minds(at=at, minutes=minutes)
        self.waiting.live(at=at, minutes=minutes)
        self._arrivals(on, at=at)
        self.citizens.joiners.come(at=at)
        for branch in self.citizens.town.branches:
            if any(span.holds(tick) for span in self._opening.get(branch.number, ())):
                self.citizens.walk_in(branch, at=at, minutes=minutes)
        return self.clerks.work(at=at)

    @cached_property
    def waiting(self) -> Waiting:
        """Those on the waiting list."""
        return Waiting(self.citizens.town, self.citizens.habits, self.citizens.seed)

    def _wake_up(self, on: date) -> None:
        self._today, self._came, self._looked = on, set(), None
        self._opening = opening(on)
        self.clerks.begin(on, self._opening)

    def _arrivals(self, on: date, *, at: datetime) -> None:
        if self._looked is None or at - self._looked >= _LOOK_FOR_NEW:
            self._looked = at
            expected = [
                who for who in self.citizens.expected(on) if who.appointment not in self._came
            ]
            self._expected = sorted(expected, key=lambda who: who.comes_at, reverse=True)
        while self._expected and self._expected[-1].comes_at <= at:
            who = self._expected.pop()
            self._came.add(who.appointment)
            self.citizens.come(who, at=at)
