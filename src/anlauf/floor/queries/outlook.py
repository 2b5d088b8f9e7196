"""The rest of an office's day and what would help it, played at most once a minute.

A page never waits for another page's play: whoever comes while one is being played is shown the
one before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.outlook import Day, Plan, compare, figures, live, picture, runs_for
from anlauf.floor.outlooks import Outlook, Point, Spread, Suggestion
from anlauf.floor.queries.ideas import Scene, Tried, ideas, scene
from anlauf.floor.queries.lending import loan
from anlauf.floor.queries.moved import moved_desks
from anlauf.floor.queries.rules import policy_of
from anlauf.floor.queries.so_far import waited_so_far
from anlauf.floor.queries.stops import tickets_stopped
from anlauf.floor.queries.today_plan import hours_today, plan_today
from anlauf.floor.queries.waits import room_version
from anlauf.floor.queries.wall import look, today

_MINUTE = timedelta(minutes=1)
_STEP = timedelta(minutes=10)
_TAIL = 0.1
_OLD = timedelta(minutes=3)


@dataclass(frozen=True)
class _Known:
    """What was played last, for what was decided and what was seen then."""

    decided: tuple[object, ...]
    seen: tuple[object, ...]
    outlook: Outlook | None


def outlook(office: int, *, at: datetime) -> Outlook | None:
    """The rest of today, from memory while nothing has changed in this minute.

    Nothing when the office does not open any more today.
    """
    decided = _decided(office, at)
    seen = (*room_version(office, at=at), int(at.timestamp()) // 60)
    known = _remembered(office)
    if known is not None and (known.decided, known.seen) == (decided, seen):
        return known.outlook
    if not _begin(office):
        return known.outlook if known is not None else _played(office, at)
    try:
        found = _played(office, at)
        with _lock:
            _known[office] = _Known(decided, seen, found)
    finally:
        with _lock:
            _playing.discard(office)
    return found


def known_outlook(office: int, *, at: datetime) -> Outlook | None:
    """What was played in the last minutes, if it is still about what is decided; never plays."""
    known = _remembered(office)
    if known is None or known.outlook is None or known.decided != _decided(office, at):
        return None
    return known.outlook if timedelta(0) <= at - known.outlook.as_of <= _OLD else None


def is_over(office: int, *, at: datetime) -> bool:
    """Tell whether nothing of the day is left: closed today, or closed already."""
    hours = hours_today(office, look(at))
    return hours is None or hours[1] <= at


def forget_outlooks() -> None:
    """Play again, as a new process would."""
    with _lock:
        _known.clear()


def _decided(office: int, at: datetime) -> tuple[object, ...]:
    return (policy_of(office, today(at)), tickets_stopped(office, at=at), moved_desks(office))


def _remembered(office: int) -> _Known | None:
    with _lock:
        return _known.get(office)


def _begin(office: int) -> bool:
    """Take the turn to play this office, unless somebody has it."""
    with _lock:
        if office in _playing:
            return False
        _playing.add(office)
        return True


def _played(office: int, at: datetime) -> Outlook | None:
    on_wall = look(at)
    plan, hours = plan_today(office, on_wall), hours_today(office, on_wall)
    if plan is None or hours is None:
        return None
    runs = runs_for(_people(plan))
    day = live(plan, seed=office, runs=runs)
    told = figures(day)
    seen = scene(office, plan, on_wall)
    suggestions = sorted(_suggestions(seen, day, runs), key=lambda one: -one.gain)
    return Outlook(
        office=office,
        as_of=at,
        closes_at=hours[1],
        so_far=waited_so_far(office, hours[0], on_wall, _STEP),
        points=_points(day, at),
        median=_spread(told.median),
        late=_spread(told.late),
        unserved=_spread(told.unserved),
        tickets=_spread(told.tickets),
        appointments=sum(one.came is None for one in plan.room.people),
        walk_ins=_walk_ins(plan),
        runs=runs,
        suggestions=tuple(suggestions),
    )


def _suggestions(seen: Scene, day: Day, runs: int) -> Iterator[Suggestion]:
    def effect_of(tried: Tried) -> Suggestion:
        changed = live(tried.plan, seed=seen.office, runs=runs)
        return Suggestion(tried.idea, tried.subject, compare(day, changed))

    yield from map(effect_of, ideas(seen))
    lent = loan(seen) if _people(seen.plan) else None
    if lent is not None:
        here = effect_of(lent.tried)
        fewer = runs_for(_people(lent.there))
        without = live(lent.there_without, seed=lent.lender, runs=fewer)
        there = compare(live(lent.there, seed=lent.lender, runs=fewer), without)
        yield Suggestion(here.idea, here.subject, here.effect, there)


def _people(plan: Plan) -> int:
    return len(plan.room.people) + round(_walk_ins(plan))


def _walk_ins(plan: Plan) -> float:
    if plan.tickets_until <= 0:
        return 0.0
    return sum(flow.a_minute * (flow.until - flow.since) for flow in plan.room.flows)


def _points(day: Day, at: datetime) -> tuple[Point, ...]:
    step = _STEP / _MINUTE
    minutes = [step * number for number in range(int(day.closes / step) + 1)]
    if minutes[-1] < day.closes:
        minutes.append(day.closes - 1e-6)
    return tuple(
        Point(at + one.minute * _MINUTE, one.low, one.middle, one.high)
        for one in picture(day, minutes)
    )


def _spread(values: NDArray[np.float64]) -> Spread:
    low, high = np.quantile(values, (_TAIL, 1 - _TAIL))
    return Spread(float(values.mean()), float(low), float(high))


_known: dict[int, _Known] = {}
_playing: set[int] = set()
_lock = Lock()
