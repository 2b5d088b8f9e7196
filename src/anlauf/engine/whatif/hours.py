"""Opening hours that serve better with the same hours of staff: a local search, one office.

A step moves the hours of a day earlier or later, or takes an hour from the end of one day and adds
it to another. Every step is played with the same people; it is kept when waits and the lost become
fewer. The hours of staff stay within one part in two hundred.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from anlauf.engine.roster.stop import Stop
from anlauf.engine.study.figures import Draws
from anlauf.engine.whatif.changes import Hours
from anlauf.engine.whatif.model import WEEK, City, Place, Spans
from anlauf.engine.whatif.year import city_year

EARLIEST, LATEST = 7 * 60.0, 19 * 60.0
SHORTEST = 3 * 60.0
SHIFTS = (-60.0, -30.0, 30.0, 60.0)
AN_HOUR = 60.0
SAME = 0.005
LEAST = 1e-3  # of the cost: what a step must spare
YEARS = 2
LOST_IS_LIKE = 60.0  # minutes of waiting


@dataclass(frozen=True)
class Better:
    """The hours found, as changes of a city, and minutes a year of waits and the lost."""

    changes: tuple[Hours, ...]
    before: float
    after: float
    tried: int

    @property
    def gain(self) -> float:
        """The part of the minutes that is spared."""
        return (self.before - self.after) / self.before if self.before else 0.0


def best_hours(city: City, key: str, *, seed: int, stop: Stop) -> Better:
    """Look for better hours of this office until no step helps, or it is stopped."""
    alone = replace(city, places=tuple(one for one in city.places if one.key == key))
    first = place = alone.places[0]
    cost = before = _cost(alone, place, seed)
    tried = 0
    while not stop.now:
        better = None
        for other in takewhile(lambda _other: not stop.now, _steps(place)):
            tried += 1
            price = _cost(alone, other, seed)
            if price < cost * (1 - LEAST):
                better, cost = other, price
                break
        if better is None:
            break
        place = better
    return Better(tuple(_said(first, place)), before, cost, tried)


def _cost(city: City, place: Place, seed: int) -> float:
    figures = city_year(replace(city, places=(place,)), Draws(seed, 0, YEARS))
    waited, _people = figures.part("wait")
    lost, _ones = figures.part("lost")
    return float((waited + LOST_IS_LIKE * lost).mean())


def _steps(place: Place) -> Iterator[Place]:
    """Every place one step away that has the same hours of staff."""
    minutes = place.staff_minutes
    for other in _moved(place):
        if abs(other.staff_minutes - minutes) <= SAME * minutes:
            yield other


def _moved(place: Place) -> Iterator[Place]:
    days = [day for day in range(WEEK) if len(place.opening[day]) == 1]  # a lunch break stays
    for day in days:
        for by in SHIFTS:
            yield from _with(place, {day: (by, by)})
    for giver in days:
        for taker in days:
            if giver != taker:
                yield from _with(place, {giver: (0.0, -AN_HOUR), taker: (0.0, AN_HOUR)})
                yield from _with(place, {giver: (AN_HOUR, 0.0), taker: (-AN_HOUR, 0.0)})


def _with(place: Place, by: dict[int, tuple[float, float]]) -> Iterator[Place]:
    """The place with the beginning and the end of some days moved, if that is a day at all."""
    opening: list[Spans] = list(place.opening)
    for day, (first, last) in by.items():
        ((start, end),) = opening[day]
        start, end = start + first, end + last
        if start < EARLIEST or end > LATEST or end - start < SHORTEST:
            return
        opening[day] = ((start, end),)
    teams = tuple(
        replace(
            team,
            starts=team.starts + by[team.weekday][0],
            ends=team.ends + by[team.weekday][1],
        )
        if team.weekday in by
        else team
        for team in place.teams
    )
    yield replace(place, opening=tuple(opening), teams=teams)


def _said(before: Place, after: Place) -> Iterator[Hours]:
    """The days that are different, as changes; days of the same hours together."""
    by_hours: dict[tuple[float, float], list[int]] = {}
    for day in range(WEEK):
        if after.opening[day] != before.opening[day]:
            hours = (after.opening[day][0][0], after.opening[day][-1][1])
            by_hours.setdefault(hours, []).append(day)
    for (opens, closes), days in by_hours.items():
        yield Hours(tuple(days), opens, closes, after.key)
