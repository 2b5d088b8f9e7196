"""A year of a city, played: first who gets which appointment, then every day at every office.

Appointments are played by whole days (`engine.book`); how full the days of a quarter become is
what two years of that say, the same for every replication. Then each quarter's working days are
played at the counters (`engine.simulate`). The luck of an office hangs on its name alone, so
whatever is changed elsewhere, the same people come.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.book import Kind as Searching
from anlauf.engine.book import Policy, Season, Times, Weeks, evaluate
from anlauf.engine.intervals import Parts
from anlauf.engine.release import Opening, Release, Tranche
from anlauf.engine.simulate import NoShow, OfficeDay, tally
from anlauf.engine.simulate.crowd import Crowd
from anlauf.engine.simulate.dice import name_key
from anlauf.engine.simulate.flat import Flat, Numbers, expected, flat
from anlauf.engine.simulate.machine import Piece, machine
from anlauf.engine.simulate.metrics import planned_minutes
from anlauf.engine.simulate.run import crowd_for, key_of
from anlauf.engine.study.figures import Draws, Figures, numbers
from anlauf.engine.whatif.day import office_day, places_of
from anlauf.engine.whatif.model import SEASONS, WEEK, City, Place

QUARTER = 91
WEEKS_OF_A_QUARTER = 13
BEFORE = 70
DESIGN = 2  # years that say how full the days become
EVERYBODY = "everybody"

FIGURES = ("wait", "late", "long", "lead", "late_lead", "refused", "served", "lost", "utilisation")
"""Of the city by these names; of an office with its key behind, like `wait/altona`."""


@dataclass(frozen=True)
class Laid:
    """One weekday of one quarter at one office, ready to be played."""

    day: OfficeDay
    flat: Flat
    rates: Numbers
    crowd: Crowd
    minutes: float
    seed: int


class Counted(NamedTuple):
    """What is added up by replication; histograms have a row for each."""

    rows: Numbers  # came, in, waited, too long, lost, busy, minutes
    waits: Numbers
    found: Numbers  # got, lead, asked
    leads: Numbers


CAME, IN, WAITED, TOO_LONG, LOST, BUSY, MINUTES = range(7)
GOT, LEAD, ASKED = range(3)


def city_year(city: City, draws: Draws) -> Figures:
    """A year by replication: every figure of the city and of each office."""
    by_place = {place.key: _played(city, place, draws) for place in city.places}
    longest = max(one.leads.shape[1] for one in by_place.values())
    whole = Counted(
        np.sum([one.rows for one in by_place.values()], axis=0),
        np.sum([one.waits for one in by_place.values()], axis=0),
        np.sum([one.found for one in by_place.values()], axis=0),
        np.sum([_widened(one.leads, longest) for one in by_place.values()], axis=0),
    )
    parts = _figures(whole)
    for key, counted in by_place.items():
        parts |= {f"{name}/{key}": part for name, part in _figures(counted).items()}
    return Figures.of(parts)


def _played(city: City, place: Place, draws: Draws) -> Counted:
    rows = np.zeros((draws.many, 7))
    waits = np.zeros((draws.many, tally.BINS))
    for laid in laid_out(city, place, draws.seed):
        _play(laid, draws, rows, waits)
    found = np.zeros((draws.many, 3))
    leads = np.zeros((draws.many, city.horizon_days + 1))
    season = booked(city, place, Times(draws.many, draws.seed, draws.first))
    if season is not None:
        lead, got = season.parts("lead")
        found[:, GOT], found[:, LEAD] = got, lead
        found[:, ASKED] = season.parts("refused")[1]
        leads = season.leads.sum(axis=1)
    return Counted(rows, waits, found, leads)


def _play(laid: Laid, draws: Draws, rows: Numbers, waits: Numbers) -> None:
    """Thirteen days for each replication."""
    lines, services = len(laid.day.lines), len(laid.day.services)
    key = key_of(laid.seed)
    for number in range(draws.many):
        piece = Piece(
            paths=laid.rates,
            first=(draws.first + number) * WEEKS_OF_A_QUARTER,
            rows=np.empty((WEEKS_OF_A_QUARTER, tally.width(lines))),
            waits=np.zeros((lines, services, laid.day.slots, tally.BINS), np.int64),
        )
        machine(laid.flat, piece, key, laid.crowd)
        sums = piece.rows.sum(axis=0)
        by_line = sums[tally.WHOLE_DAY :].reshape(lines, tally.BY_LINE).sum(axis=0)
        rows[number] += (
            by_line[tally.COMING],
            by_line[tally.CAME_IN],
            by_line[tally.WAITED],
            by_line[tally.TOO_LONG],
            by_line[tally.GAVE_UP] + by_line[tally.SENT_AWAY],
            sums[tally.BUSY],
            laid.minutes * WEEKS_OF_A_QUARTER,
        )
        waits[number] += piece.waits.sum(axis=(0, 1, 2))


@lru_cache(maxsize=512)
def laid_out(city: City, place: Place, seed: int) -> tuple[Laid, ...]:
    """Every weekday of every quarter, with as many appointments as are probably booked."""
    full = _fullness(city, place, seed)
    found = []
    for quarter in range(SEASONS):
        for weekday in range(WEEK):
            many = round(full[quarter] * places_of(city, place, weekday))
            day = office_day(city, place, weekday, factor=city.season[quarter], booked=many)
            if day is not None:
                rates = expected(day)
                ready = flat(day)
                luck = name_key(seed, (place.key, quarter, weekday))
                crowd = crowd_for(ready, rates)
                found.append(Laid(day, ready, rates, crowd, planned_minutes(day), luck))
    return tuple(found)


def booked(city: City, place: Place, times: Times) -> Season | None:
    """The year's appointments as they are asked for; nothing where none are given."""
    return _season_of(city, place, times, _Asked(SEASONS * QUARTER, _season(city)))


