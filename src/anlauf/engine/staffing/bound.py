"""What every plan of a day needs at least.

One clerk more at any time makes the room emptier ever after (Mt/M/st is stochastically monotone in
its clerks). So a slot needs at least as many as if there had been clerks for everybody until a few
slots before it. The cheapest chain of such slots is a bound no plan can beat.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.roster.stop import Stop
from anlauf.engine.staffing.chain import Judge
from anlauf.engine.staffing.day import Target

State = NDArray[np.float64]
Tail = tuple[int, ...]  # clerks in the last slots

_MEMORY = 5  # slots remembered; with five the bound meets the best plan of the benchmark's day
_REACH = 4  # clerks above the least of a slot; whoever takes so many gets clerks for everybody


def least_total(judge: Judge, target: Target, stop: Stop) -> int:
    """Clerk-slots that no plan can do without; stopped early it may be fewer, but it holds."""
    bound = _Bound(judge, target)
    totals: dict[Tail, int] = {(): 0}
    for slot in range(len(judge.day.rates)):
        if stop.now:
            return min(totals.values()) + sum(bound.least[slot:])
        reached: dict[Tail, int] = {}
        states: dict[Tail, State] = {(): bound.fresh[max(0, slot - _MEMORY)]}
        for tail, total in totals.items():
            for clerks in bound.enough(slot, bound.state(slot, tail, states)):
                after = (*tail, clerks)[-_MEMORY:]
                reached[after] = min(reached.get(after, total + clerks), total + clerks)
        totals = reached
    return min(totals.values())


class _Bound:
    """The least of each slot, after different pasts."""

    def __init__(self, judge: Judge, target: Target) -> None:
        self.judge, self.target, self.rates = judge, target, judge.day.rates
        self.fresh = list(self._fresh())
        self.least = [self._least(slot, state, 0) for slot, state in enumerate(self.fresh)]

    def enough(self, slot: int, state: State) -> range:
        """How many clerks may be in a slot that begins in this state."""
        most = self.least[slot] + _REACH
        return range(min(most, self._least(slot, state, self.least[slot])), most + 1)

    def state(self, slot: int, tail: Tail, known: dict[Tail, State]) -> State:
        """How a slot begins after these numbers, from the states already known."""
        if tail not in known:
            before = self.state(slot - 1, tail[:-1], known)
            known[tail] = self._after(slot - 1, before, tail[-1])
        return known[tail]

    def _fresh(self) -> Iterator[State]:
        """The state in which each slot begins if everybody before was served at once."""
        state = self.judge.empty()
        for rate in self.rates:
            yield state
            state, _share = self.judge.passed(state, rate, self.judge.size)

    def _after(self, slot: int, state: State, clerks: int) -> State:
        many = clerks < self.least[slot] + _REACH
        return self.judge.passed(state, self.rates[slot], clerks if many else self.judge.size)[0]

    def _least(self, slot: int, state: State, clerks: int) -> int:
        rate = self.rates[slot]
        while rate > 0 and self.judge.passed(state, rate, clerks)[1] > self.target.delayed:
            clerks += 1
        return clerks
