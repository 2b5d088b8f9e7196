"""Heaps in arrays: who is next, by the smallest key."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.compiled import compiled


class Heaps(NamedTuple):
    """Several heaps with room for everybody; `size` is how many are in each."""

    keys: NDArray[np.float64]
    items: NDArray[np.int64]
    size: NDArray[np.int64]


def heaps(many: int, room: int) -> Heaps:
    """So many empty heaps."""
    return Heaps(np.empty((many, room)), np.empty((many, room), np.int64), np.zeros(many, np.int64))


@compiled
def push(all_: Heaps, heap: int, key: float, item: int) -> None:
    """Put an item in."""
    place = all_.size[heap]
    all_.size[heap] += 1
    while place > 0 and key < all_.keys[heap, (place - 1) // 2]:
        above = (place - 1) // 2
        all_.keys[heap, place] = all_.keys[heap, above]
        all_.items[heap, place] = all_.items[heap, above]
        place = above
    all_.keys[heap, place] = key
    all_.items[heap, place] = item


@compiled
def pop(all_: Heaps, heap: int) -> int:
    """Take the item with the smallest key out."""
    first = int(all_.items[heap, 0])
    all_.size[heap] -= 1
    last = all_.size[heap]
    key, item = all_.keys[heap, last], all_.items[heap, last]
    place = 0
    while 2 * place + 1 < last:
        below = 2 * place + 1
        if below + 1 < last and all_.keys[heap, below + 1] < all_.keys[heap, below]:
            below += 1
        if key <= all_.keys[heap, below]:
            break
        all_.keys[heap, place] = all_.keys[heap, below]
        all_.items[heap, place] = all_.items[heap, below]
        place = below
    all_.keys[heap, place] = key
    all_.items[heap, place] = item
    return first