def searched(
    city: City, place: Place, times: Times, by_date: tuple[int, ...], factor: float
) -> Season | None:
    """The same for some weeks whose dates have places of their own, with so many more people."""
    return _season_of(city, place, times, _Asked(len(by_date), (factor,), by_date))


@dataclass(frozen=True)
class _Asked:
    """Which days count, how many more people come on each, and what dates have."""

    days: int
    by_day: tuple[float, ...]
    by_date: tuple[int, ...] = ()


def _season_of(city: City, place: Place, times: Times, asked: _Asked) -> Season | None:
    places = tuple(places_of(city, place, weekday) for weekday in range(WEEK))
    wanted = sum(wish.booked for wish in place.wishes)
    if not any(places) or not wanted:
        return None
    horizon = city.horizon_days
    searching = Searching(
        EVERYBODY,
        "online",
        wanted / WEEK,
        earliest=0,
        latest=horizon,
        returns=city.returns,
        cancels=city.cancels,
        by_day=asked.by_day,
    )
    no_show = NoShow((0,), (city.no_show,))
    weeks = Weeks((searching,), places, asked.days, BEFORE, no_show, asked.by_date)
    seed = name_key(times.seed, ("book", place.key))
    return evaluate(weeks, _policy(city), Times(times.replications, seed, times.first))


def _season(city: City) -> tuple[float, ...]:
    """The factor of each day, from the first on which somebody may search."""
    days = range(-BEFORE, SEASONS * QUARTER + city.horizon_days + 1)
    return tuple(city.season[day // QUARTER % SEASONS] for day in days)


def _policy(city: City) -> Policy:
    ahead = Tranche("ahead", 100 - city.same_day, (Opening("online", city.horizon_days),))
    tranches = (ahead,)
    if city.same_day:
        morning = Tranche("morning", city.same_day, (Opening("online", 0, 7 * 12),))
        tranches = (ahead, morning)  # type: ignore[assignment]
    return Policy(Release(tranches, city.horizon_days), city.overbooking)


@lru_cache(maxsize=512)
def _fullness(city: City, place: Place, seed: int) -> tuple[float, ...]:
    """The part of the places of each quarter that is promised."""
    season = booked(city, place, Times(DESIGN, seed, 0))
    if season is None:
        return (0.0,) * SEASONS
    places = [places_of(city, place, weekday) for weekday in range(WEEK)]
    supply = np.array([places[day % WEEK] for day in range(SEASONS * QUARTER)], dtype=np.float64)
    by_quarter = supply.reshape(SEASONS, QUARTER).sum(axis=1)
    taken = season.taken.mean(axis=0).reshape(SEASONS, QUARTER).sum(axis=1)
    return tuple(float(one) for one in np.minimum(1.0, taken / np.maximum(1.0, by_quarter)))


def _figures(one: Counted) -> dict[str, Parts]:
    rows, found = one.rows, one.found
    return {
        "wait": (rows[:, WAITED], rows[:, IN]),
        "late": numbers(quantile(one.waits, 0.9, tally.edges()[1:])),
        "long": (rows[:, TOO_LONG], rows[:, IN]),
        "lead": (found[:, LEAD], found[:, GOT]),
        "late_lead": numbers(
            quantile(one.leads, 0.9, np.arange(one.leads.shape[1], dtype=np.float64))
        ),
        "refused": (found[:, ASKED] - found[:, GOT], found[:, ASKED]),
        "served": numbers(rows[:, IN]),
        "lost": numbers(rows[:, LOST]),
        "utilisation": (rows[:, BUSY], rows[:, MINUTES]),
    }


def quantile(counts: Numbers, share: float, values: Numbers) -> NDArray[np.float64]:
    """Of each replication, the value within which so large a share lies; between bins by line."""
    found = np.zeros(len(counts))
    for number, row in enumerate(counts):
        total = row.sum()
        if total:
            so_far = np.cumsum(row) / total
            found[number] = np.interp(share, so_far, values)
    return found


def _widened(leads: Numbers, width: int) -> Numbers:
    return np.pad(leads, ((0, 0), (0, width - leads.shape[1])))
