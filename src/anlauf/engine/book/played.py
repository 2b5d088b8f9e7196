"""A day of appointments played many times: for days too large or too irregular to compute.

The model is that of `figures`, and with exponential minutes both agree; here minutes may follow
other laws, and the effort grows with people times counters only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from anlauf.engine.book.day import Day
from anlauf.engine.intervals import Interval, Numbers, Parts, difference, interval
from anlauf.engine.simulate.laws import Exponential, Fixed, Gamma, Law, LogNormal

NAMES = ("wait", "idle", "overtime")


@dataclass(frozen=True, eq=False)
class Played:
    """Figures by replication; all in minutes, named as in `Figures`."""

    seed: int
    first: int
    come: Numbers
    waited: Numbers
    idle: Numbers
    overtime: Numbers

    def ci(self, name: str, level: float = 0.95) -> Interval:
        """A figure and its range."""
        return interval(*self.parts(name), level)

    def parts(self, name: str) -> Parts:
        """Numerator and denominator, replication by replication."""
        if name == "wait":
            return self.waited, self.come
        if name not in NAMES:
            raise ValueError(f"There is no figure {name!r}. Known are: {', '.join(NAMES)}.")
        value: Numbers = getattr(self, name)
        return value, np.ones_like(value)


@dataclass(frozen=True)
class Times:
    """How often a day is played, and with which luck."""

    replications: int
    seed: int
    first: int = 0

    def __post_init__(self) -> None:
        if self.replications < 1:
            raise ValueError(f"{self.replications} replications say nothing. Maybe take 2,000.")


def play(day: Day, pattern: Sequence[int], times: Times, *, minutes: Law | None = None) -> Played:
    """Play a pattern; whoever is asked first at the start of a slot brings the same luck always."""
    _check(day, pattern)
    luck = _luck(times, day.slots, max(pattern))
    takes = _quantile(minutes or Exponential(day.service), luck[..., 1])
    shows = luck[..., 0] < np.array(day.shows)[:, None]
    last = max(slot for slot, asked in enumerate(pattern) if asked) * day.slot
    free = np.zeros((times.replications, day.counters))
    come, waited, busy = (np.zeros(times.replications) for _ in range(3))
    rows = np.arange(times.replications)
    for slot, asked in enumerate(pattern):
        for person in range(asked):
            here, arrives = shows[:, slot, person], slot * day.slot
            counter = free.argmin(axis=1)
            starts = np.maximum(free[rows, counter], arrives)
            ends = starts + takes[:, slot, person]
            waited += np.where(here, starts - arrives, 0.0)
            busy += np.where(here, np.clip(ends, None, last) - np.clip(starts, None, last), 0.0)
            come += here
            free[rows, counter] = np.where(here, ends, free[rows, counter])
    late = np.maximum(0.0, free.max(axis=1) - day.slots * day.slot)
    return Played(times.seed, times.first, come, waited, last * day.counters - busy, late)


def compare(before: Played, after: Played, name: str, level: float = 0.95) -> Interval:
    """What changes from one pattern to the other, with the same people."""
    if (before.seed, before.first) != (after.seed, after.first):
        raise ValueError("The patterns met different people. Maybe play both with one seed.")
    return difference(before.parts(name), after.parts(name), level)


def _luck(times: Times, slots: int, most: int) -> Numbers:
    """Two numbers for each replication, slot and person, whatever `most` is."""
    whole = np.empty((times.replications, slots, most, 2))
    for number in range(times.replications):
        dice = np.random.default_rng((times.seed % 2**64, times.first + number))
        whole[number] = dice.random((most, slots, 2)).swapaxes(0, 1)
    return whole


def _quantile(law: Law, shares: Numbers) -> Numbers:
    found: Numbers
    if isinstance(law, Fixed):
        found = np.full_like(shares, law.minutes)
    elif isinstance(law, Exponential):
        found = -law.mean * np.log1p(-shares)
    elif isinstance(law, LogNormal):
        found = np.exp(law.mu + law.sigma * stats.norm.ppf(shares))
    elif isinstance(law, Gamma):
        found = stats.gamma.ppf(shares, law.spread**-2, scale=law.mean * law.spread**2)
    else:
        raise ValueError(f"Minutes of an appointment cannot follow {law}. Maybe use LogNormal?")
    return found


def _check(day: Day, pattern: Sequence[int]) -> None:
    if len(pattern) != day.slots:
        raise ValueError(f"The day has {day.slots} slots, the pattern {len(pattern)} numbers.")
    if min(pattern) < 0 or not any(pattern):
        raise ValueError(
            f"A pattern asks at least one person, and nobody less than never: {pattern}"
        )
