"""Playing a day many times: in blocks, on several threads, with news and a way to stop."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import sqrt
from threading import Event

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.simulate.crowd import Crowd, room_for
from anlauf.engine.simulate.flat import Flat, Numbers, expected, flat
from anlauf.engine.simulate.machine import Piece, machine
from anlauf.engine.simulate.model import OfficeDay
from anlauf.engine.simulate.result import Result
from anlauf.engine.simulate.tally import BINS, width

BLOCK = 50

Paths = NDArray[np.float64]


class Cancelled(Exception):
    """Somebody asked to stop."""


@dataclass(frozen=True)
class Effort:
    """On how many threads, who hears of progress (done, of), and what stops it."""

    threads: int = 1
    progress: Callable[[int, int], None] | None = None
    cancel: Event | None = None

    def __post_init__(self) -> None:
        if self.threads < 1:
            raise ValueError(f"{self.threads} threads cannot work. Maybe leave it out for one.")


ALONE = Effort()


def simulate(
    day: OfficeDay,
    replications: int,
    *,
    seed: int,
    first: int = 0,
    paths: Paths | None = None,
    effort: Effort = ALONE,
) -> Result:
    """What happens on this day, played through so many times.

    `paths` are expected walk-ins by path, flow and slot; replications take them in turn. The
    result is the same, bit by bit, on any number of threads.
    """
    if replications < 1:
        raise ValueError(f"{replications} replications say nothing. Maybe take 200.")
    laid = flat(day)
    rates = expected(day) if paths is None else checked(paths, day)
    pieces = [
        _piece(laid, rates, begin, min(BLOCK, first + replications - begin))
        for begin in range(first, first + replications, BLOCK)
    ]
    _play(laid, pieces, key_of(seed), effort)
    return Result(
        day=day,
        seed=seed,
        first=first,
        rows=np.concatenate([piece.rows for piece in pieces]),
        waits=np.sum([piece.waits for piece in pieces], axis=0),
    )


def key_of(seed: int) -> np.uint64:
    """The root of all random numbers."""
    return np.uint64(seed % 2**64)


def checked(paths: Paths, day: OfficeDay) -> Numbers:
    """The paths, if they fit the day."""
    shape = (len(day.walk_ins), day.slots)
    if paths.ndim != 3 or paths.shape[1:] != shape or not len(paths):
        raise ValueError(
            f"Paths have the shape {paths.shape}, the day needs (paths, {shape[0]}, {shape[1]}): "
            "a flow for each kind of walk-ins. Maybe two axes changed places."
        )
    if not np.isfinite(paths).all():
        raise ValueError("Paths hold values that are no numbers. Maybe a forecast is missing.")
    if paths.min() < 0:
        raise ValueError(f"A path holds {paths.min()}. Maybe it is a change, not a number.")
    return np.ascontiguousarray(paths, dtype=np.float64)


def crowd_for(day: Flat, paths: Numbers) -> Crowd:
    """Room for everybody: twelve standard deviations more than expected."""
    most = float(paths.sum(axis=(1, 2)).max())
    return room_for(int(most + 12 * sqrt(most)) + 200 + len(day.people.due))


def _piece(day: Flat, paths: Numbers, first: int, many: int) -> Piece:
    lines, services, slots = len(day.lines.level), len(day.people.skill), paths.shape[2]
    return Piece(
        paths=paths,
        first=first,
        rows=np.empty((many, width(lines))),
        waits=np.zeros((lines, services, slots, BINS), np.int64),
    )


def _play(day: Flat, pieces: Sequence[Piece], key: np.uint64, effort: Effort) -> None:
    def play(piece: Piece) -> None:
        if effort.cancel is None or not effort.cancel.is_set():
            machine(day, piece, key, crowd_for(day, piece.paths))

    with ThreadPoolExecutor(effort.threads) as pool:
        for done, _ in enumerate(pool.map(play, pieces), start=1):
            if effort.progress is not None:
                effort.progress(done, len(pieces))
    if effort.cancel is not None and effort.cancel.is_set():
        raise Cancelled
