"""How numbers are spread: times of service, patience, punctuality."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite, log, sqrt


@dataclass(frozen=True)
class Fixed:
    """Always the same."""

    minutes: float


@dataclass(frozen=True)
class Exponential:
    """Without memory."""

    mean: float

    def __post_init__(self) -> None:
        positive("mean", self.mean)


@dataclass(frozen=True)
class LogNormal:
    """Most are short, a few are long; `spread` is the standard deviation over the mean."""

    mean: float
    spread: float

    def __post_init__(self) -> None:
        positive("mean", self.mean)
        positive("spread", self.spread)

    @property
    def sigma(self) -> float:
        """The standard deviation of the logarithm."""
        return sqrt(log(1 + self.spread**2))

    @property
    def mu(self) -> float:
        """The mean of the logarithm."""
        return log(self.mean) - self.sigma**2 / 2


@dataclass(frozen=True)
class Gamma:
    """Less heavy in the tail; `spread` is the standard deviation over the mean."""

    mean: float
    spread: float

    def __post_init__(self) -> None:
        positive("mean", self.mean)
        positive("spread", self.spread)


@dataclass(frozen=True)
class Normal:
    """Around a mean, also below zero: early and late."""

    mean: float
    deviation: float

    def __post_init__(self) -> None:
        finite("mean", self.mean)
        not_negative("deviation", self.deviation)


@dataclass(frozen=True)
class Empirical:
    """As it was seen: values at evenly spaced shares of the cases, from the least to the most."""

    quantiles: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.quantiles) < 2:
            raise ValueError(
                "An empirical law needs two quantiles at least. Maybe nothing was seen."
            )
        for value in self.quantiles:
            finite("quantile", value)
        if any(after < before for before, after in pairwise(self.quantiles)):
            raise ValueError("Quantiles must not fall. Maybe use Empirical.of, which sorts values.")

    @classmethod
    def of(cls, values: Iterable[float]) -> "Empirical":
        """The law of the values seen."""
        return cls(tuple(sorted(values)))


Law = Fixed | Exponential | LogNormal | Gamma | Normal | Empirical


def least(law: Law) -> float:
    """The smallest number the law can give."""
    if isinstance(law, Fixed):
        return law.minutes
    if isinstance(law, Empirical):
        return law.quantiles[0]
    if isinstance(law, Normal):
        return law.mean if law.deviation == 0 else -float("inf")
    return 0.0


def finite(what: str, value: float) -> None:
    """Refuse what is no number."""
    if not isfinite(value):
        raise ValueError(f"The {what} is {value}. Maybe a value is missing in the source.")


def not_negative(what: str, value: float) -> None:
    """Refuse numbers below zero."""
    finite(what, value)
    if value < 0:
        raise ValueError(f"The {what} is {value}. Maybe a sign is wrong: it cannot be negative.")


def positive(what: str, value: float) -> None:
    """Refuse zero, too."""
    not_negative(what, value)
    if value == 0:
        raise ValueError(f"The {what} is 0. Maybe leave this out instead.")
