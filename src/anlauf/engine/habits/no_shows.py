"""How likely somebody does not come: by lead time, service, hour, reminder and earlier no-shows.

A logistic law whose coefficients are drawn to what is published, the less the more was seen. From
39,596 appointments with doctors: of those booked for the same day 3.3 per cent stay away, for the
next 21, for 8 to 14 days later 31, for 15 to 30 days later 36. Between and beyond these bands the
neighbour's figure is an assumption, and that offices are like doctors is one, too: hence the wide
common level.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import exp, log, log1p, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.habits.estimate import Estimate, check_level

Numbers = NDArray[np.float64]

STEPS = 50
NEAR = 1e-9
LEVEL_SPREAD = 1.0  # how far offices may lie from doctors, in logits
BAND_SPREAD = 0.4
SERVICE_SPREAD = 0.5
HABIT_SPREAD = 1.0
NOON = 12


class Lead(Enum):
    """Days from booking to appointment, and the published share that stays away."""

    SAME_DAY = (0, 0.033)
    NEXT_DAY = (1, 0.21)
    THIS_WEEK = (2, 0.26)
    NEXT_WEEK = (8, 0.31)
    THIS_MONTH = (15, 0.36)
    LATER = (31, 0.36)

    @property
    def since(self) -> int:
        """The fewest days."""
        return self.value[0]

    @property
    def published(self) -> float:
        """The share that stays away."""
        return self.value[1]

    @classmethod
    def of(cls, days: int) -> "Lead":
        """The band of a lead time."""
        return [band for band in cls if band.since <= days][-1]


@dataclass(frozen=True)
class Booked:
    """An appointment as it was booked."""

    lead: int  # days
    service: str
    hour: int
    reminded: bool = False
    missed_before: int = 0

    def __post_init__(self) -> None:
        if self.lead < 0 or self.missed_before < 0:
            raise ValueError(f"{self} has a negative number. Maybe it was booked after it was due.")
        if not 0 <= self.hour < 24:
            raise ValueError(f"There is no hour {self.hour}. Maybe it is in minutes.")


@dataclass(frozen=True, eq=False)
class NoShows:
    """What was learnt: coefficients, in logits, and how sure they are together."""

    services: tuple[str, ...]
    values: Numbers
    unsure: Numbers

    def chance(self, booked: Booked, *, level: float = 0.95) -> Estimate:
        """How likely somebody who booked like this does not come."""
        check_level(level)
        row = _row(booked, self.services)
        logit = float(row @ self.values)
        reach = NormalDist().inv_cdf((1 + level) / 2) * sqrt(float(row @ self.unsure @ row))
        return Estimate(_share(logit), _share(logit - reach), _share(logit + reach), level)

    def by_lead(self, like: Booked) -> tuple[tuple[int, float], ...]:
        """For each band of lead times its fewest days and the chance, as a simulation takes it."""
        return tuple(
            (
                band.since,
                self.chance(
                    Booked(band.since, like.service, like.hour, like.reminded, like.missed_before)
                ).value,
            )
            for band in Lead
        )


def learn_no_shows(booked: Sequence[Booked], missed: Sequence[bool]) -> NoShows:
    """Learn from appointments that are over and whether they were missed; none is enough."""
    if len(booked) != len(missed):
        raise ValueError(
            f"There are {len(booked)} appointments and {len(missed)} outcomes. Maybe cancelled "
            "ones are in one only: leave them out."
        )
    services = tuple(sorted({one.service for one in booked}))
    mean, precision = _published(services)
    if not booked:
        return NoShows(services, mean, np.diag(1 / precision))
    rows = np.array([_row(one, services) for one in booked])
    values, unsure = _climbed(rows, np.array(missed, dtype=float), mean, precision)
    return NoShows(services, values, unsure)


def _climbed(
    rows: Numbers, missed: Numbers, mean: Numbers, precision: Numbers
) -> tuple[Numbers, Numbers]:
    """The most likely coefficients by Newton's method, halving steps that lead down."""
    values = mean.copy()
    best = _likely(rows, missed, values, mean, precision)
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-rows @ values))
        slope = rows.T @ (missed - share) - precision * (values - mean)
        step = np.linalg.solve(_curve(rows, share, precision), slope)
        while (there := _likely(rows, missed, values + step, mean, precision)) < best - NEAR:
            step = step / 2
        values, best = values + step, there
        if np.abs(step).max() < NEAR:
            break
    share = 1 / (1 + np.exp(-rows @ values))
    unsure: Numbers = np.linalg.inv(_curve(rows, share, precision)).astype(float)
    return values, unsure


def _curve(rows: Numbers, share: Numbers, precision: Numbers) -> Numbers:
    curve: Numbers = (rows.T * (share * (1 - share))) @ rows + np.diag(precision)
    return curve


def _likely(
    rows: Numbers, missed: Numbers, values: Numbers, mean: Numbers, precision: Numbers
) -> float:
    logits = rows @ values
    seen = float((missed * logits - np.logaddexp(0, logits)).sum())
    return seen - float((precision * (values - mean) ** 2).sum()) / 2


def _published(services: tuple[str, ...]) -> tuple[Numbers, Numbers]:
    """Where coefficients are drawn to, and how strongly."""
    bands = [log(band.published / (1 - band.published)) for band in Lead]
    mean = np.array([0.0, *bands, 0.0, 0.0, 0.0, *(0.0 for _ in services)])
    spread = np.array(
        [
            LEVEL_SPREAD,
            *(BAND_SPREAD for _ in Lead),
            *(HABIT_SPREAD,) * 3,
            *(SERVICE_SPREAD for _ in services),
        ]
    )
    return mean, 1 / spread**2


def _row(booked: Booked, services: tuple[str, ...]) -> Numbers:
    band = Lead.of(booked.lead)
    return np.array(
        [
            1.0,
            *(float(one is band) for one in Lead),
            float(booked.hour >= NOON),
            float(booked.reminded),
            log1p(booked.missed_before),
            *(float(name == booked.service) for name in services),
        ]
    )


def _share(logit: float) -> float:
    return 1 / (1 + exp(-logit))
