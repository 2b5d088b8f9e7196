"""How a day's people spread over its half-hours, and how that spread moves.

An office's usual shape goes by weekday, near the office's own and the network's where few people
were seen. Around it days differ in a few directions that all offices share: the leading singular
vectors of the square roots of shares (Shen and Huang), as many as stand out from chance. How far a
day went in each direction says a little about the next day.
"""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.forecast.days import Days
from anlauf.engine.forecast.history import Flags, History, Numbers, Places

BELIEF = 200.0  # people's worth of belief in the shape of the parent
DIRECTIONS = 3
BUSY = 20.0  # people a day at an office whose shape says something
FEW_DAYS = 20
DAYS_BELIEF = 15.0


@dataclass(frozen=True, eq=False)
class Shape:
    """Usual shapes by office and weekday, and how days differ from them."""

    usual: Numbers  # office, weekday, half-hour
    own: Numbers  # series, half-hour: the share of its office's that is a series', relative
    directions: Numbers
    last: Numbers  # office, direction: how far the last day went
    stays: Numbers  # direction
    spread: Numbers  # direction: variance
    fresh: Numbers  # office, day, direction: what was new on a day, nan where nothing is known
    ripple: Numbers  # half-hour: variance of what is left, on the scale of roots

    def expected(self, weekday: int, ahead: int) -> Numbers:
        """The shape of a day by office and half-hour."""
        return _shares(self._roots(weekday, ahead))

    def drawn(self, weekday: int, ahead: int, turns: Numbers, dice: np.random.Generator) -> Numbers:
        """Possible shapes of a day by path, office and half-hour; turns are in deviations."""
        roots = self._roots(weekday, ahead)
        wide = np.sqrt(self.spread * (1 - self.stays ** (2 * ahead)))
        ripple = dice.normal(size=(len(turns), *roots.shape)) * np.sqrt(self.ripple)
        open_slots = self.usual[:, weekday] > 0
        off = (turns * wide) @ self.directions + ripple
        return _shares(np.where(open_slots, roots + off, 0.0))

    def of_series(self, shares: Numbers, office_of: Places) -> Numbers:
        """Shapes of series, from those of their offices."""
        mixed = shares[..., office_of, :] * self.own
        whole = mixed.sum(-1, keepdims=True)
        parts: Numbers = np.where(whole > 0, mixed / np.where(whole > 0, whole, 1), 1 / self.slots)
        return parts

    @property
    def slots(self) -> int:
        """How many half-hours a day has."""
        return int(self.usual.shape[2])

    def _roots(self, weekday: int, ahead: int) -> Numbers:
        moved = (self.stays**ahead * self.last) @ self.directions
        roots: Numbers = np.sqrt(self.usual[:, weekday]) + moved * (self.usual[:, weekday] > 0)
        return roots


def shape(history: History, days: Days) -> Shape:
    """Learn shapes from the days that were counted in full."""
    network = days.network
    full = (days.known.exposure > 1 - 1e-9)[:, :, None]
    by_series = np.where(full, np.nan_to_num(history.counts.transpose(1, 0, 2)), 0.0)
    by_office = network.by_office(by_series.transpose(1, 2, 0)).transpose(2, 0, 1)
    weekday = np.array([day.weekday() for day in history.days])
    usual = _usual(by_office, weekday)
    return Shape(
        usual, _own(by_series, usual, network.office_of), *_moves(by_office, usual[:, weekday])
    )


def _usual(people: Numbers, weekday: Places) -> Numbers:
    """Shapes by office and weekday."""
    network = _shares(np.sqrt(people.sum((0, 1)) + 1e-9))
    ever = people.sum(1)
    whole = ever + BELIEF * network * _open(ever)
    whole /= np.maximum(whole.sum(-1, keepdims=True), 1e-12)
    days = np.stack([people[:, weekday == n].sum(1) for n in range(7)], axis=1)
    mixed = days + BELIEF * whole[:, None] * _open(days)
    shares: Numbers = mixed / np.maximum(mixed.sum(-1, keepdims=True), 1e-12)
    return shares


