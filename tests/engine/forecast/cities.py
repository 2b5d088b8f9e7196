"""Cities whose truth is known: people drawn from a law that the model can be held against."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.forecast import Calendar, History, Series, Span, public_holidays

FIRST = date(2023, 1, 2)
WEEKDAY = {0: 1.25, 1: 0.95, 2: 0.8, 3: 1.2, 4: 0.8}
CALENDAR = Calendar(
    public_holidays=frozenset().union(*(public_holidays(year) for year in range(2023, 2027))),
    school_holidays=tuple(
        Span(date(year, month, 5), date(year, month, 25))
        for year in range(2023, 2027)
        for month in (3, 7, 10)
    ),
    weekdays=frozenset(range(5)),
)
NOON = np.exp(-0.5 * ((np.arange(16) - 5) / 4) ** 2)


@dataclass(frozen=True)
class City:
    """What is true of a city."""

    offices: int = 3
    services: int = 2
    people: float = 120.0
    luck: float = 0.06
    effects: dict[str, float] = field(default_factory=dict)

    @property
    def series(self) -> tuple[Series, ...]:
        return tuple(
            Series(f"office {o}", f"service {s}")
            for o in range(self.offices)
            for s in range(self.services)
        )

    def rate(self, day: date) -> NDArray[np.float64]:
        """What is expected of a day, by series."""
        if not CALENDAR.working(day):
            return np.zeros(len(self.series))
        factor = WEEKDAY[day.weekday()]
        kinds = {
            "before_holiday": CALENDAR.before_holiday(day),
            "after_holiday": CALENDAR.after_holiday(day),
            "bridge_day": CALENDAR.bridge(day),
            "school_holidays": CALENDAR.in_school_holidays(day),
            "month_start": CALENDAR.month_start(day),
            "month_end": CALENDAR.month_end(day),
        }
        for name, there in kinds.items():
            factor *= self.effects.get(name, 1.0) if there else 1.0
        sizes = self.people * (1 + np.arange(len(self.series)) % 3) / 2
        rates: NDArray[np.float64] = sizes * factor
        return rates

    def counts(self, days: int, seed: int = 1, first: date = FIRST) -> NDArray[np.float64]:
        """People by day, series and half-hour."""
        dice = np.random.default_rng(seed)
        rates = np.array([self.rate(first + timedelta(n)) for n in range(days)])
        lucky = np.exp(dice.normal(-(self.luck**2) / 2, self.luck, days))
        mean = rates * lucky[:, None]
        people: NDArray[np.float64] = dice.poisson(mean[:, :, None] * NOON / NOON.sum()).astype(
            float
        )
        return people

    def history(self, days: int, seed: int = 1) -> History:
        return History(self.series, FIRST, self.counts(days, seed))
