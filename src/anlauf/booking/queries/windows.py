"""Between which dates and ticks an office's time may be promised, and what of it is open by now."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from anlauf.booking.snapshots.releases import Rules, under
from anlauf.booking.values import Policy
from anlauf.engine.grid import TICK_MINUTES, local
from anlauf.engine.release import Opened, Release

_ALMOST_A_TICK = timedelta(minutes=TICK_MINUTES) - timedelta.resolution
_NO_RULE: Opened = ()


class Cut(NamedTuple):
    """What of one date some offices give: by which rule, what of it is open, from which tick on."""

    release: Release | None
    opened: Opened
    since: int


class Window(NamedTuple):
    """A rule with the dates it is for and those it lets be booked at the moment."""

    release: Release | None
    valid_from: date
    valid_to: date
    since: tuple[date, int]
    until: date


class Way(NamedTuple):
    """How some offices release their time at a moment; the first window of a date holds."""

    windows: tuple[Window, ...]
    today: date
    now: int

    def cut(self, on: date) -> Cut | None:
        """What of this date may be promised; None where nothing may."""
        for window in self.windows:
            if window.valid_from <= on <= window.valid_to:
                return self._cut(window, on)
        return None

    def later(self, on: date, ahead: int, now: int) -> Cut | None:
        """What of a date may be promised when it is so many days ahead and the clock at `now`."""
        for window in self.windows:
            if window.valid_from <= on <= window.valid_to:
                if ahead > (window.until - self.today).days:
                    return None
                release = window.release
                opened = release.opened(ahead, now) if release else _NO_RULE
                return Cut(release, opened, 0 if ahead else now)
        return None

    def _cut(self, window: Window, on: date) -> Cut | None:
        day, tick = window.since
        if not day <= on <= window.until:
            return None
        release = window.release
        opened = release.opened((on - self.today).days, self.now) if release else _NO_RULE
        return Cut(release, opened, tick if on == day else 0)


def way(rules: Rules, policy: Policy, zone: ZoneInfo, *, at: datetime) -> Way:
    """How offices with these rules release their time at this moment."""
    today, now = local(at, zone)
    windows = [
        _window(rule.release, (rule.since, rule.until), policy, zone, at=at) for rule in rules
    ]
    windows.append(_window(None, (date.min, date.max), policy, zone, at=at))
    return Way(tuple(windows), today, now)


def since(ways: Iterable[Way]) -> tuple[date, int]:
    """The first date and tick that any of them gives."""
    return min(window.since for way in ways for window in way.windows)


def until(ways: Iterable[Way]) -> date:
    """The last date that any of them gives."""
    return max(window.until for way in ways for window in way.windows)


def _window(
    release: Release | None,
    valid: tuple[date, date],
    policy: Policy,
    zone: ZoneInfo,
    *,
    at: datetime,
) -> Window:
    policy = under(policy, release)
    today, _now = local(at, zone)
    since = local(at + policy.notice + _ALMOST_A_TICK, zone)
    return Window(release, *valid, since, today + policy.horizon)