def _open(people: Numbers) -> Numbers:
    """Half-hours that may have people: those that had some, or all where few came at all."""
    few = people.sum(-1, keepdims=True) < BELIEF
    may: Numbers = ((people > 0) | few).astype(float)
    return may


def _own(people: Numbers, usual: Numbers, office_of: Places) -> Numbers:
    """How much more of its people a series has in a half-hour than its office."""
    came = people.sum(1)
    office = usual.mean(1)[office_of]
    mixed = (came + BELIEF * office) / (came.sum(-1, keepdims=True) + BELIEF)
    ratio: Numbers = np.divide(mixed, office, out=np.ones_like(mixed), where=office > 0)
    return ratio


def _moves(people: Numbers, usual: Numbers) -> tuple[Numbers, ...]:
    """Directions, last steps, how much of them stays, their variances, and what is left."""
    offices, _, slots = people.shape
    came = people.sum(2)
    busy = came >= BUSY
    off = np.where(
        busy[..., None],
        np.sqrt(people / np.maximum(came, 1)[..., None]) - np.sqrt(usual),
        0.0,
    )
    rows = off[busy]
    if len(rows) < FEW_DAYS:
        none = np.zeros((0,))
        still, known = np.zeros((offices, 0)), np.zeros((*came.shape, 0))
        return np.zeros((0, slots)), still, none, none, known, np.zeros(slots)
    weights = 2 * np.sqrt(came[busy])[:, None]  # chance alone then has the variance one
    _, sizes, turned = np.linalg.svd(rows * weights, full_matrices=False)
    edge = (1 + np.sqrt(slots / len(rows))) ** 2
    directions = turned[:DIRECTIONS][(sizes**2 / len(rows) > edge)[:DIRECTIONS]]
    chance = float((1 / (4 * came[busy])).mean())
    left = rows - rows @ directions.T @ directions
    ripple = np.maximum((left**2).mean(0) - chance * (1 - len(directions) / slots), 0.0)
    return (directions, *_steps(off @ directions.T, came, chance), ripple)


def _steps(
    went: Numbers, came: Numbers, chance: float
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """How far each office went last, how much of it stays, and how far days go."""
    busy = came >= BUSY
    spread = np.maximum((went[busy] ** 2).mean(0) - chance, 0.0)
    steps = [one[there] for one, there in zip(went, busy, strict=True)]
    lagged = sum(((one[1:] * one[:-1]).sum(0) for one in steps), np.zeros(went.shape[2]))
    count = sum(max(len(one) - 1, 0) for one in steps)
    stays = lagged / np.maximum(spread * (count + DAYS_BELIEF), 1e-12)
    last = np.array([one[-1] if len(one) else np.zeros(went.shape[2]) for one in steps])
    at_end = np.array([row[row >= BUSY][-1] if (row >= BUSY).any() else BUSY for row in came])
    trust = spread / np.maximum(spread + 1 / (4 * at_end[:, None]), 1e-12)
    kept = np.clip(stays, 0.0, 0.9)
    return last * trust, kept, spread, _fresh(went, busy, kept)


def _fresh(went: Numbers, busy: Flags, stays: Numbers) -> Numbers:
    """What was new on each day, by office, day and direction."""
    fresh = np.full(went.shape, np.nan)
    for one, there, row in zip(went, busy, fresh, strict=True):
        before = np.zeros(went.shape[2])
        for day in np.flatnonzero(there):
            row[day] = one[day] - stays * before
            before = one[day]
    return fresh


def _shares(roots: Numbers) -> Numbers:
    """Squares that add up to one."""
    squares = np.maximum(roots, 0.0) ** 2
    whole = squares.sum(-1, keepdims=True)
    shares: Numbers = np.where(whole > 0, squares / np.where(whole > 0, whole, 1), 0.0)
    return shares
