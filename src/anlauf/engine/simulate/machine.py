"""The entry into machine code: a block of replications of one day."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from anlauf.engine.compiled import entry
from anlauf.engine.simulate.crowd import Crowd, gather
from anlauf.engine.simulate.dice import child
from anlauf.engine.simulate.flat import Flat, Numbers, Whole
from anlauf.engine.simulate.kernel import play
from anlauf.engine.simulate.tally import count


class Piece(NamedTuple):
    """Replications from `first` on, one for each row; they use the paths in turn."""

    paths: Numbers
    first: int
    rows: Numbers
    waits: Whole


Machine = Callable[[Flat, Piece, np.uint64, Crowd], int]


def _made_from(stamp: int) -> Machine:
    """The machine; numba finds an older one on disk by the stamp, and only if it is the same."""

    @entry
    def machine(day: Flat, piece: Piece, key: np.uint64, crowd: Crowd) -> int:
        many = 0 * stamp
        for number in range(len(piece.rows)):
            replication = piece.first + number
            expected = piece.paths[replication % len(piece.paths)]
            many = gather(day, expected, child(key, replication), crowd)
            floor = play(day, crowd, many)
            count(day, crowd, many, floor, piece.rows[number], piece.waits)
        return many

    return machine


def _stamp() -> int:
    """A number for all sources: by itself numba would notice a change of this file alone."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return int(sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12], 16)


machine = _made_from(_stamp())


def was_on_disk() -> bool:
    """Tell whether an earlier process compiled what this one has used."""
    dispatcher: Any = machine
    return bool(dispatcher.stats.cache_hits)
