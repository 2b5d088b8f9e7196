"""Never worse than the seasonal naive: the model proves itself office by office, or gives way.

The naive forecast is the same weekday's people a week before. Both are asked for the last weeks of
the history, a week at a time, knowing only what was known then. What had less error over all
half-hours is taken; half of each, where that had the least.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from anlauf.engine.forecast.calendar import Calendar
from anlauf.engine.forecast.days import Days, learnt
from anlauf.engine.forecast.history import History, Numbers, days_from
from anlauf.engine.forecast.past import past
from anlauf.engine.forecast.paths import Like, course, rates
from anlauf.engine.forecast.scores import pit
from anlauf.engine.forecast.shape import shape
from anlauf.engine.forecast.width import factor

WEEK = 7
ORIGINS = 4
FEWEST_DAYS = 28  # before the first origin: with less there is nothing to choose by
PATHS = 200
NEAR = 2  # open days ahead for which widths are judged; later ones grow by themselves
TRIALS = 3  # a stream of luck of its own
MIXES = (1.0, 0.5, 0.0)  # the model's part, the first of equals is taken


@dataclass(frozen=True, eq=False)
class Guard:
    """What the last weeks say: errors over people by office and mix, and the mix taken."""

    origins: tuple[date, ...]
    errors: Numbers
    model: Numbers  # by office: the part of the model
    width: float  # by how much the model's paths were too narrow

    @property
    def taken(self) -> Numbers:
        """The error of what was taken, by office."""
        places = [MIXES.index(part) for part in self.model]
        error: Numbers = self.errors[np.arange(len(places)), places]
        return error

    @property
    def naive(self) -> Numbers:
        """The error of the seasonal naive, by office."""
        error: Numbers = self.errors[:, MIXES.index(0.0)]
        return error


def guarded(history: History, calendar: Calendar, offices: int) -> Guard:
    """Let model and naive forecast the last weeks."""
    count = min(ORIGINS, (len(history.days) - FEWEST_DAYS) // WEEK)
    end = history.last + timedelta(1)
    origins = tuple(end - timedelta(WEEK * n) for n in range(max(count, 0), 0, -1))
    trial = _Trial(np.zeros((offices, len(MIXES))), np.zeros(offices), [], np.zeros(2))
    for origin in origins:
        if np.isfinite(history.until(origin).counts).any():
            _week(history, calendar, origin, trial)
    shares = trial.errors / np.maximum(trial.people, 1)[:, None]
    chance = float(trial.spread[0] / max(trial.spread[1], 1e-9))
    taken = np.array([MIXES[n] for n in shares.argmin(1)])
    return Guard(origins, shares, taken, factor(trial.ranks, chance))


def last_week(history: History, days: Days) -> Numbers:
    """The people of the last full day of each weekday, by weekday, series and half-hour."""
    latest = np.full((WEEK, *history.counts.shape[1:]), np.nan)
    whole = days.known.exposure.T > 1 - 1e-9
    for number, day in enumerate(history.days):
        there = whole[number]
        latest[day.weekday(), there] = history.counts[number, there]
    return latest


@dataclass(frozen=True, eq=False)
class _Trial:
    """What weeks add up to: errors by office and mix, people, and places among the paths."""

    errors: Numbers
    people: Numbers
    ranks: list[Numbers]
    spread: Numbers  # the variance by chance alone, and all of it


def _week(history: History, calendar: Calendar, origin: date, trial: _Trial) -> None:
    """Add the week from a day on, foreseen with what was known when it began."""
    before = history.until(origin)
    days = learnt(before, calendar)
    network = days.network
    plan = course(days, days_from(origin, WEEK), calendar)
    form, naive = shape(before, days), last_week(before, days)
    dice = np.random.default_rng([TRIALS, origin.toordinal()])
    model = past(days, form)
    like = Like(model, model.picked(PATHS, WEEK, dice))
    drawn = rates(days, plan, like, dice)
    for number, day in enumerate(plan.days):
        came = history.counts[(day - history.first).days]
        week = naive[day.weekday()]
        ahead = int(plan.ahead[number])
        judged = np.isfinite(came).all(-1) & np.isfinite(week).all(-1) & (plan.mean[number] > 0)
        usual = form.of_series(form.expected(day.weekday(), ahead), network.office_of)
        said = plan.mean[number][:, None] * usual
        true, model_says, week_says = (
            network.by_office(np.where(judged[:, None], one, 0.0).T).T for one in (came, said, week)
        )
        trial.people[:] += true.sum(1)
        for place, part in enumerate(MIXES):
            mixed = part * model_says + (1 - part) * week_says
            trial.errors[:, place] += np.abs(mixed - true).sum(1)
        turns = like.past.turns[like.picks[:, number]]
        shares = form.drawn(day.weekday(), ahead, turns, dice)
        mass = network.by_office(np.where(judged, drawn[:, number], 0.0))
        there = network.by_office(judged.astype(float)) > 0
        if there.any() and ahead <= NEAR:
            people = dice.poisson(mass[:, there, None] * shares[:, there])
            open_slots = form.usual[there, day.weekday()] > 0
            trial.ranks.append(pit(people, true[there])[open_slots])
            trial.spread[:] += (mass.mean(0).sum(), people.var(0).sum())
