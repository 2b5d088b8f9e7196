"""The working surface on which promises are shifted between groups; nothing outside needs it."""

from collections.abc import Hashable
from dataclasses import dataclass, replace

import numpy as np

from anlauf.engine.capacity.group import EMPTY_DAY, ONE_LESS, ONE_MORE, ONLINE, Need, shared
from anlauf.engine.capacity.page import Page
from anlauf.engine.grid import TICKS


@dataclass(frozen=True)
class Promise:
    """A visit somebody counts on; `group` is its lane on the page in question, if it has one."""

    key: Hashable
    need: Need
    start: int
    group: int | None = None
    share: str = ONLINE

    @property
    def end(self) -> int:
        """The tick after its last one."""
        return self.start + self.need.ticks

    def overlaps(self, other: "Promise") -> bool:
        """Tell whether both visits happen at the same time for a while."""
        return self.start < other.end and other.start < self.end


class Board:
    """What a page has left while promises are laid on it and lifted from it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._left = [_difference(group.supply, group.promised) for group in page.groups]
        self._desks = bytearray(page.desks)
        for group in page.groups:
            self._desks = _difference(self._desks, group.promised)
        self._shared = [
            {share: bytearray(day) for share, day in group.shared} for group in page.groups
        ]

    def able(self, need: Need) -> list[int]:
        """The groups with the skills, whether they have a place or not."""
        return [index for index, group in enumerate(self._page.groups) if group.may_serve(need)]

    def open(self, group: int, promise: Promise) -> bool:
        """Tell whether this group and the desks have a place over all ticks of the visit."""
        return self.has_desk(promise) and 0 not in self._left[group][promise.start : promise.end]

    def has_desk(self, promise: Promise) -> bool:
        """Tell whether a desk is left over all ticks of the visit."""
        inside = promise.start in range(TICKS) and promise.end <= TICKS
        return inside and 0 not in self._desks[promise.start : promise.end]

    def has_place_at(self, group: int, tick: int) -> bool:
        """Tell whether this group has a place at one tick, desks apart."""
        return self._left[group][tick] > 0

    def choices(self, promise: Promise) -> list[int]:
        """The groups that could take the visit: its present one, then the least flexible ones."""
        open_groups = [g for g in self.able(promise.need) if self.open(g, promise)]
        return sorted(open_groups, key=lambda g: self._preference(g, promise))

    def lay(self, group: int, promise: Promise) -> None:
        """Take the place; the caller has looked that it is there."""
        self._change(group, promise, ONE_LESS)
        self._note(group, promise, ONE_MORE)

    def lift(self, group: int, promise: Promise) -> None:
        """Give the place back."""
        self._change(group, promise, ONE_MORE)
        self._note(group, promise, ONE_LESS)

    def from_tick(self, tick: int) -> tuple[bytes, ...]:
        """Everything that matters for visits starting at this tick or later, as one value."""
        return tuple(bytes(left[tick:]) for left in self._left)

    def page(self) -> Page:
        """The board as a page."""
        groups = (
            replace(
                group,
                promised=bytes(_difference(group.supply, left)),
                shared=shared({share: bytes(day) for share, day in days.items()}),
            )
            for group, left, days in zip(self._page.groups, self._left, self._shared, strict=True)
        )
        return replace(self._page, groups=tuple(groups))

    def _preference(self, group: int, promise: Promise) -> tuple[bool, int, int, int]:
        return (
            group != promise.group,
            len(self._page.groups[group].skills),
            min(self._left[group][promise.start : promise.end]),
            group,
        )

    def _change(self, group: int, promise: Promise, change: bytes) -> None:
        ticks = slice(promise.start, promise.end)
        for day in (self._left[group], self._desks):
            day[ticks] = day[ticks].translate(change)

    def _note(self, group: int, promise: Promise, change: bytes) -> None:
        """Count the promise under its share; what is taken online is all the rest."""
        if promise.share == ONLINE:
            return
        day = self._shared[group].setdefault(promise.share, bytearray(EMPTY_DAY))
        ticks = slice(promise.start, promise.end)
        day[ticks] = day[ticks].translate(change)


def _difference(there: bytes | bytearray, gone: bytes | bytearray) -> bytearray:
    have = np.frombuffer(there, np.uint8)
    given = np.frombuffer(gone, np.uint8)
    return bytearray((have - np.minimum(have, given)).tobytes())
