"""Promises laid onto a page: after changed hours, for the audit, to make room for one more.

A promise keeps its start, that is what people were told. Its group is nobody's business but ours
and may change.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from anlauf.engine.capacity.board import Board, Promise
from anlauf.engine.capacity.group import Need
from anlauf.engine.capacity.page import Page
from anlauf.engine.capacity.shuffle import Lanes, make_room


@dataclass(frozen=True)
class Settlement:
    """Who got which group, and who is left without one."""

    page: Page
    lanes: dict[Hashable, int]
    conflicts: tuple[Hashable, ...]


@dataclass(frozen=True)
class Room:
    """A page with a place cleared: who had to change group, and which group has the place."""

    page: Page
    moves: dict[Hashable, int]
    group: int


def settle(page: Page, promises: Iterable[Promise]) -> Settlement:
    """Lay all these promises onto the supply of this page, whatever it had promised before.

    Those who end first are laid first, which keeps the most people. Each prefers the present
    group, so where nothing changed nothing changes, then the least flexible one; others change
    groups before anybody becomes a conflict.
    """
    in_order = sorted(_once_each(promises), key=lambda promise: (promise.end, -promise.start))
    board = Board(page.emptied())
    lanes: Lanes = {}
    for promise in in_order:
        make_room(board, lanes, promise)
    return Settlement(
        page=board.page(),
        lanes={promise.key: group for promise, group in lanes.items()},
        conflicts=tuple(promise.key for promise in in_order if promise not in lanes),
    )


def tidied(page: Page, promises: Iterable[Promise]) -> Settlement | None:
    """Everybody in the least flexible group that could take them, if that leaves more choice.

    None where it would not, where somebody would be left without a group, or where the page
    promises more than these.
    """
    as_they_are = _once_each(promises)
    settled = settle(page, (replace(promise, group=None) for promise in as_they_are))
    if settled.conflicts or settle(page, as_they_are).page != page:
        return None
    before = sum(_flexibility(page, promise.group) for promise in as_they_are)
    after = sum(_flexibility(page, group) for group in settled.lanes.values())
    return settled if after < before else None


def _flexibility(page: Page, group: int | None) -> int:
    return 0 if group is None else len(page.groups[group].skills)


def rebalanced(page: Page, promises: Iterable[Promise], need: Need, start: int) -> Room | None:
    """Clear a place for this need at this tick by moving promises between groups, if possible.

    What the page has promised to others than these, holds for instance, stays where it is.
    """
    lane = page.lane(need, start)
    if lane is not None:
        return Room(page, {}, lane)
    if page.leaks():
        return None  # a page that promises too much is for the audit, not for shuffling

    board = Board(page)
    before = {p: p.group for p in _once_each(promises) if p.group is not None}
    lanes = dict(before)
    newcomer = Promise(object(), need, start)
    if not make_room(board, lanes, newcomer):
        return None

    cleared = lanes.pop(newcomer)
    board.lift(cleared, newcomer)
    moves = {p.key: group for p, group in lanes.items() if group != before[p]}
    return Room(board.page(), moves, cleared)


def _once_each(promises: Iterable[Promise]) -> list[Promise]:
    by_key: dict[Hashable, Promise] = {}
    for promise in promises:
        if by_key.setdefault(promise.key, promise) is not promise:
            raise ValueError(f"The promise {promise.key!r} is named twice.")
    return list(by_key.values())
