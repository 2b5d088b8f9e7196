"""Who waits: a queue for each line and skill, in the order of the moment that counts."""

from typing import NamedTuple

import numpy as np

from anlauf.engine.compiled import allocating, compiled
from anlauf.engine.simulate.crowd import ABANDONED, Crowd
from anlauf.engine.simulate.flat import Bits, Lines, Whole

NOBODY = -1
_ONE = np.uint64(1)


class Queues(NamedTuple):
    """Heads and tails by queue, queue = line * skills + skill; `filled` has a bit for each."""

    head: Whole
    tail: Whole
    filled: Bits
    skills: int


@allocating
def empty(lines: int, skills: int) -> Queues:
    """Nobody waits."""
    count = lines * skills
    return Queues(np.full(count, NOBODY), np.full(count, NOBODY), np.zeros(1, np.uint64), skills)


@compiled
def bit(number: int) -> np.uint64:
    """The number as a bit of its own."""
    return _ONE << np.uint64(number)


@compiled
def join(queues: Queues, queue: int, one: int, crowd: Crowd) -> None:
    """Stand behind everybody whose moment was not later."""
    crowd.after[one] = NOBODY
    last = queues.tail[queue]
    if last == NOBODY:
        queues.head[queue] = queues.tail[queue] = one
        queues.filled[0] |= bit(queue)
    elif crowd.since[last] <= crowd.since[one]:
        crowd.after[last] = queues.tail[queue] = one
    elif crowd.since[queues.head[queue]] > crowd.since[one]:
        crowd.after[one] = queues.head[queue]
        queues.head[queue] = one
    else:
        _squeeze_in(queues.head[queue], one, crowd)


@compiled
def _squeeze_in(before: int, one: int, crowd: Crowd) -> None:
    while crowd.since[crowd.after[before]] <= crowd.since[one]:
        before = crowd.after[before]
    crowd.after[one] = crowd.after[before]
    crowd.after[before] = one


@compiled
def leave(queues: Queues, queue: int, crowd: Crowd) -> None:
    """The first goes."""
    queues.head[queue] = crowd.after[queues.head[queue]]
    if queues.head[queue] == NOBODY:
        queues.tail[queue] = NOBODY
        queues.filled[0] &= ~bit(queue)


@compiled
def first(queues: Queues, queue: int, at: float, crowd: Crowd) -> int:
    """The first who still waits; whose patience ended before is gone."""
    while queues.head[queue] != NOBODY and crowd.deadline[queues.head[queue]] < at:
        gone = queues.head[queue]
        crowd.outcome[gone] = ABANDONED
        crowd.end[gone] = crowd.deadline[gone]
        leave(queues, queue, crowd)
    return int(queues.head[queue])


@compiled
def rank(lines: Lines, line: int, since: float, at: float) -> tuple[float, float, float]:
    """Level, score and the moment that counts: higher scores go first, then earlier moments."""
    level = lines.level[line]
    if since + lines.ripens[line] <= at:
        level = lines.ripe_level[line]
        since += max(0.0, lines.ripens[line])
    return level, level + lines.ageing[line] * (at - since), since
