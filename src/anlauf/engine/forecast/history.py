"""What is known: people who came, searches that found nothing, bookings that were made."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True, order=True)
class Series:
    """One service at one office."""

    office: str
    service: str


@dataclass(frozen=True, eq=False)
class History:
    """People counted by day, series and half-hour, from the day `first` on.

    What was not counted is nan: it is left out, never taken for nobody. `lost` counts by day and
    series the searches that found nothing: that day's people are the fewest who wanted to come.
    """

    series: tuple[Series, ...]
    first: date
    counts: Numbers
    lost: Numbers | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", _kept(self.counts))
        if self.lost is not None:
            object.__setattr__(self, "lost", _kept(self.lost))
        _check_series(self.series)
        _check_counts(self)
        if self.lost is not None:
            _check_lost(self.lost, self.counts)

    @property
    def days(self) -> tuple[date, ...]:
        """The days counted, in order."""
        return days_from(self.first, self.counts.shape[0])

    @property
    def last(self) -> date:
        """The last day counted."""
        return self.first + timedelta(self.counts.shape[0] - 1)

    @property
    def slots(self) -> int:
        """How many half-hours a day has."""
        return int(self.counts.shape[2])

    def until(self, day: date) -> "History":
        """What was known when this day began."""
        known = (day - self.first).days
        lost = None if self.lost is None else self.lost[:known]
        return History(self.series, self.first, self.counts[:known], lost)


@dataclass(frozen=True, eq=False)
class Bookings:
    """Appointments already made for days to come, by day and series, from the day `first` on.

    `share` is the part of a day's people that has usually booked by then, in the same shape: 0.3
    when three of ten have booked this long ahead.
    """

    first: date
    made: Numbers
    share: Numbers

    def __post_init__(self) -> None:
        object.__setattr__(self, "made", _kept(self.made))
        object.__setattr__(self, "share", _kept(self.share))
        if self.made.ndim != 2 or self.made.shape != self.share.shape:
            raise ValueError(
                f"Bookings are {self.made.shape} and their shares {self.share.shape}. Maybe one "
                "lacks a day or a series: both go by day and series."
            )
        if not np.isfinite(self.made).all() or (self.made < 0).any():
            raise ValueError("Bookings hold nan or a negative number. Maybe give zeros instead.")
        if not ((self.share >= 0) & (self.share <= 1)).all():
            raise ValueError("A share of bookings is not between 0 and 1. Maybe it is in per cent.")


def days_from(first: date, count: int) -> tuple[date, ...]:
    """So many days in a row."""
    return tuple(first + timedelta(n) for n in range(count))


def _kept(values: ArrayLike) -> Numbers:
    copy = np.array(values, dtype=float)
    copy.setflags(write=False)
    return copy


def _check_series(series: tuple[Series, ...]) -> None:
    if not series:
        raise ValueError("The history has no series. Maybe the offices were filtered away.")
    twice = [one for one in series if series.count(one) > 1]
    if twice:
        raise ValueError(
            f"{twice[0].service} at {twice[0].office} is there twice. Maybe add the counts up."
        )


def _check_counts(history: History) -> None:
    counts = history.counts
    if counts.ndim != 3 or counts.shape[1] != len(history.series) or counts.shape[2] == 0:
        raise ValueError(
            f"The counts are {counts.shape}, the series {len(history.series)}. Maybe the axes are "
            "in another order: day, series, half-hour."
        )
    if counts.shape[0] == 0:
        raise ValueError("The history has no days. Maybe it ends before it begins.")
    if (counts < 0).any():
        raise ValueError(
            f"A count is {counts[counts < 0][0]:g}. Maybe a missing value is written as a negative "
            "number: write nan."
        )
    if np.isinf(counts).any():
        raise ValueError("A count is infinite. Maybe something was divided by zero.")
    if not np.isfinite(counts).any():
        raise ValueError("Nothing was ever counted. Maybe the dates of the source do not match.")


def _check_lost(lost: Numbers, counts: Numbers) -> None:
    if lost.shape != counts.shape[:2]:
        raise ValueError(
            f"Searches that found nothing are {lost.shape}, days and series {counts.shape[:2]}. "
            "Maybe they are given by half-hour: add them up by day."
        )
    if not np.isfinite(lost).all() or (lost < 0).any():
        raise ValueError("Searches hold nan or a negative number. Maybe give zeros instead.")
