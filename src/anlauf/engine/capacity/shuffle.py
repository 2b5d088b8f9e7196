"""Making room by letting promises change groups: quick refusals first, then an exact search."""

from collections.abc import Iterable, Iterator

from anlauf.engine.capacity.board import Board, Promise

PATIENCE = 4000  # steps of the search before a newcomer is given up

Lanes = dict[Promise, int]


def make_room(board: Board, lanes: Lanes, newcomer: Promise) -> bool:
    """Lay the newcomer, moving others between groups where needed; otherwise leave all as it was.

    The search widens: first nobody moves, then those at the same time, then those at the same time
    as these.
    """
    choices = board.choices(newcomer)
    if choices:
        board.lay(choices[0], newcomer)
        lanes[newcomer] = choices[0]
        return True
    if not board.has_desk(newcomer) or not _possible_tick_by_tick(board, lanes, newcomer):
        return False
    steps = iter(range(PATIENCE))
    return any(
        _rearranged(board, lanes, [*movable, newcomer], steps)
        for movable in _circles(board, lanes, newcomer)
    )


def _possible_tick_by_tick(board: Board, lanes: Lanes, newcomer: Promise) -> bool:
    """Tell whether each tick alone could be rearranged; where one cannot, no search is needed."""
    return all(_possible_at(board, lanes, newcomer, t) for t in range(newcomer.start, newcomer.end))


def _possible_at(board: Board, lanes: Lanes, newcomer: Promise, tick: int) -> bool:
    """Follow chains of moves from the newcomer's groups until one ends at a group with a place."""
    present = [(p, g) for p, g in lanes.items() if p.start <= tick < p.end]
    ahead = board.able(newcomer.need)
    seen = set(ahead)
    while ahead:
        group = ahead.pop()
        if board.has_place_at(group, tick):
            return True
        reachable = {g for p, lane in present if lane == group for g in board.able(p.need)}
        ahead += reachable - seen
        seen |= reachable
    return False


def _circles(board: Board, lanes: Lanes, newcomer: Promise) -> Iterator[list[Promise]]:
    """Ever larger sets of promises that may move, until the next one would be no larger."""
    others = [p for p in lanes if len(board.able(p.need)) > 1]
    circle: list[Promise] = []
    while True:
        near = [newcomer, *circle]
        wider = [p for p in others if any(p.overlaps(n) for n in near)]
        if len(wider) == len(circle):
            return
        circle = wider
        yield circle


def _rearranged(board: Board, lanes: Lanes, movable: list[Promise], steps: Iterator[int]) -> bool:
    """Lift these promises and lay them anew, all of them or none."""
    before = {promise: lanes[promise] for promise in movable if promise in lanes}
    for promise, group in before.items():
        board.lift(group, promise)

    found = _arrangement(board, sorted(movable, key=lambda p: p.start), steps)

    for promise, group in (found or before).items():
        board.lay(group, promise)
    lanes.update(found or {})
    return found is not None


def _arrangement(board: Board, promises: list[Promise], steps: Iterator[int]) -> Lanes | None:
    """A group for each promise, found by going back from dead ends and remembering them.

    Promises come by start, so whether the rest can be laid depends only on what is left from there
    on: a dead end met once is a dead end whichever way led to it.
    """
    laid: list[int] = []
    options: list[Iterator[int]] = []
    dead: set[tuple[int, tuple[bytes, ...]]] = set()
    while len(laid) < len(promises):
        promise = promises[len(laid)]
        here = (len(laid), board.from_tick(promise.start))
        if len(options) == len(laid):
            given_up = next(steps, None) is None
            options.append(iter(()) if given_up or here in dead else iter(board.choices(promise)))
        group = next(options[-1], None)
        if group is not None:
            board.lay(group, promise)
            laid.append(group)
            continue
        dead.add(here)
        options.pop()
        if not laid:
            return None
        board.lift(laid.pop(), promises[len(laid)])
    _lift_all(board, promises, laid)
    return dict(zip(promises, laid, strict=True))


def _lift_all(board: Board, promises: Iterable[Promise], groups: Iterable[int]) -> None:
    for promise, group in zip(promises, groups, strict=True):
        board.lift(group, promise)
