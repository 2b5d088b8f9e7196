"""One pass through the days: what was expected of each on the evening before, and what came.

What the whole network has too much or too little of is taken out before offices are looked at, and
so on down: a level and a day's luck belong to the highest part that shows them.
"""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.forecast import luck as lucks
from anlauf.engine.forecast.history import Numbers, Places
from anlauf.engine.forecast.levels import Filter, Level
from anlauf.engine.forecast.luck import Luck, Spread
from anlauf.engine.forecast.network import Network

DISCOUNTS = np.array([0.8, 0.87, 0.92, 0.95, 0.97, 0.985, 0.995])
PARTS_DISCOUNT = 0.97
PARTS_EXTRA = 0.02
PULL = 10.0  # people's worth of belief that a part's level is its parent's
ROOT_PULL = 0.5
WARM = 10  # days that a filter takes before it is judged


@dataclass(frozen=True, eq=False)
class Track:
    """What was expected by series and day, and what is known in the end."""

    expected: Numbers
    total: Level
    offices: Level
    services: Level
    series: Level
    luck: Luck


def followed(
    network: Network, people: Numbers, base: Numbers, extra: float, by_heart: float
) -> Track:
    """Go through the days; `base` is what effects alone let expect, `extra` a day's variance.

    `by_heart` is the part of a day's luck that the effects took for their own.
    """
    root = Filter(1, _best_discount(people.sum(0), base.sum(0), extra), ROOT_PULL, extra)
    tiers = (
        _Tier(network.office_of, len(network.offices)),
        _Tier(network.service_of, len(network.services)),
        _Tier(np.arange(len(people)), len(people)),
    )
    expected = np.zeros_like(people)
    for day in np.flatnonzero(base.any(axis=0)):
        now = people[:, day]
        due = base[:, day]
        for tier in tiers:
            due = due * tier.filter.level[tier.places]
        expected[:, day] = root.level[0] * due
        root.learn(now.sum(keepdims=True), due.sum(keepdims=True))
        rest = due * (now.sum() / due.sum())
        for tier in tiers:
            rest = tier.day(now, rest)
    part = (1 - float(root.gain[0])) / (1 - by_heart)
    total = lucks.of_all(people.sum(0), expected.sum(0), part)
    offices, services, series = (tier.filter.now() for tier in tiers)
    luck = Luck(total, *(tier.luck() for tier in tiers))
    return Track(expected, root.now(), offices, services, series, luck)


class _Tier:
    """Offices, services or series: their levels and their luck."""

    def __init__(self, places: Places, parts: int) -> None:
        self.places = places
        self.parts = parts
        self.filter = Filter(parts, PARTS_DISCOUNT, PULL, PARTS_EXTRA)
        self.spread = Spread(parts)

    def luck(self) -> Numbers:
        """The variance of a day's factor that no level takes in."""
        variance: Numbers = self.spread.variance() * (1 - self.filter.gain)
        return variance

    def day(self, people: Numbers, due: Numbers) -> Numbers:
        """Learn from a day; return what is due when this tier's share of it is known."""
        came: Numbers = np.bincount(self.places, people, self.parts).astype(float)
        was_due: Numbers = np.bincount(self.places, due, self.parts).astype(float)
        off = self.filter.learn(came, was_due / self.filter.level)
        self.spread.see(came, was_due, off)
        ratio = np.divide(came, was_due, out=np.zeros_like(came), where=was_due > 0)
        left: Numbers = due * ratio[self.places]
        return left


def _best_discount(people: Numbers, base: Numbers, extra: float) -> float:
    """How fast the network's level is best forgotten: as days ahead were most likely."""
    trial = Filter(len(DISCOUNTS), DISCOUNTS, ROOT_PULL, extra)
    likely = np.zeros(len(DISCOUNTS))
    days = np.flatnonzero(base > 0)
    for number, day in enumerate(days):
        due = trial.level * base[day]
        off = trial.learn(np.full(len(DISCOUNTS), people[day]), np.full(len(DISCOUNTS), base[day]))
        if number >= min(WARM, len(days) // 2):
            likely -= np.minimum(off**2, 9.0) / 2 + np.log(due * (1 + extra * due)) / 2
    return float(DISCOUNTS[likely.argmax()])
