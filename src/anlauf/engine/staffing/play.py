"""How many of those who come are called in time: the same people for every team."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from anlauf.engine import simulate
from anlauf.engine.compiled import entry
from anlauf.engine.simulate.crowd import SERVED, Crowd, gather
from anlauf.engine.simulate.dice import child
from anlauf.engine.simulate.flat import Flat, Numbers, expected, flat
from anlauf.engine.simulate.kernel import play
from anlauf.engine.simulate.run import BLOCK, crowd_for, key_of
from anlauf.engine.staffing.duties import Team, played
from anlauf.engine.staffing.office import Office

Counts = NDArray[np.int64]  # people by replication, skill and slot of arrival


class Block(NamedTuple):
    """Replications from `first` on, one for each row of `came` and `called`."""

    expected: Numbers
    first: int
    within: Numbers
    came: Counts
    called: Counts


Machine = Callable[[Flat, Block, np.uint64, Crowd], int]


@dataclass(frozen=True)
class Sample:
    """So many days of people, drawn once: every team meets the same."""

    office: Office
    days: int
    seed: int
    threads: int = 1

    @cached_property
    def came(self) -> Counts:
        """Who comes, whoever serves."""
        nobody = np.zeros((len(self.office.profiles), self.office.slots), np.int64)
        return self.counts(nobody)[0]

    def called(self, team: Team) -> Counts:
        """Who is called in time."""
        return self.counts(team)[1]

    def counts(self, team: Team) -> tuple[Counts, Counts]:
        """Who comes, and who of them is called in time."""
        day = played(self.office, team)
        laid, rates = flat(day), expected(day)[0]
        within = np.array([one.promise.within for one in self.office.demands])
        shape = (self.days, len(self.office.demands), self.office.slots)
        came, called = np.zeros(shape, np.int64), np.zeros(shape, np.int64)

        def run(first: int) -> None:
            rows = slice(first, min(first + BLOCK, self.days))
            block = Block(rates, first, within, came[rows], called[rows])
            machine(laid, block, key_of(self.seed), crowd_for(laid, rates[None]))

        with ThreadPoolExecutor(self.threads) as pool:
            list(pool.map(run, range(0, self.days, BLOCK)))
        return came, called


def stamp_of(*files: Path) -> int:
    """A number for the sources of machine code that numba keeps on disk."""
    sources = [*sorted(Path(simulate.__file__).parent.glob("*.py")), *files]
    return int(sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()[:12], 16)


def _made_from(stamp: int) -> Machine:
    """The machine; numba finds an older one on disk by the stamp, and only if it is the same."""

    @entry
    def machine(day: Flat, block: Block, key: np.uint64, crowd: Crowd) -> int:
        many = 0 * stamp
        for row in range(len(block.came)):
            many = gather(day, block.expected, child(key, block.first + row), crowd)
            play(day, crowd, many)
            for one in range(many):
                skill = crowd.service[one]
                slot = min(block.came.shape[2] - 1, int(crowd.arrive[one] / day.people.slot))
                block.came[row, skill, slot] += 1
                waited = crowd.begin[one] - crowd.arrive[one]
                if crowd.outcome[one] == SERVED and waited <= block.within[skill]:
                    block.called[row, skill, slot] += 1
        return many

    return machine


machine = _made_from(stamp_of(Path(__file__)))
