"""The desks of a room as arrays: who may call whom, when each is free."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.waits.draws import Dice, Numbers, drawn, left
from anlauf.engine.waits.room import Room

Mask = NDArray[np.bool_]
Indexes = NDArray[np.intp]


@dataclass(frozen=True)
class Team:
    """`free` is by run and desk; stretches of absence by desk, in order of time."""

    free: Numbers
    pickup: Mask
    rare: Mask
    moved: Mask
    away_from: Numbers
    away_to: Numbers

    def there(self, desk: Indexes, at: Numbers) -> Numbers:
        """The first moment from `at` on in which the desk may call."""
        for stretch in range(self.away_from.shape[1]):
            starts, ends = self.away_from[desk, stretch], self.away_to[desk, stretch]
            at = np.where((at >= starts) & (at < ends), ends, at)
        return at


def team(room: Room, dice: Dice, runs: int) -> Team:
    """Lay the desks out."""
    desks = room.desks
    free = _free(room, dice, runs)
    most = max((len(desk.away) for desk in desks), default=0)
    away = np.full((len(desks), most, 2), np.inf)
    for number, desk in enumerate(desks):
        for stretch, edges in enumerate(sorted(desk.away)):
            away[number, stretch] = edges
    laid = Team(
        free=free,
        pickup=np.array([desk.pickup for desk in desks]),
        rare=np.array([bool(desk.skills & room.policy.rare_skills) for desk in desks]),
        moved=np.array([bool(desk.first) for desk in desks]),
        away_from=away[:, :, 0],
        away_to=away[:, :, 1],
    )
    for number in range(len(desks)):
        free[:, number] = laid.there(np.full(runs, number), free[:, number])
    return laid


def _free(room: Room, dice: Dice, runs: int) -> Numbers:
    """When each desk has done with whoever is there; closing the file takes its time, too."""
    chance = dice.uniform("serving", len(room.desks))
    closing = dice.normal("closing", len(room.desks))
    free = np.zeros((runs, len(room.desks)))
    for number, desk in enumerate(room.desks):
        if desk.serving is None:
            continue
        free[:, number] = left(desk.serving.times(room.tempo), desk.served, chance[number])
        if room.turnover is not None:
            free[:, number] += drawn(room.turnover, closing[number])
    return free
