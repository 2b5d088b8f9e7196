"""What a draft of a roster means for people: appointments found in its weeks, waits without one.

Every draft of the same weeks meets the same people with the same luck. Before and after the draft
the places of the usual week hold. Appointments are played by whole days; how full a date becomes
is what some plays of the draft say, the same for every replication. Then each date is played at
the counters with the clerks whom the draft gives it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from anlauf.engine.book import Season, Times
from anlauf.engine.intervals import Numbers, Parts
from anlauf.engine.simulate import OfficeDay, tally
from anlauf.engine.simulate.crowd import Crowd
from anlauf.engine.simulate.dice import name_key
from anlauf.engine.simulate.flat import Flat, expected, flat
from anlauf.engine.simulate.machine import Piece, machine
from anlauf.engine.simulate.run import crowd_for, key_of
from anlauf.engine.study.figures import Draws, Figures, numbers
from anlauf.engine.whatif.day import CAME, office_day, places_of
from anlauf.engine.whatif.model import WEEK, City, Place, Spans, Team
from anlauf.engine.whatif.year import quantile, searched

DESIGN = 4  # plays that say how full the dates become
NEAR, PROMISE = 10, 14  # days within which somebody has an appointment
LATE = 0.9

FIGURES = ("near", "promise", "lead", "refused", "wait", "late", "long", "lost")
"""Shares within 10 and 14 days, lead, who finds none; of those without an appointment their wait,
what nine of ten wait at most, who waits too long, who leaves or is sent away."""


@dataclass(frozen=True)
class Date:
    """When an office is open on a date, and who is there."""

    opening: Spans
    teams: tuple[Team, ...]


@dataclass(frozen=True)
class Draft:
    """A city in usual weeks, and its offices' dates from a Monday on; all have as many.

    `factor` says how much more people come than in a usual week.
    """

    city: City
    dates: tuple[tuple[Date, ...], ...]  # of each place of the city
    factor: float = 1.0

    def __post_init__(self) -> None:
        lengths = {len(one) for one in self.dates}
        if len(self.dates) != len(self.city.places) or len(lengths) != 1 or 0 in lengths:
            raise ValueError(
                f"{len(self.city.places)} places need as many rows of dates, all of one length:"
                f" there are {len(self.dates)}."
            )


@dataclass(frozen=True)
class Counted:
    """What is added up by replication: of bookings, and of those without an appointment."""

    leads: Numbers  # by days ahead
    booked: Numbers  # asked, got, lead
    came: Numbers  # in, waited, too long, lost
    waits: Numbers

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(
            self.leads + other.leads,
            self.booked + other.booked,
            self.came + other.came,
            self.waits + other.waits,
        )


@dataclass(frozen=True)
class Laid:
    """One date at one office, ready to be played."""

    day: OfficeDay
    flat: Flat
    rates: Numbers
    crowd: Crowd
    seed: int


def drafted(draft: Draft, draws: Draws) -> Figures:
    """The weeks by replication: every figure of all offices and of each."""
    by_place = {
        place.key: _played(draft, number, draws) for number, place in enumerate(draft.city.places)
    }
    whole, *others = by_place.values()
    for one in others:
        whole = whole + one
    parts = _figures(whole)
    for key, counted in by_place.items():
        parts |= {f"{name}/{key}": part for name, part in _figures(counted).items()}
    return Figures.of(parts)


def _played(draft: Draft, number: int, draws: Draws) -> Counted:
    found = Counted(
        np.zeros((draws.many, draft.city.horizon_days + 1)),
        np.zeros((draws.many, 3)),
        np.zeros((draws.many, 4)),
        np.zeros((draws.many, tally.BINS)),
    )
    season = _booked(draft, number, Times(draws.many, draws.seed, draws.first))
    if season is not None:
        lead, got = season.parts("lead")
        asked = season.parts("refused")[1]
        found.booked[:] = np.column_stack([asked, got, lead])
        found.leads[:] = season.leads.sum(axis=1)
    for laid in _laid_out(draft, number, draws.seed):
        if laid is not None:
            _play(laid, draws, found)
    return found


def _play(laid: Laid, draws: Draws, found: Counted) -> None:
    lines = [line.name for line in laid.day.lines]
    came, key = lines.index(CAME), key_of(laid.seed)
    for number in range(draws.many):
        piece = Piece(
            paths=laid.rates,
            first=draws.first + number,
            rows=np.empty((1, tally.width(len(lines)))),
            waits=np.zeros(
                (len(lines), len(laid.day.services), laid.day.slots, tally.BINS), np.int64
            ),
        )
        machine(laid.flat, piece, key, laid.crowd)
        row = piece.rows[0][tally.WHOLE_DAY :].reshape(len(lines), tally.BY_LINE)[came]
        found.came[number] += (
            row[tally.CAME_IN],
            row[tally.WAITED],
            row[tally.TOO_LONG],
            row[tally.GAVE_UP] + row[tally.SENT_AWAY],
        )
        found.waits[number] += piece.waits[came].sum(axis=(0, 1))


@lru_cache(maxsize=512)
def _laid_out(draft: Draft, number: int, seed: int) -> tuple[Laid | None, ...]:
    """Every date of an office, with as many appointments as are probably booked."""
    return tuple(_each_laid_out(draft, number, seed))


def _each_laid_out(draft: Draft, number: int, seed: int) -> Iterator[Laid | None]:
    city, usual = draft.city, draft.city.places[number]
    season = _booked(draft, number, Times(DESIGN, seed, 0))
    full = season.taken.mean(axis=0) if season is not None else np.zeros(len(draft.dates[number]))
    for day, date in enumerate(draft.dates[number]):
        place, weekday = _on(usual, day, date), day % WEEK
        many = round(float(full[day]))
        made = office_day(city, place, weekday, factor=draft.factor, booked=many)
        if made is None:
            yield None
            continue
        rates, ready = expected(made), flat(made)
        luck = name_key(seed, (place.key, day))
        yield Laid(made, ready, rates, crowd_for(ready, rates), luck)


def _booked(draft: Draft, number: int, times: Times) -> Season | None:
    """The appointments as they are asked for; nothing where none are given in a usual week."""
    usual = draft.city.places[number]
    by_date = tuple(
        places_of(draft.city, _on(usual, day, date), day % WEEK)
        for day, date in enumerate(draft.dates[number])
    )
    return searched(draft.city, usual, times, by_date, draft.factor)


def _on(usual: Place, day: int, date: Date) -> Place:
    """The place as it is on a date."""
    opening = list(usual.opening)
    opening[day % WEEK] = date.opening
    return replace(usual, opening=tuple(opening), teams=date.teams)


def _figures(one: Counted) -> dict[str, Parts]:
    asked, got, lead = one.booked.T
    came_in, waited, too_long, lost = one.came.T
    within = np.cumsum(one.leads, axis=1)
    last = within.shape[1] - 1
    return {
        "near": (within[:, min(NEAR, last)], got),
        "promise": (within[:, min(PROMISE, last)], got),
        "lead": (lead, got),
        "refused": (asked - got, asked),
        "wait": (waited, came_in),
        "late": numbers(quantile(one.waits, LATE, tally.edges()[1:])),
        "long": (too_long, came_in),
        "lost": numbers(lost),
    }
