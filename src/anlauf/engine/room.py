"""Whether a share may take one more promise of a page, tick by tick.

Which group serves a visit is the page's business; this is only about who may still be promised how
much of what the groups for a need have together.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.capacity import ONLINE, Need, Page
from anlauf.engine.grid import TICKS
from anlauf.engine.levels import levels
from anlauf.engine.release import Opened, Release

Counts = NDArray[np.int16]


def room(page: Page, need: Need, share: str, release: Release, opened: Opened) -> int:
    """The ticks in which one more promise may be taken from this share, as bits of one number.

    Exact at every tick: promises can be shared out over the tranches open to them if and only if
    no set of shares is promised more than the tranches open to any of them hold (Hall). One more
    for `share` changes only the sets it belongs to.
    """
    supply, promised = claims(page, need)
    others = sorted(promised.keys() - {share})
    fits = np.ones(TICKS, dtype=bool)
    for more in _subsets(others):
        shares = frozenset((share, *more))
        total = sum((promised[each] for each in shares if each in promised), _NONE)
        fits &= total < _capacity(supply, release, release.reach(shares, opened))
    return int.from_bytes(np.packbits(fits, bitorder="little").tobytes(), "little")


def claims(page: Page, need: Need) -> tuple[bytes, Mapping[str, Counts]]:
    """What the groups for this need have on supply, and what was promised of it to each share."""
    able = [group for group in page.groups if group.may_serve(need)]
    clerks = sum((_row(group.supply) for group in able), _NONE)
    supply = np.minimum(clerks, _row(page.desks)).astype(np.uint8).tobytes()
    total = sum((_row(group.promised) for group in able), _NONE)
    promised: dict[str, Counts] = {}
    for group in able:
        for share, day in group.shared:
            promised[share] = promised.get(share, _NONE) + _row(day)
    online = total - sum(promised.values(), _NONE)
    return supply, {ONLINE: online} | promised


@lru_cache(maxsize=2048)
def _capacity(supply: bytes, release: Release, reach: tuple[int, ...]) -> Counts:
    """What the tranches hold, each up to its own tick."""
    total = _NONE
    for held, end in zip(levels(supply, release.percents), reach, strict=True):
        total = total + np.where(end > _TICK, held, 0)
    return total


def _subsets(shares: list[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(shares, size) for size in range(len(shares) + 1))


def _row(day: bytes) -> Counts:
    return np.frombuffer(day, dtype=np.uint8).astype(np.int16)


_NONE: Counts = np.zeros(TICKS, dtype=np.int16)
_TICK = np.arange(TICKS)
