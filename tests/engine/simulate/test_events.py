"""The kernel does, event by event, what a slow and plain one does."""

import numpy as np
import pytest

from anlauf.engine.simulate.crowd import ABANDONED, MISSED, SERVED, TURNED_AWAY, Crowd
from anlauf.engine.simulate.flat import expected, flat
from anlauf.engine.simulate.machine import Piece, machine
from anlauf.engine.simulate.run import crowd_for, key_of
from anlauf.engine.simulate.tally import BINS, width
from tests.engine.simulate import offices
from tests.engine.simulate.reference import Person, play


def played(day, seed: int) -> tuple[Crowd, int]:
    laid, paths = flat(day), expected(day)
    crowd = crowd_for(laid, paths)
    shape = (len(day.lines), len(day.services), day.slots, BINS)
    piece = Piece(paths, 0, np.empty((1, width(len(day.lines)))), np.zeros(shape, np.int64))
    return crowd, machine(laid, piece, key_of(seed), crowd)


def people_of(day, crowd: Crowd, many: int) -> list[Person]:
    return [
        Person(
            number=one,
            line=int(crowd.line[one]),
            skill=day.services[crowd.service[one]].skill,
            arrive=float(crowd.arrive[one]),
            since=float(crowd.since[one]),
            minutes=float(crowd.minutes[one]),
            deadline=float(crowd.deadline[one]),
        )
        for one in range(many)
        if crowd.outcome[one] != MISSED
    ]


@pytest.mark.parametrize("seed", range(50))
def test_a_plain_kernel_agrees_event_by_event(seed: int):
    day = offices.random_day(seed)
    crowd, many = played(day, seed)
    people = people_of(day, crowd, many)

    play(day, people)

    original = flat(day).team.original
    for one in people:
        served = crowd.outcome[one.number] == SERVED
        assert served == (one.clerk >= 0)
        if served:
            assert crowd.begin[one.number] == one.begin
            assert original[crowd.clerk[one.number]] == one.clerk
        else:
            assert crowd.outcome[one.number] in (ABANDONED, TURNED_AWAY)


def test_the_random_offices_are_not_empty():
    """Control: people are served, give up, stay away and are sent away, in most of the offices."""
    seen = [
        set(crowd.outcome[:many])
        for crowd, many in (played(offices.random_day(n), n) for n in range(50))
    ]
    for outcome in (SERVED, ABANDONED, TURNED_AWAY, MISSED):
        assert sum(outcome in one for one in seen) >= 10
