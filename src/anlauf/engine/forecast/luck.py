"""A day's own luck: how far days lie from what was expected, beyond chance."""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.forecast.history import Numbers, Places

USUAL = 0.0025  # the variance of a factor before any was seen: five per cent
BELIEF = 10.0  # days' worth of belief in what others show
MOST = 4.0  # standard deviations, beyond which a day says nothing about usual luck
STAYS_AT_MOST = 0.9


@dataclass(frozen=True, eq=False)
class AllLuck:
    """The luck that all parts of the network share."""

    variance: float
    stays: float  # how much of it the next open day keeps
    last: float  # the logarithm of the last open day's factor
    days: Places  # the open days
    fresh: Numbers  # and what was new on each


@dataclass(frozen=True, eq=False)
class Luck:
    """The variance of a day's factor: of all, by office, by service, by series."""

    total: AllLuck
    offices: Numbers
    services: Numbers
    series: Numbers

    def wide(self, office_of: Places, service_of: Places) -> Numbers:
        """The variance of all factors of a series together."""
        parts: Numbers = self.offices[office_of] + self.services[service_of] + self.series
        return self.total.variance + parts


class Spread:
    """Gathers, for the parts of one tier, what is more than chance."""

    def __init__(self, parts: int) -> None:
        self.above = np.zeros(parts)
        self.squares = np.zeros(parts)
        self.days = np.zeros(parts)

    def see(self, people: Numbers, due: Numbers, off: Numbers) -> None:
        """Take in a day; `due` adds up to the people that came."""
        usual = (due > 0) & (np.abs(off) < MOST)
        chance = due * (1 - due / max(float(due.sum()), 1e-9))
        self.above += np.where(usual, (people - due) ** 2 - chance, 0.0)
        self.squares += np.where(usual, due**2, 0.0)
        self.days += usual

    def variance(self) -> Numbers:
        """The variance of each part's factor, near the others' where little was seen."""
        common = max(float(self.above.sum() / max(self.squares.sum(), 1e-9)), 0.0)
        own = np.clip(self.above / np.maximum(self.squares, 1e-9), 0.0, 1.0)
        weight = self.days / (self.days + BELIEF)
        mixed: Numbers = weight * own + (1 - weight) * min(common, 1.0)
        return mixed


def of_all(people: Numbers, due: Numbers, part: float) -> AllLuck:
    """The luck of the whole network; `part` of the variance of errors is luck and chance."""
    counted = np.flatnonzero((due > 0) & (people > 0))
    if not len(counted):
        return AllLuck(USUAL, 0.0, 0.0, counted, np.zeros(0))
    log = np.log(people[counted] / due[counted])
    chance = float((1 / due[counted]).mean())
    usual = log[np.abs(log - np.median(log)) <= MOST * max(_deviation(log), 1e-6)]
    seen = max(float((usual**2).mean()) * part - chance, 0.0)
    variance = (seen * len(log) + USUAL * BELIEF) / (len(log) + BELIEF)
    reliable = variance / (variance + chance)
    limit = MOST * np.sqrt(variance + chance)
    calm = np.clip(log, -limit, limit)
    together = float((calm[1:] * calm[:-1]).sum() / max(float((calm[:-1] ** 2).sum()), 1e-9))
    kept = together / reliable * len(log) / (len(log) + BELIEF)
    stays = float(np.clip(kept, 0.0, STAYS_AT_MOST))
    fresh = calm - stays * np.concatenate([[0.0], calm[:-1]])
    return AllLuck(variance, stays, float(calm[-1] * reliable), counted, fresh)


def _deviation(values: Numbers) -> float:
    """The standard deviation as the middle half of the values shows it."""
    low, high = np.quantile(values, [0.25, 0.75])
    return float(high - low) / 1.349
