"""How long services really take, learned from what was done: robust, and careful with little data.

What is learned is the factor between the minutes planned and the minutes it took, as a lognormal
law. A service borrows from all services, an office from the city, a part of the day from the whole
day: the less was seen, the more is borrowed. Nothing here knows who served.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, sqrt
from statistics import NormalDist

BORROWED = 20.0  # as many cases as what is borrowed weighs
_FAR = 3.0  # standard deviations beyond which a case counts as being that far only
_WIDEST = 1.5  # of the logarithm: beyond it the mean says nothing about anybody
_LEAST_MINUTES = 0.25
_NORMAL = NormalDist()


class PartOfDay(StrEnum):
    """When work on a service began, by the clock on the wall."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"


@dataclass(frozen=True)
class Case:
    """A service that was done: what was planned for it and how long it took."""

    service: int
    office: int
    part: PartOfDay
    planned: float
    took: float

    @property
    def factor(self) -> float:
        """The logarithm of what it took over what was planned."""
        return log(max(_LEAST_MINUTES, self.took) / self.planned)


@dataclass(frozen=True)
class Factor:
    """Minutes taken over minutes planned: lognormal with these parameters."""

    mu: float
    sigma: float
    cases: int = 0

    @property
    def mean(self) -> float:
        """The mean factor."""
        return exp(self.mu + self.sigma**2 / 2)

    def at_share(self, share: float) -> float:
        """The factor that so large a share of all stays within."""
        return exp(self.mu + self.sigma * _NORMAL.inv_cdf(share))


USUAL_SPREAD = 0.5
"""The standard deviation of service times over their mean, before anything was seen."""


def usual() -> Factor:
    """What holds before anything was seen: the planned minutes on the average."""
    variance = log(1 + USUAL_SPREAD**2)
    return Factor(-variance / 2, sqrt(variance))


Key = tuple[int | None, int | None, PartOfDay | None]
"""Service, office, part of the day; None stands for all of them."""


@dataclass(frozen=True)
class Learned:
    """All factors known, and the one to use where it was never seen."""

    factors: Mapping[Key, Factor]

    def of(self, service: int, office: int, part: PartOfDay) -> Factor:
        """The most particular factor known."""
        for key in _from_particular(service, office, part):
            if key in self.factors:
                return self.factors[key]
        return usual()


NOTHING = Learned({})


def learn(cases: Iterable[Case]) -> Learned:
    """Factors for all that was seen, each leaning on the more general one."""
    seen: dict[Key, list[float]] = defaultdict(list)
    for case in cases:
        for key in _from_particular(case.service, case.office, case.part):
            seen[key].append(case.factor)
    factors: dict[Key, Factor] = {}
    for key in sorted(seen, key=_generality):
        parent = factors.get(_parent(key), usual())
        factors[key] = _leaning(seen[key], parent)
    return Learned(factors)


@dataclass(frozen=True)
class Law:
    """How many minutes something takes: lognormal."""

    mu: float
    sigma: float

    @property
    def mean(self) -> float:
        """The mean in minutes."""
        return exp(self.mu + self.sigma**2 / 2)

    def times(self, factor: float) -> "Law":
        """So many times as long."""
        return Law(self.mu + log(factor), self.sigma)


def lean(cases: Sequence[Case], parent: Factor) -> Factor:
    """What these cases say, leaning on something more general."""
    return _leaning([case.factor for case in cases], parent) if cases else parent


@dataclass(frozen=True)
class Tempo:
    """How many times as long as usual everything takes on one day, and how unsure that is."""

    times: float
    spread: float


def tempo(cases: Iterable[Case], usually: Learned, *, differ: float) -> Tempo:
    """What a day has shown so far, where days `differ` by so much (of the logarithm).

    All cases that began before some moment must be among these: whoever counts what is over only
    hears the quick ones first.
    """
    precision, found = differ**-2, 0.0
    for case in cases:
        expected = usually.of(case.service, case.office, case.part)
        precision += expected.sigma**-2
        found += (_near(case.factor, expected) - expected.mu) / expected.sigma**2
    return Tempo(exp(found / precision), precision**-0.5)


def law_of(planned: float, factor: Factor) -> Law:
    """How long something takes that is planned for so many minutes."""
    return Law(log(max(_LEAST_MINUTES, planned)) + factor.mu, factor.sigma)


def together(laws: Sequence[Law]) -> Law:
    """One after the other: lognormal of the same mean and variance (Fenton and Wilkinson)."""
    if len(laws) == 1:
        return laws[0]
    mean = sum(law.mean for law in laws)
    variance = sum(law.mean**2 * (exp(law.sigma**2) - 1) for law in laws)
    sigma = sqrt(log(1 + variance / mean**2))
    return Law(log(mean) - sigma**2 / 2, sigma)


def part_of_day(hour: int) -> PartOfDay:
    """The part of the day this hour belongs to."""
    if hour < _MIDDAY:
        return PartOfDay.MORNING
    return PartOfDay.MIDDAY if hour < _AFTERNOON else PartOfDay.AFTERNOON


_MIDDAY, _AFTERNOON = 10, 14


def _from_particular(service: int, office: int, part: PartOfDay) -> tuple[Key, ...]:
    return (
        (service, office, part),
        (service, office, None),
        (service, None, None),
        (None, None, None),
    )


def _parent(key: Key) -> Key:
    service, office, part = key
    if part is not None:
        return (service, office, None)
    return (service, None, None) if office is not None else (None, None, None)


def _generality(key: Key) -> int:
    return sum(value is not None for value in key)


def _leaning(factors: Sequence[float], parent: Factor) -> Factor:
    """Mean and spread of these, and of as many borrowed cases as the parent stands for."""
    near = [_near(factor, parent) for factor in factors]
    count = len(near)
    weight = count + BORROWED
    mean = sum(near) / count
    mu = (BORROWED * parent.mu + count * mean) / weight
    apart = BORROWED * count / weight * (mean - parent.mu) ** 2 / weight
    around = sum((factor - mean) ** 2 for factor in near)
    variance = (BORROWED * parent.sigma**2 + around) / weight + apart / weight
    return Factor(mu, min(sqrt(variance), _WIDEST), count)


def _near(factor: float, parent: Factor) -> float:
    far = _FAR * parent.sigma
    return min(max(factor, parent.mu - far), parent.mu + far)
