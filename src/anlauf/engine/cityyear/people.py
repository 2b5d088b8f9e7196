"""Everybody who wants to come in one replication; luck is all their own, whatever the plan."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.cityyear.model import WEEK, City

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

DEMAND, PEOPLE = 0, 1  # streams of luck of their own
NEVER = 2.0
MOST_TRIES = 20


class People(NamedTuple):
    """One entry for each person, in the order in which they begin to search."""

    day: Whole
    office: Whole
    earliest: Whole  # days ahead
    latest: Whole
    tries: Whole
    moves: NDArray[np.bool_]  # takes another office
    gives_back: Numbers  # when, as a share of the time until then; more than 1: never
    shows: Numbers


def demand(city: City, seed: int, replication: int) -> Numbers:
    """People expected by day and office: season, weekday, and weeks that differ by chance."""
    dice = np.random.default_rng((seed, replication, DEMAND))
    weeks = city.days // WEEK + 2
    together, alone = city.unrest
    common = wandering(dice, weeks, 1, city.memory) * together
    own = wandering(dice, weeks, len(city.branches), city.memory) * alone
    luck = np.exp(common + own - (together**2 + alone**2) / 2)
    wanted = np.array([one.wanted for one in city.branches])
    found = np.zeros((city.days, len(city.branches)))
    for day in range(city.days):
        on = city.date_of(day)
        season = city.seasons[on.isocalendar().week - 1]
        found[day] = wanted * season * city.weekdays[on.weekday()] * luck[day // WEEK]
    return found


def people(city: City, seed: int, replication: int) -> People:
    """Everybody of one replication, in the order in which they begin to search."""
    expected = demand(city, seed, replication)
    columns = []
    for office in range(len(city.branches)):
        dice = np.random.default_rng((seed, replication, PEOPLE, office))
        counts = dice.poisson(expected[:, office])
        many = int(counts.sum())
        luck = dice.random((many, 9))
        day = np.repeat(np.arange(city.days), counts)
        columns.append((day, luck[:, 8], *_each(city, np.full(many, office), luck)))
    day, order, *rest = (np.concatenate(each) for each in zip(*columns, strict=True))
    turn = np.lexsort((order, day))
    return People(*(np.ascontiguousarray(each[turn]) for each in (day, *rest)))


def _each(city: City, office: Whole, luck: Numbers) -> tuple[NDArray[np.generic], ...]:
    manners = city.manners
    waits = np.floor(-np.log1p(-luck[:, 1]) * manners.later)
    earliest = np.where(luck[:, 0] < manners.soon, 0, 1 + waits).astype(np.int64)
    patience = 3 + np.floor(-np.log1p(-luck[:, 2]) * (manners.patience - 3))
    tries = 1 + np.floor(np.log1p(-luck[:, 3]) / np.log(max(manners.returns, 1e-9)))
    return (
        office.astype(np.int64),
        np.minimum(earliest, city.horizon),
        np.minimum(earliest + patience, city.horizon).astype(np.int64),
        np.minimum(tries, MOST_TRIES).astype(np.int64),
        luck[:, 4] < manners.elsewhere,
        np.where(luck[:, 5] < manners.cancels, luck[:, 6], NEVER),
        luck[:, 7],
    )


def wandering(dice: np.random.Generator, weeks: int, many: int, memory: float) -> Numbers:
    """Weeks whose luck stays in part, each of deviation 1."""
    steps = dice.standard_normal((weeks, many))
    for week in range(1, weeks):
        steps[week] = memory * steps[week - 1] + np.sqrt(1 - memory**2) * steps[week]
    return steps
