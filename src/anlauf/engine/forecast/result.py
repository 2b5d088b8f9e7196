"""A forecast: what is expected, what is possible, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.forecast.guard import Guard
from anlauf.engine.forecast.history import Numbers, Series
from anlauf.engine.forecast.network import Network
from anlauf.engine.forecast.paths import Like, Rates, Whole
from anlauf.engine.forecast.shape import Shape

HALF_HOURS = 1  # a stream of luck of its own


@dataclass(frozen=True)
class Effect:
    """By how much a kind of day multiplies people, with a 95 per cent interval."""

    factor: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Forecast:
    """Days to come of every series.

    `counts` are whole people by path, day and series; everything else adds these up, so that half-
    hours, days, services, offices and the whole agree on every path.
    """

    days: tuple[date, ...]
    network: Network
    mean: Numbers  # by day and series
    rates: Rates
    counts: Whole
    shape: Shape
    like: Like
    ahead: NDArray[np.intp]
    effects: Mapping[str, Effect]
    guard: Guard
    seed: int
    seen: Mapping[date, Whole] = field(default_factory=dict)

    @property
    def series(self) -> tuple[Series, ...]:
        """The series, in the order of every array's axis."""
        return self.network.series

    @property
    def paths(self) -> int:
        """How many paths there are."""
        return len(self.counts)

    def daily(self, office: str | None = None, service: str | None = None) -> Whole:
        """People by path and day: of an office, a service, both or all."""
        people: Whole = self.counts[:, :, self.network.chosen(office, service)].sum(2)
        return people

    def expected(self, office: str | None = None, service: str | None = None) -> Numbers:
        """The mean by day."""
        people: Numbers = self.mean[:, self.network.chosen(office, service)].sum(1)
        return people

    def quantiles(
        self, shares: Sequence[float], office: str | None = None, service: str | None = None
    ) -> Numbers:
        """The numbers of people by share and day that this share of paths stays within."""
        _check(shares)
        bounds: Numbers = np.quantile(self.daily(office, service), shares, axis=0)
        return bounds

    def half_hours(self, day: date) -> Whole:
        """People of a day by path, series and half-hour; they add up to the day's."""
        number = self.place(day)
        if day in self.seen:
            return self.seen[day]
        dice = np.random.default_rng([self.seed, HALF_HOURS, day.toordinal()])
        people = dice.multinomial(self.counts[:, number], self.shares(day, dice))
        return people.astype(np.int32)

    def half_hour_quantiles(
        self,
        day: date,
        shares: Sequence[float],
        office: str | None = None,
        service: str | None = None,
    ) -> Numbers:
        """The numbers of people by share and half-hour that this share of paths stays within."""
        _check(shares)
        people = self.half_hours(day)[:, self.network.chosen(office, service)].sum(1)
        bounds: Numbers = np.quantile(people, shares, axis=0)
        return bounds

    def expected_half_hours(self, day: date) -> Numbers:
        """The mean by series and half-hour."""
        number = self.place(day)
        if day in self.seen:
            seen: Numbers = self.seen[day].mean(0)
            return seen
        shares = self.shape.expected(day.weekday(), int(self.ahead[number]))
        mean: Numbers = self.mean[number][:, None] * self.shape.of_series(
            shares, self.network.office_of
        )
        return mean

    def shares(self, day: date, dice: np.random.Generator) -> Numbers:
        """Possible shapes of a day by path, series and half-hour."""
        ahead = int(self.ahead[self.place(day)])
        turns = self.like.past.turns[self.like.picks[:, self.place(day)]]
        drawn = self.shape.drawn(day.weekday(), ahead, turns, dice)
        return self.shape.of_series(drawn, self.network.office_of)

    def place(self, day: date) -> int:
        """The place of a day on the axes."""
        if day not in self.days:
            raise ValueError(
                f"{day} is not between {self.days[0]} and {self.days[-1]}. Maybe the horizon is "
                "too short."
            )
        return (day - self.days[0]).days


def _check(shares: Sequence[float]) -> None:
    for share in shares:
        if not 0 <= share <= 1:
            raise ValueError(f"{share} is no share of paths. Maybe it is in per cent.")
