"""The rest of a day, all runs side by side: a row for each run, a column for each desk or person.

Again and again the desk that is free first calls whoever is next for it, by the same rule as
`dispatch` and `desk_turns`, until everybody has been called who waits now. A desk that finds nobody
looks again when the next one comes.
"""

from collections.abc import Hashable

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.waits.crowd import CLASS, Crowd, gather
from anlauf.engine.waits.draws import Dice
from anlauf.engine.waits.room import Room
from anlauf.engine.waits.team import Team, team

RUNS = 200

Numbers = NDArray[np.float64]
Indexes = NDArray[np.intp]
Mask = NDArray[np.bool_]

_AGAIN = 1.0  # minutes until a desk that is kept free looks again
_TURN, _GROUP, _MOVED = 1e6, 1e7, 1e8  # what a desk prefers goes before the order of the room
_BEHIND = 1e-3  # whoever comes in now stands behind all who are here
_TIDY = 16  # turns after which those who have been called are forgotten
_AHEAD = 20.0  # minutes


def play(room: Room, *, seed: int, runs: int = RUNS) -> dict[Hashable, Numbers]:
    """Minutes until the call of everybody who waits now and of every newcomer, run by run.

    Where nobody calls somebody any more today, that run holds infinity.
    """
    if not room.desks:
        return {}
    dice = Dice(seed, runs)
    crowd = gather(room, dice, runs)
    return Play(room, team(room, dice, runs), crowd, runs).waits()


