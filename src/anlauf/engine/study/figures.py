"""What a verb is asked for, and what it answers: replications, and figures of each of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from anlauf.engine.intervals import Numbers, Parts


class Draws(NamedTuple):
    """So many replications from the first one on. Their luck hangs on nothing else."""

    seed: int
    first: int
    many: int

    def dice(self) -> Iterator[np.random.Generator]:
        """Random numbers for each replication, the same for every scenario."""
        for number in range(self.first, self.first + self.many):
            yield np.random.default_rng((self.seed % 2**64, number))


@dataclass(frozen=True, eq=False)
class Figures:
    """A row for each replication, a column for each figure: a sum, and what it is a share of."""

    names: tuple[str, ...]
    above: Numbers
    below: Numbers

    @classmethod
    def of(cls, parts: Mapping[str, Parts]) -> "Figures":
        """Figures as ratios of two sums; `numbers` makes such parts of plain numbers."""
        if not parts:
            raise ValueError("The answer has no figures. Maybe none was chosen.")
        above = np.column_stack([np.asarray(one, np.float64) for one, _ in parts.values()])
        below = np.column_stack([np.asarray(one, np.float64) for _, one in parts.values()])
        return cls(tuple(parts), above, below)

    def part(self, name: str) -> Parts:
        """One figure, replication by replication."""
        if name not in self.names:
            raise ValueError(f"There is no figure {name!r}. Known are: {', '.join(self.names)}.")
        column = self.names.index(name)
        return self.above[:, column], self.below[:, column]


def numbers(values: ArrayLike) -> Parts:
    """A figure that is just a number in each replication."""
    found = np.asarray(values, dtype=np.float64)
    return found, np.ones_like(found)


def joined(pieces: Sequence[Figures]) -> Figures:
    """Pieces in their order as one."""
    if len({piece.names for piece in pieces}) > 1:
        raise ValueError("Pieces of one study tell of different figures. Maybe the verb is random.")
    return Figures(
        pieces[0].names,
        np.concatenate([piece.above for piece in pieces]),
        np.concatenate([piece.below for piece in pieces]),
    )
