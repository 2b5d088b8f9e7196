"""What a rule of release gives to whom, date by date: for looking before it is saved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from anlauf.booking import snapshots
from anlauf.booking.models import OfficeDay
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.snapshots.releases import under
from anlauf.booking.states import Share
from anlauf.booking.values import Policy
from anlauf.directory import queries as directory
from anlauf.engine.capacity import Page
from anlauf.engine.grid import TICK_MINUTES, TICKS, local
from anlauf.engine.levels import levels
from anlauf.engine.release import Release


@dataclass(frozen=True)
class ReleasedDay:
    """A date at an office: minutes of clerks' time, and how much of it is open to whom."""

    date: date
    minutes: int
    promised: int
    open: dict[str, int]  # by share, whatever of it is promised already
    later: dict[str, int]  # what opens to the share after this moment


def released_preview(
    office: int,
    release: Release | None,
    since: date,
    until: date,
    *,
    at: datetime,
    policy: Policy | None = None,
) -> list[ReleasedDay]:
    """What this rule would give at this moment of each date with supply; without one, all of it."""
    policy = policy or policy_at(at)
    rows = OfficeDay.objects.filter(office=office, date__range=(since, until)).order_by("date")
    now = local(at, directory.zone())
    horizon = under(policy, release).horizon
    return [
        _released(row.date, snapshots.page(row), release, now, horizon)
        for row in rows
        if row.groups
    ]


def _released(
    on: date, page: Page, release: Release | None, now: tuple[date, int], horizon: timedelta
) -> ReleasedDay:
    today, tick = now
    ahead = (on - today).days
    supply = _supply(page)
    too_far = on > today + horizon
    eventually = {each: _held(supply, release, each, (-1, 0)) for each in Share.values}
    by_now = {
        each: 0 if too_far else _held(supply, release, each, (ahead, tick)) for each in Share.values
    }
    return ReleasedDay(
        date=on,
        minutes=int(supply.sum()) * TICK_MINUTES,
        promised=sum(sum(group.promised) for group in page.groups) * TICK_MINUTES,
        open=by_now,
        later={each: eventually[each] - by_now[each] for each in Share.values},
    )


def _supply(page: Page) -> NDArray[np.uint8]:
    clerks = np.zeros(TICKS, dtype=np.int16)
    for group in page.groups:
        clerks += np.frombuffer(group.supply, dtype=np.uint8)
    return np.minimum(clerks, np.frombuffer(page.desks, dtype=np.uint8)).astype(np.uint8)


def _held(
    supply: NDArray[np.uint8], release: Release | None, share: str, then: tuple[int, int]
) -> int:
    """The minutes open to a share when the date is so many days ahead and the clock there."""
    if release is None:
        return int(supply.sum()) * TICK_MINUTES
    reach = release.reach(frozenset({share}), release.opened(*then))
    rows = levels(supply.tobytes(), release.percents)
    return sum(int(row[:end].sum()) for row, end in zip(rows, reach, strict=True)) * TICK_MINUTES