class Play:
    """The state of all runs.

    Only a window of columns is looked at: people who are still to be called and may come before
    the horizon. `called` and `desk` tell when and where the counted ones were.
    """

    def __init__(self, room: Room, desks: Team, crowd: Crowd, runs: int) -> None:
        self.room, self.team, self.everybody = room, desks, crowd
        self.free = desks.free
        self.open: Mask = crowd.came < np.inf
        self.matters_from = np.minimum(crowd.came.min(axis=0, initial=np.inf), crowd.kept_since)
        self.called = np.full((runs, crowd.waiting), np.inf)
        self.desk = np.full((runs, crowd.waiting), -1)
        self.let_in = np.full((runs, len(room.newcomers)), np.inf)
        self.hopeful = np.array(
            [[one.skills <= desk.skills for one in room.newcomers] for desk in room.desks]
        ).reshape(len(room.desks), len(room.newcomers))
        self.small = np.array([one.small for one in room.newcomers], dtype=np.bool_)
        self.sought = np.array(
            [[bool(one.skills & desk.first) for one in room.newcomers] for desk in room.desks]
        ).reshape(self.hopeful.shape)
        self.prefers = bool(desks.pickup.any() or desks.rare.any() or desks.moved.any())

    def waits(self) -> dict[Hashable, Numbers]:
        """Play until everybody is called whose wait is asked for."""
        self.run()
        keys = [one.key for one in self.room.people if one.came is not None]
        waits = {key: self.called[:, number] for number, key in enumerate(keys)}
        return waits | {
            one.key: self.let_in[:, number] for number, one in enumerate(self.room.newcomers)
        }

    def run(self) -> None:
        """Play until all counted people have been called, or nobody is there to call them."""
        self._drop_hopeless()
        self._look_ahead(0.0, np.arange(len(self.free)))
        step = 0
        while (rows := self._open_runs()).size:
            self._turn(rows)
            step += 1
            if step % _TIDY == 0:
                self._lay_window(rows)

    def _drop_hopeless(self) -> None:
        """Whom no desk can serve waits for nobody here, and nobody for them."""
        self.open &= self.everybody.able.any(axis=0)
        self.left = self.open[:, : self.everybody.waiting].sum(axis=1)
        self.hoping = np.broadcast_to(self.hopeful.any(axis=0), self.let_in.shape).copy()

    def _open_runs(self) -> Indexes:
        asked = (self.left > 0) | self.hoping.any(axis=1)
        return np.flatnonzero(asked & (self.free.min(axis=1) < np.inf))

    def _turn(self, rows: Indexes) -> None:
        """The desk that is free first calls somebody, in each of these runs."""
        desk = self.free[rows].argmin(axis=1)
        at = self.free[rows, desk]
        if at.max() >= self.horizon:
            self._look_ahead(float(at.max()), rows)
        places = self._places(rows, desk, at)
        place = places.min(axis=1, initial=np.inf)
        best = places.argmin(axis=1) if self.columns.size else np.zeros(len(rows), np.intp)
        found = place < np.inf
        self._answer_newcomers(rows, desk, at, place)
        self._call(rows[found], desk[found], at[found], best[found])
        self._wait(rows[~found], desk[~found], at[~found])

    def _places(self, rows: Indexes, desk: Indexes, at: Numbers) -> Numbers:
        """Where everybody stands at this desk now; infinitely far whom it may not call."""
        crowd, now = self.crowd, at[:, None]
        first = now >= crowd.first_from[rows]
        places: Numbers = np.where(first, crowd.first_place[rows], crowd.place[rows])
        may = self.pending[rows] & crowd.able[desk] & (crowd.came[rows] <= now)
        if self.prefers:
            places = places + self._preferences(rows, desk, now, first)
            may &= ~self._left_to_others(rows, desk, now, first)
        places[~may] = np.inf
        return places

    def _preferences(self, rows: Indexes, desk: Indexes, now: Numbers, first: Mask) -> Numbers:
        """Moved desks take theirs first, pick-up desks small matters, specialists theirs."""
        crowd = self.crowd
        overdue = now >= crowd.overdue_from[rows]
        moved = np.where(overdue, 0, np.where(crowd.sought[desk], 1, 2))
        moved = moved * self.team.moved[desk][:, None]
        group = np.where(overdue, 0, np.where(crowd.small, 1, 2)) * self.team.pickup[desk][:, None]
        early = crowd.place[rows] >= 2 * CLASS
        turn = np.where(first, 0, np.where(early, 3, np.where(crowd.needs_rare[desk], 1, 2)))
        turn = turn * self.team.rare[desk][:, None]
        preferences: Numbers = moved * _MOVED + group * _GROUP + turn * _TURN
        return preferences

    def _left_to_others(self, rows: Indexes, desk: Indexes, now: Numbers, first: Mask) -> Mask:
        """Whom a specialist leaves to a colleague, shortly before they are needed."""
        crowd = self.crowd
        expected = self.pending[rows] | (crowd.came[rows] == np.inf)
        soon = expected & crowd.needs_rare[desk]
        soon &= (crowd.kept_since <= now) & (now <= crowd.kept_until)
        soon &= (crowd.came[rows] > now) | ~first
        kept: Mask = soon.any(axis=1)[:, None] & crowd.relieved[desk] & ~first
        return kept

    def _answer_newcomers(self, rows: Indexes, desk: Indexes, at: Numbers, place: Numbers) -> None:
        """Whoever came in just now would be called when nobody who was here stands in front."""
        if not self.let_in.shape[1]:
            return
        rule = self.room.policy
        overdue = at >= rule.longest_wait_minutes
        moved = np.where(overdue[:, None], 0, np.where(self.sought[desk], 1, 2))
        group = np.where(overdue[:, None], 0, np.where(self.small, 1, 2))
        own = np.where(overdue, rule.longest_wait_minutes, CLASS)[:, None] + _BEHIND
        own = own + moved * self.team.moved[desk][:, None] * _MOVED
        own = own + group * self.team.pickup[desk][:, None] * _GROUP
        own = own + np.where(overdue, 0, 2)[:, None] * self.team.rare[desk][:, None] * _TURN
        goes = self.hoping[rows] & self.hopeful[desk] & (own < place[:, None])
        run, column = np.nonzero(goes)
        self.let_in[rows[run], column] = at[run]
        self.hoping[rows[run], column] = False

    def _call(self, rows: Indexes, desk: Indexes, at: Numbers, best: Indexes) -> None:
        who = self.columns[best]
        known = who < self.crowd.waiting
        self.called[rows[known], who[known]] = at[known]
        self.desk[rows[known], who[known]] = desk[known]
        self.left[rows[known]] -= 1
        self.open[rows, who] = False
        self.pending[rows, best] = False
        ends = at + self.crowd.minutes[rows, best]
        self.free[rows, desk] = self.team.there(desk, ends)

    def _wait(self, rows: Indexes, desk: Indexes, at: Numbers) -> None:
        """Nobody for this desk: look again when the next one comes, or soon if it is kept free."""
        came = self.crowd.came[rows]
        possible: Mask = self.pending[rows] & self.crowd.able[desk]
        here = (possible & (came <= at[:, None])).any(axis=1)
        later = np.where(possible & (came > at[:, None]), came, np.inf).min(axis=1, initial=np.inf)
        later = np.minimum(later, self.horizon if self.more_beyond else np.inf)
        again = np.where(here, np.minimum(later, at + _AGAIN), later)
        self.free[rows, desk] = self.team.there(desk, again)

    def _look_ahead(self, now: float, rows: Indexes) -> None:
        """Let those into the window who may come soon after this moment."""
        self.horizon = now + _AHEAD
        self._lay_window(rows)
        beyond = (self.matters_from >= self.horizon) & self.open.any(axis=0)
        self.more_beyond = bool(beyond.any())

    def _lay_window(self, rows: Indexes) -> None:
        """Look at nobody who comes later or has been called in every run that goes on."""
        needed = self.open[rows].any(axis=0)
        if self.team.rare.any():  # a specialist is kept for them, although nobody may come
            needed |= self.everybody.needs_rare.any(axis=0)
        self.columns = np.flatnonzero(needed & (self.matters_from < self.horizon))
        self.crowd = self.everybody.of(self.columns)
        self.pending = np.ascontiguousarray(self.open[:, self.columns])
