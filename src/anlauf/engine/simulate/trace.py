"""One replication, visit by visit, in the shape of real history."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf

import numpy as np

from anlauf.engine.simulate.crowd import Crowd
from anlauf.engine.simulate.flat import expected, flat
from anlauf.engine.simulate.machine import Piece, machine
from anlauf.engine.simulate.model import OfficeDay
from anlauf.engine.simulate.run import Paths, checked, crowd_for, key_of
from anlauf.engine.simulate.tally import BINS, width


class Outcome(StrEnum):
    """How a visit ended."""

    SERVED = "served"
    ABANDONED = "abandoned"
    TURNED_AWAY = "turned_away"
    MISSED = "missed"


_OUTCOMES = {1: Outcome.SERVED, 2: Outcome.ABANDONED, 3: Outcome.TURNED_AWAY, 4: Outcome.MISSED}


@dataclass(frozen=True)
class Visit:
    """One visit; without an appointment there is no due time, without a service no clerk."""

    arrived: float | None
    due: float | None
    started: float | None
    ended: float | None
    clerk: str | None
    service: str
    line: str
    persons: int
    outcome: Outcome


def trace(
    day: OfficeDay, *, seed: int, replication: int = 0, paths: Paths | None = None
) -> list[Visit]:
    """Everybody of one replication, in the order of arrival."""
    laid = flat(day)
    rates = expected(day) if paths is None else checked(paths, day)
    crowd = crowd_for(laid, rates)
    shape = (len(day.lines), len(day.services), day.slots, BINS)
    piece = Piece(rates, replication, np.empty((1, width(len(day.lines)))), np.zeros(shape, int))
    many = machine(laid, piece, key_of(seed), crowd)
    names = [day.clerks[number].name for number in laid.team.original]
    return [_visit(day, names, crowd, one) for one in crowd.order[:many]]


def _visit(day: OfficeDay, names: list[str], crowd: Crowd, one: int) -> Visit:
    outcome = _OUTCOMES[int(crowd.outcome[one])]
    return Visit(
        arrived=None if outcome is Outcome.MISSED else float(crowd.arrive[one]),
        due=_moment(crowd.due[one]),
        started=_moment(crowd.begin[one]),
        ended=_moment(crowd.end[one]),
        clerk=names[crowd.clerk[one]] if outcome is Outcome.SERVED else None,
        service=day.services[crowd.service[one]].name,
        line=day.lines[crowd.line[one]].name,
        persons=int(crowd.persons[one]),
        outcome=outcome,
    )


def _moment(value: float) -> float | None:
    return None if value == inf else float(value)
