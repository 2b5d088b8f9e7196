"""A day whose demand changes, and what is promised to those who come."""

from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True)
class Day:
    """So many people a minute come in each slot; service times are exponential with this mean.

    `slot` and `service` are minutes. The room is empty when the day begins. Where the number of
    clerks falls, whoever is being served by those who go is served on by the next who is free.
    """

    rates: tuple[float, ...]
    slot: float
    service: float

    def __post_init__(self) -> None:
        if not self.rates:
            raise ValueError("A day without slots needs nobody. Maybe the hours are missing?")
        for index, rate in enumerate(self.rates):
            if not (isfinite(rate) and rate >= 0):
                raise ValueError(f"In slot {index} come {rate} people a minute. Maybe 0 was meant?")
        for name, value in (("slot", self.slot), ("service", self.service)):
            if not (isfinite(value) and value > 0):
                raise ValueError(f"{name} takes {value} minutes. Maybe more than 0 was meant?")


@dataclass(frozen=True)
class Target:
    """At most this share of those who come in any slot have to wait."""

    delayed: float = 0.2

    def __post_init__(self) -> None:
        if not 0 < self.delayed < 1:
            raise ValueError(
                f"A share of {self.delayed} cannot be kept. Maybe a percentage was given?"
            )
