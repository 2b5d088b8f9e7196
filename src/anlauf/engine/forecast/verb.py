"""How many people will come: the one verb."""

from dataclasses import dataclass, replace
from datetime import timedelta
from math import exp

import numpy as np

from anlauf.engine.forecast.calendar import Calendar
from anlauf.engine.forecast.days import Days, learnt
from anlauf.engine.forecast.guard import Guard, guarded, last_week
from anlauf.engine.forecast.history import Bookings, History, Numbers, days_from
from anlauf.engine.forecast.past import past
from anlauf.engine.forecast.paths import Course, Like, booked, course, rates
from anlauf.engine.forecast.result import Effect, Forecast
from anlauf.engine.forecast.shape import Shape, shape
from anlauf.engine.forecast.width import widened

LONGEST = 400
DAYS = 0  # a stream of luck of its own


@dataclass(frozen=True, eq=False)
class Horizon:
    """How many days from the end of the history on, and the appointments made for them."""

    days: int
    bookings: Bookings | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST:
            raise ValueError(
                f"The horizon is {self.days} days, between 1 and {LONGEST} can be foreseen. "
                "Maybe it is in half-hours."
            )


def forecast(
    history: History, calendar: Calendar, horizon: Horizon, *, seed: int, paths: int = 1000
) -> Forecast:
    """Foresee the days after a history, in so many joint sample paths."""
    if paths < 2:
        raise ValueError(f"{paths} paths show no spread. Maybe 1000 were meant.")
    if horizon.bookings is not None and horizon.bookings.made.shape[1] != len(history.series):
        raise ValueError(
            f"Bookings are for {horizon.bookings.made.shape[1]} series, the history has "
            f"{len(history.series)}. Maybe an office is missing."
        )
    days = learnt(history, calendar)
    ahead = days_from(history.last + timedelta(1), horizon.days)
    guard = guarded(history, calendar, len(days.network.offices))
    plan, form = _mixed(
        days, course(days, ahead, calendar), shape(history, days), last_week(history, days), guard
    )
    wide, form = widened(days, form, guard.width)
    dice = np.random.default_rng([seed, DAYS])
    model = past(days, form)
    like = Like(model, model.picked(paths, horizon.days, dice))
    drawn = rates(wide, plan, like, dice)
    mean, made = plan.mean, np.zeros_like(plan.mean)
    if horizon.bookings is not None:
        made = _made(horizon.bookings, plan)
        drawn = booked(drawn, plan, horizon.bookings)
        mean = drawn.mean(0, dtype=float)
    counts = dice.poisson(np.maximum(drawn - made, 0)) + made
    return Forecast(
        ahead,
        days.network,
        mean,
        drawn,
        counts.astype(np.int32),
        form,
        like,
        plan.ahead,
        _told(days),
        guard,
        seed,
    )


def _made(bookings: Bookings, plan: Course) -> Numbers:
    """Appointments by day of the course and series."""
    made = np.zeros_like(plan.mean)
    offset = (bookings.first - plan.days[0]).days
    for row, people in enumerate(bookings.made):
        if 0 <= row + offset < len(made):
            made[row + offset] = people
    return made


def _mixed(
    days: Days, plan: Course, form: Shape, week: Numbers, guard: Guard
) -> tuple[Course, Shape]:
    """Model and last week in the parts that the guard allows."""
    if (guard.model == 1).all():
        return plan, form
    network = days.network
    part = guard.model[network.office_of]
    mean = plan.mean.copy()
    for number, day in enumerate(plan.days):
        naive = week[day.weekday()].sum(1)
        use = np.isfinite(naive) & (mean[number] > 0)
        mean[number, use] = (part * mean[number] + (1 - part) * naive)[use]
    people = network.by_office(np.nan_to_num(week).transpose(0, 2, 1)).transpose(2, 0, 1)
    whole = people.sum(-1, keepdims=True)
    past = np.divide(people, whole, out=form.usual.copy(), where=whole > 0)
    model = guard.model[:, None, None]
    usual = model * form.usual + (1 - model) * past
    last = guard.model[:, None] * form.last
    return replace(plan, mean=mean), replace(form, usual=usual, last=last)


def _told(days: Days) -> dict[str, Effect]:
    """The effects of the whole network as factors."""
    return {
        name: Effect(exp(value), exp(value - 1.96 * error), exp(value + 1.96 * error))
        for name, value, error in zip(
            days.design.names, days.total.values[0], days.total.errors[0], strict=False
        )
        if name != "level"
    }
