"""May a walk-in still be served today? An honest answer counts those who already wait."""

from collections.abc import Callable, Sequence

from anlauf.engine.capacity import ANY_TICK, Need, Page
from anlauf.engine.grid import TICKS
from anlauf.engine.search import starts_from, ticks_in


def anywhere(_page: Page) -> int:
    """Every tick: without a rule of release walk-ins may have all there is."""
    return ANY_TICK


def earliest_walk_in(
    page: Page,
    overdue: Sequence[Need],
    need: Need,
    now: int,
    closes: int,
    room: Callable[[Page], int] = anywhere,
) -> int | None:
    """The first tick from now on at which the walk-in fits and is done when the office closes.

    `room` tells the ticks of a page in which walk-ins may be promised one more visit.

    Those whose planned start has passed are laid first, in the order given: what they will take is
    no longer on supply, although the page has no promise for it any more.
    """
    for visit in overdue:
        page = _with(page, visit, now, closes)
    return _earliest(page, need, now, closes, room(page))


def _with(page: Page, visit: Need, now: int, closes: int) -> Page:
    start = _earliest(page, visit, now, closes)
    if start is None:
        return _with_pieces(page, visit, now, closes)
    return _taken(page, visit, start)


def _with_pieces(page: Page, visit: Need, now: int, closes: int) -> Page:
    """A visit that fits nowhere in one piece still takes as much time, so it gets what is left."""
    piece = Need(visit.skills, 1)
    for _ in range(visit.ticks):
        start = _earliest(page, piece, now, closes)
        if start is None:
            break
        page = _taken(page, piece, start)
    return page


def _taken(page: Page, visit: Need, start: int) -> Page:
    lane = page.lane(visit, start)
    return page if lane is None else page.taken(lane, start, visit.ticks)


def _earliest(page: Page, need: Need, now: int, closes: int, room: int = ANY_TICK) -> int | None:
    starts = starts_from(page.free_ticks().starts(need, room), max(0, now))
    first = next(ticks_in(starts), TICKS)
    return first if first + need.ticks <= closes else None
