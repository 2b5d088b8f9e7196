"""Joint sample paths of days to come: everything that is not known, drawn once for each path.

A path has one course of the network's level, of each office's and each service's, and one luck for
every day, so series go together on a path as they do in life. Numbers are drawn for the smallest
parts only; sums are sums, so whatever is added up agrees.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.forecast.calendar import Calendar
from anlauf.engine.forecast.days import Days
from anlauf.engine.forecast.effects import Design, design
from anlauf.engine.forecast.history import Bookings, Numbers
from anlauf.engine.forecast.known import opening
from anlauf.engine.forecast.levels import Level
from anlauf.engine.forecast.past import Past, Picks
from anlauf.engine.forecast.regression import expected

Whole = NDArray[np.int32]
Rates = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Course:
    """What is expected by day and series, and the open days until then."""

    days: tuple[date, ...]
    columns: Design
    mean: Numbers
    ahead: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Like:
    """The days of the past that each path's days are like."""

    past: Past
    picks: Picks


def course(days: Days, ahead: tuple[date, ...], calendar: Calendar) -> Course:
    """The expected people of days to come."""
    network, track = days.network, days.track
    open_on = opening(ahead, calendar, network)
    open_on &= days.known.weekdays[:, [day.weekday() for day in ahead]]
    columns = design(ahead, calendar, history=days.known.totals.shape[1])
    exposure = open_on[network.office_of].astype(float)
    base = expected(columns.rows, days.series.values, exposure)
    level = track.total.mean[0] * track.offices.mean[network.office_of]
    level *= track.services.mean[network.service_of] * track.series.mean
    steps = np.maximum(np.cumsum(open_on.any(axis=0)), 1)
    luck = np.exp(track.luck.total.last * track.luck.total.stays**steps)
    return Course(ahead, columns, (base * level[:, None] * luck).T, steps)


def rates(days: Days, plan: Course, like: Like, dice: np.random.Generator) -> Rates:
    """Possible expectations by path, day and series, with luck like that of past days."""
    network, track = days.network, days.track
    office_of, service_of = network.office_of, network.service_of
    paths = len(like.picks)
    wander = [_Wander(level, paths, dice) for level in (track.total, track.offices, track.services)]
    still = _drawn(track.series.variance, paths, dice)
    unsure = days.doubt.drawn(plan.columns.rows, paths, dice)
    luck, total_luck, kept = track.luck, track.luck.total, np.zeros(paths)
    result = np.empty((paths, len(plan.days), len(network.series)), dtype=np.float32)
    before = 0
    for day, step in enumerate(plan.ahead):
        total, offices, services = (one.after(int(step - before)) for one in wander)
        if step > before or day == 0:
            width = np.sqrt(total_luck.variance * (1 - total_luck.stays**2))
            kept = total_luck.stays * kept + width * like.past.luck[like.picks[:, day]]
        before = int(step)
        wide = total_luck.variance * (1 - total_luck.stays ** (2 * step))
        common = total[:, 0] + kept - wide / 2 + unsure[:, day]
        offices = offices + _drawn(luck.offices, paths, dice)
        services = services + _drawn(luck.services, paths, dice)
        parts = offices[:, office_of] + services[:, service_of] + still
        parts += _drawn(luck.series, paths, dice)
        result[:, day] = plan.mean[day] * np.exp(common[:, None] + parts)
    return result


def booked(drawn: Rates, plan: Course, bookings: Bookings) -> Rates:
    """Paths after a look into the book.

    Many bookings early speak for a busy day, few for a quiet one, as far as the model is unsure;
    those made are certain, and of the others the usual share is still to come.
    """
    result = drawn.copy()
    place = {day: n for n, day in enumerate(plan.days)}
    for row in range(len(bookings.made)):
        day = place.get(date.fromordinal(bookings.first.toordinal() + row))
        if day is not None:
            made, share = bookings.made[row], bookings.share[row]
            result[:, day] = made + (1 - share) * _told(drawn[:, day], made, share)
    return result


def _told(drawn: Rates, made: Numbers, share: Numbers) -> Numbers:
    """Gamma's law: the mean and the width after so many came of a known share."""
    mean = drawn.mean(0, dtype=float)
    variance = np.maximum(drawn.var(0, dtype=float), 1e-9)
    belief = mean**2 / variance
    there = mean > 0
    after = np.divide(belief + made, belief + share * mean, out=np.ones_like(mean), where=there)
    narrow = np.sqrt(np.divide(belief, belief + made, out=np.ones_like(mean), where=there))
    relative = np.divide(drawn, mean, out=np.zeros(drawn.shape), where=there) ** narrow
    scale = np.where(there, relative.mean(0), 1.0)
    told: Numbers = mean * after * relative / scale
    return told


class _Wander:
    """Courses of levels: a random walk that starts from what is known."""

    def __init__(self, level: Level, paths: int, dice: np.random.Generator) -> None:
        self.dice = dice
        self.growth = level.growth
        self.variance = level.variance.copy()
        self.place = dice.normal(size=(paths, len(level.mean))) * np.sqrt(level.variance)

    def after(self, steps: int) -> Numbers:
        """The logarithms so many open days later; their exponentials have the mean one."""
        if steps:
            step = self.dice.normal(size=self.place.shape) * np.sqrt(self.growth * steps)
            self.place = self.place + step
            self.variance = self.variance + self.growth * steps
        return self.place - self.variance / 2


def _drawn(variance: Numbers, paths: int, dice: np.random.Generator) -> Numbers:
    """Logarithms of factors with the mean one."""
    factors: Numbers = dice.normal(size=(paths, len(variance))) * np.sqrt(variance) - variance / 2
    return factors
