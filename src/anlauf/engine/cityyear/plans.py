"""Two ways to lead a year: hours and shares that stay, or hours and shares that follow."""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.cityyear.model import City
from anlauf.engine.cityyear.people import Numbers

Waves = tuple[tuple[int, float], ...]

HAMBURG: Waves = ((35, 0.7), (14, 0.85), (0, 1.0))
"""For the next five weeks, for the day in two weeks, for the same day."""


@dataclass(frozen=True)
class Plan:
    """How hours and places are given out.

    `movable` is the part of all hours that may be at another office in a period of `weeks`, decided
    `notice` days before it begins; 0: nothing moves. `waves` say which part of a date's places is
    on offer from how many days before. With `follows` the places for appointments lie where few
    come without one. Doors may be open longer than usual, but on no day longer than `longest_day`
    minutes. Who is sent to another office in the morning is on the way for `way` minutes.
    """

    movable: float = 0.0
    weeks: int = 4
    notice: int = 14
    waves: Waves = HAMBURG
    follows: bool = False
    longest_day: int = 0
    way: int = 30

    def __post_init__(self) -> None:
        if not 0 <= self.movable <= 1:
            raise ValueError(f"The movable part is {self.movable}. Maybe it is in per cent.")
        days = [day for day, _part in self.waves]
        if days != sorted(days, reverse=True) or not days or days[-1] != 0:
            raise ValueError(f"Waves fall to day 0: {days}.")

    def open(self, city: City) -> Numbers:
        """The part of a date's places on offer, by days ahead."""
        found = np.zeros(city.horizon + 1)
        for since, part in sorted(self.waves, reverse=True):
            found[: since + 1] = part
        return found


FIXED = Plan()
LOOP = Plan(movable=0.1, follows=True, longest_day=12 * 60)
"""A tenth of all hours may be at another office; where calendars are full longest, doors open
longer; appointments lie where few come without one."""
