"""What is handed in to be kept: counts of days, and days foreseen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Count:
    """People of one office, skill and date, by half-hour."""

    office: int
    skill: str
    on: date
    people: Sequence[int]


@dataclass(frozen=True)
class Expected:
    """One office and date foreseen; without skill it is all of them, and has a band."""

    office: int
    skill: str
    on: date
    made_on: date
    expected: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    marks: Sequence[float] = ()


@dataclass(frozen=True)
class Error:
    """How far a model was from a day: what it expected, what came, from so many cases."""

    expected: float
    came: float
    cases: int

    @property
    def relative(self) -> float:
        """Too many is above nothing, too few below."""
        return (self.came - self.expected) / max(1e-9, abs(self.expected))
