"""When which part of an office's time may be promised to whom.

A rule cuts the supply into tranches. Each is open to some shares (online, internal, walk-in ...)
from a moment on: so many days before the date at a time of day, or so many minutes before the
time itself. What is open never closes again, so unsold time is passed on by opening it to others.
Being open is a question of what the clock says; nothing has to happen for it.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from anlauf.engine.grid import TICK_MINUTES, TICKS

Opened = tuple[int, ...]
"""For each opening of a rule the first tick of the date that it has not opened yet."""


class BadRelease(ValueError):
    """A rule that does not share out exactly what there is."""


@dataclass(frozen=True)
class Opening:
    """From when on a share may take from a tranche.

    Either `days_before` the date, at `tick` of that day, or `minutes_before` each five minutes.
    """

    share: str
    days_before: int | None = None
    tick: int = 0
    minutes_before: int | None = None

    def __post_init__(self) -> None:
        if (self.days_before is None) == (self.minutes_before is None):
            raise BadRelease("An opening counts either days or minutes, not both and not neither.")
        if min(self.days_before or 0, self.minutes_before or 0) < 0:
            raise BadRelease(f"An opening lies before the date, not after it: {self}.")
        if self.tick not in range(TICKS):
            raise BadRelease(f"Tick {self.tick} is not one of the {TICKS} ticks of a day.")

    def opened(self, ahead: int, now: int) -> int:
        """The first tick not open yet of the date so many days ahead, when the day is at `now`."""
        if self.days_before is not None:
            return TICKS if (self.days_before, now) >= (ahead, self.tick) else 0
        reached = now + (self.minutes_before or 0) // TICK_MINUTES - ahead * TICKS
        return min(max(reached + 1, 0), TICKS)


@dataclass(frozen=True)
class Tranche:
    """A part of the supply, in hundredths, and to whom it opens when."""

    name: str
    percent: int
    openings: tuple[Opening, ...]

    def __post_init__(self) -> None:
        if not 0 < self.percent <= 100:
            raise BadRelease(f"A tranche has 1 to 100 percent, not {self.percent}.")


@dataclass(frozen=True, eq=False)
class Release:
    """How a day's supply is cut, and how far and how shortly ahead it may be promised.

    Two rules are the same only if they are one: caches ask that thousands of times.
    """

    tranches: tuple[Tranche, ...]
    horizon_days: int | None = None
    notice_minutes: int | None = None

    def __post_init__(self) -> None:
        if (total := sum(self.percents)) != 100:
            raise BadRelease(f"The tranches add up to {total} percent, not to 100.")

    @cached_property
    def percents(self) -> tuple[int, ...]:
        """The hundredths of each tranche."""
        return tuple(tranche.percent for tranche in self.tranches)

    @cached_property
    def shares(self) -> frozenset[str]:
        """Everybody to whom anything ever opens."""
        return frozenset(opening.share for _at, opening in self.openings)

    @cached_property
    def openings(self) -> tuple[tuple[int, Opening], ...]:
        """Every opening with the place of its tranche."""
        return tuple(
            (place, opening)
            for place, tranche in enumerate(self.tranches)
            for opening in tranche.openings
        )

    def waves(self, share: str) -> tuple[tuple[int, int], ...]:
        """Days before the date and tick of that day at which more opens to a share, in order."""
        days = {
            (opening.days_before, opening.tick)
            for _place, opening in self.openings
            if opening.share == share and opening.days_before is not None
        }
        return tuple(sorted(days, key=lambda wave: (-wave[0], wave[1])))

    def opened(self, ahead: int, now: int) -> Opened:
        """What is open of a date so many days ahead when today's clock is at tick `now`."""
        return _opened(self, ahead, now)

    def is_open(self, share: str, opened: Opened) -> bool:
        """Tell whether anything of the date is open to this share."""
        return any(
            until and opening.share == share
            for (_place, opening), until in zip(self.openings, opened, strict=True)
        )

    def reach(self, shares: frozenset[str], opened: Opened) -> tuple[int, ...]:
        """For each tranche the first tick that is open to none of these shares."""
        until = [0] * len(self.tranches)
        for (place, opening), tick in zip(self.openings, opened, strict=True):
            if opening.share in shares:
                until[place] = max(until[place], tick)
        return tuple(until)


@lru_cache(maxsize=8192)
def _opened(release: Release, ahead: int, now: int) -> Opened:
    return tuple(opening.opened(ahead, now) for _place, opening in release.openings)
