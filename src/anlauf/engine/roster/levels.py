"""What is needed, put together: needs of the same people on a day are one, with a price by number.

Each further person saves less than the one before, so a need is a few steps of falling worth.
Cells that count for the same needs are one, too.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import inf

import numpy as np

from anlauf.engine.roster.contract import Costs, Plan
from anlauf.engine.roster.cover import Counts, Cover

Steps = list[tuple[float, float]]  # what each of so many further people costs


@dataclass(frozen=True)
class Levels:
    """Needs put together. `base` is what nobody at all would cost."""

    cover: Cover
    groups: tuple[Counts, ...]  # for each need the needs that it stands for, most wanted first
    steps: tuple[Steps, ...]
    classes: Counts  # cell → class, or -1 where nothing is needed
    members: tuple[tuple[int, ...], ...]  # class → needs
    base: float

    @property
    def needs(self) -> int:
        """How many needs remain."""
        return len(self.groups)

    @property
    def cells(self) -> int:
        """How many classes of cells there are."""
        return len(self.members)

    def cell_of(self, day: int, duty: int) -> int:
        """The class of a duty on a day, or -1."""
        return int(self.classes[day * self.cover.duties + duty])

    def filled(self, plans: Plan) -> Counts:
        """How many people each class has."""
        by_cell = self.cover.filled(plans)
        known = self.classes >= 0
        return np.bincount(
            self.classes[known], weights=by_cell[known], minlength=self.cells
        ).astype(np.int64)

    def there(self, filled: Counts) -> Counts:
        """How many people each need has."""
        there = np.zeros(self.needs, dtype=np.int64)
        for cell, needs in enumerate(self.members):
            there[list(needs)] += filled[cell]
        return there

    def rewards(self, prices: Costs) -> Costs:
        """What a duty on a day earns when each class pays its price: day × duty."""
        known = self.classes >= 0
        paid = np.zeros(len(self.classes))
        paid[known] = prices[self.classes[known]]
        return paid.reshape(self.cover.days, self.cover.duties)

    def shared(self, worth: Costs) -> Costs:
        """What each single need pays when together they pay so much: most to who wants most."""
        cover = self.cover
        duals = -cover.over
        for group, total in zip(self.groups, worth, strict=True):
            left = total + cover.over[group].sum()
            for need in group:
                span = cover.under[need] + cover.over[need]
                given = min(max(left, 0.0), span)
                duals[need] += given
                left -= given
        return duals


def levels(cover: Cover) -> Levels:
    """The needs of a cover, put together."""
    groups, cells = _alike(cover)
    of_cell: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(cells):
        for cell in own.tolist():
            of_cell[cell].append(number)
    members: dict[tuple[int, ...], int] = {}
    classes = np.full(cover.days * cover.duties, -1, dtype=np.int64)
    for cell, needs in of_cell.items():
        classes[cell] = members.setdefault(tuple(needs), len(members))
    missing, over = np.maximum(0, cover.wanted), np.maximum(0, -cover.wanted)
    return Levels(
        cover=cover,
        groups=tuple(groups),
        steps=tuple(_steps(cover, group) for group in groups),
        classes=classes,
        members=tuple(members),
        base=float(cover.under @ missing + cover.over @ over),
    )


def _alike(cover: Cover) -> tuple[list[Counts], list[Counts]]:
    """The needs that count the same cells, most wanted first, and these cells."""
    if not len(cover.rows):
        return [], []
    order = np.lexsort((cover.cells, cover.rows))
    rows, cells = cover.rows[order], cover.cells[order]
    parts = np.split(cells, np.flatnonzero(np.diff(rows)) + 1)
    alike: dict[bytes, list[int]] = defaultdict(list)
    for need, part in zip(np.unique(rows), parts, strict=True):
        alike[part.tobytes()].append(int(need))
    groups = [
        np.array(sorted(needs, key=lambda need: -cover.wanted[need])) for needs in alike.values()
    ]
    return groups, [np.frombuffer(key, dtype=cells.dtype) for key in alike]


def _steps(cover: Cover, group: Counts) -> Steps:
    """What the first people cost each, then the next, until one more is always too many."""
    wanted, under, over = cover.wanted[group], cover.under[group], cover.over[group]
    found: Steps = []
    at = 0
    for level in sorted({int(one) for one in wanted if one > 0}):
        found.append((float(over[wanted <= at].sum() - under[wanted > at].sum()), level - at))
        at = level
    found.append((float(over[wanted <= at].sum()), inf))
    return found
