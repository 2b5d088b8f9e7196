"""What a history says of each day: how many came, and how much of the day was counted.

Here stand the stated behaviours: a missing half-hour makes a day count in part, a day with too
little of it does not count, closed days do not count, a day without anybody at an office that
always has people counts as closed, and so does a weekday on which nobody ever came.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from anlauf.engine.forecast.calendar import Calendar
from anlauf.engine.forecast.history import Flags, History, Numbers
from anlauf.engine.forecast.network import Network

LEAST_SEEN = 0.3  # of a usual day's people, below which a day tells nothing
NEVER_EMPTY = 10.0  # people a day at an office that is closed when nobody came


@dataclass(frozen=True, eq=False)
class Known:
    """People by series and day, the share of each day that was counted, and open weekdays."""

    totals: Numbers
    exposure: Numbers
    lost: Numbers
    weekdays: Flags  # by office


def known(history: History, calendar: Calendar, network: Network) -> Known:
    """The days of a history as numbers."""
    seen = np.isfinite(history.counts)
    counts = np.where(seen, history.counts, 0.0)
    exposure = _seen_share(counts, seen)
    totals = counts.sum(2).T
    may_open = opening(history.days, calendar, network)
    weekdays = _weekdays(network, history.days, totals, exposure)
    may_open &= weekdays[:, [day.weekday() for day in history.days]]
    exposure = np.where(exposure < LEAST_SEEN, 0.0, exposure)
    exposure *= (may_open & ~_empty(network, totals, exposure))[network.office_of]
    lost = np.zeros_like(totals) if history.lost is None else history.lost.T
    return Known(np.where(exposure > 0, totals, 0.0), exposure, lost, weekdays)


def opening(days: tuple[date, ...], calendar: Calendar, network: Network) -> Flags:
    """Whether each office may have people, by office and day."""
    return np.array(
        [[calendar.open_on(office, day) for day in days] for office in network.offices], dtype=bool
    )


def _seen_share(counts: Numbers, seen: Flags) -> Numbers:
    """The share of a usual day's people that would come in the half-hours that were counted."""
    usual = counts.sum(0) + 0.01 * counts.sum((0, 1)) / max(1, counts.shape[1]) + 1e-9
    usual /= usual.sum(1, keepdims=True)
    share: Numbers = (seen * usual).sum(2).T
    return share


def _weekdays(network: Network, days: tuple[date, ...], totals: Numbers, seen: Numbers) -> Flags:
    """Weekdays on which an office had somebody, or was never looked at."""
    people = network.by_office(totals.T).T
    looked = network.by_office(seen.T).T > 0
    number = np.array([day.weekday() for day in days])
    had = np.array(
        [[people[o, number == n].sum() > 0 for n in range(7)] for o in range(len(people))]
    )
    never = np.array(
        [[not looked[o, number == n].any() for n in range(7)] for o in range(len(people))]
    )
    open_on: Flags = had | never
    return open_on


def _empty(network: Network, totals: Numbers, exposure: Numbers) -> Flags:
    """Days on which nobody came to an office that always has people."""
    people = network.by_office(totals.T).T
    whole = network.by_office(exposure.T).T > 0
    usual = [
        float(np.median(row[there & (row > 0)])) if (there & (row > 0)).any() else 0.0
        for row, there in zip(people, whole, strict=True)
    ]
    empty: Flags = (people == 0) & (np.array(usual) >= NEVER_EMPTY)[:, None]
    return empty
