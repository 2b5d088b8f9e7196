"""A number that was learnt, and the range that holds the true one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """A value and the range that holds the true one with probability `level`."""

    value: float
    low: float
    high: float
    level: float


def check_level(level: float) -> None:
    """Refuse levels that are no probabilities."""
    if not 0 < level < 1:
        raise ValueError(f"The level is {level}. Maybe it is in per cent: it lies between 0 and 1.")
