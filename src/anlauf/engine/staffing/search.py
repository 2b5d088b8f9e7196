"""Teams around one another, each met by the same people."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.roster.stop import Stop
from anlauf.engine.staffing.aims import Aim, by_aim
from anlauf.engine.staffing.duties import Team
from anlauf.engine.staffing.play import Sample

Numbers = NDArray[np.float64]
Place = tuple[int, int]  # profile and slot
Move = tuple[tuple[Place, int], ...]


class Search:
    """The share called in time by aim, less what is promised: below 0 a promise is broken."""

    def __init__(self, sample: Sample, aims: list[Aim]) -> None:
        self.sample, self.office, self.aims = sample, sample.office, aims
        self.came = by_aim(sample.came, aims).sum(axis=0)
        self.promised = np.array([aim.share for aim in aims])
        self.costs = np.array([one.cost for one in self.office.profiles])
        self._known: dict[bytes, Numbers] = {}

    def slack(self, team: Team) -> Numbers:
        """By aim; an aim for which nobody came in the sample is kept."""
        key = team.tobytes()
        if key not in self._known:
            called = by_aim(self.sample.called(team), self.aims).sum(axis=0)
            self._known[key] = np.where(self.came > 0, called / np.maximum(self.came, 1), 1.0)
        found: Numbers = self._known[key] - self.promised
        return found

    def keeps(self, team: Team) -> bool:
        """Tell whether every promise is kept."""
        return bool((self.slack(team) >= 0).all())

    def cost(self, team: Team) -> float:
        """What the team costs."""
        return float(self.costs @ team.sum(axis=1))

    def change(self, team: Team, by: int, stop: Stop) -> Numbers:
        """What one clerk more or less at each place does to each aim: profile, slot, aim."""
        base, found = self.slack(team), np.zeros((*team.shape, len(self.aims)))
        for place in np.ndindex(*team.shape):
            if not stop.now and self.may(place, int(team[place]) + by):
                found[place] = self.slack(changed(team, (((place[0], place[1]), by),))) - base
        return found

    def may(self, place: tuple[int, ...], count: int) -> bool:
        """Tell whether so many can be there."""
        return 0 <= count <= self.office.profiles[place[0]].most

    def allowed(self, team: Team) -> bool:
        """Tell whether there are so many people and desks."""
        most = np.array([[one.most] for one in self.office.profiles])
        fits = (team >= 0).all() and (team <= most).all()
        return bool(fits and (team.sum(axis=0) <= self.office.desks).all())


def changed(team: Team, move: Move) -> Team:
    """The team after a move."""
    after = team.copy()
    for place, by in move:
        after[place] += by
    return after


def cheaper(search: Search, team: Team, tolerance: float, stop: Stop) -> Iterator[Team]:
    """Teams that cost less and may keep the promises: those that likely do and save most first.

    What a move does is foretold from what its parts do, each played alone.
    """
    base, less = search.slack(team), search.change(team, -1, stop)
    more = search.change(team, +1, stop)
    foretold = [(_worst(base, less, more, move), move) for move in _moves(search, team)]
    likely = [one for one in foretold if one[0] >= -_NEARLY]
    likely.sort(key=lambda one: (-_saves(search, one[1]), -one[0]))
    others = [one for one in foretold if -tolerance <= one[0] < -_NEARLY]
    others.sort(key=lambda one: -one[0])
    for _told, move in [*likely, *others]:
        yield changed(team, move)


_NEARLY = 0.02  # moves foretold to miss a promise by less often keep it


def _saves(search: Search, move: Move) -> float:
    return -sum(float(search.costs[place[0]]) * by for place, by in move)


def _worst(base: Numbers, less: Numbers, more: Numbers, move: Move) -> float:
    told = base + sum((more if by > 0 else less)[place] for place, by in move)
    return float(told.min())


def _moves(search: Search, team: Team) -> Iterator[Move]:
    """A clerk less, another in exchange, or one for two."""
    places = [(int(p), int(s)) for p, s in np.ndindex(*team.shape)]
    gone = [place for place in places if team[place] > 0]
    for first in gone:
        yield ((first, -1),)
    for first, given in product(gone, places):
        if _near(first, given) and search.costs[given[0]] < search.costs[first[0]] - 1e-9:
            yield ((first, -1), (given, +1))
    for first, second, given in product(gone, gone, places):
        if first < second and given not in (first, second):
            saved = search.costs[first[0]] + search.costs[second[0]] - search.costs[given[0]]
            if saved > 1e-9 and _near(first, given) and _near(second, given):
                yield ((first, -1), (second, -1), (given, +1))


def _near(one: Place, other: Place) -> bool:
    return abs(one[1] - other[1]) <= 1
