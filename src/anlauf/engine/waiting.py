"""The waiting list's rules: who is served first, what fits, how long an offer stands.

The order is published: the heavier urgency first, then whoever has waited longer. One wish at a
time is offered the earliest start that fits it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from anlauf.engine.grid import TICK_MINUTES, Span, instant, local

_DAY = timedelta(days=1)
_BITS = 64


@dataclass(frozen=True)
class Waiting:
    """An entry on the list, as far as the rules look at it.

    `before` is the date and tick of the later appointment somebody has: only what begins earlier
    helps. `had` are the starts of this page that were offered before and not taken, as bits.
    """

    number: int
    weight: int
    kept_at: datetime
    since: date
    until: date
    weekdays: frozenset[int]
    between: Span
    before: tuple[date, int] | None = None
    had: int = 0

    def suiting(self, on: date, starts: int) -> int:
        """Those of a date's free starts that the wish wants."""
        if on.weekday() not in self.weekdays or not self.since <= on <= self.until:
            return 0
        end = self.between.end
        if self.before is not None:
            last_date, tick = self.before
            if on > last_date:
                return 0
            end = min(end, tick) if on == last_date else end
        wanted = (1 << end) - 1 & ~((1 << self.between.start) - 1)
        return starts & wanted & ~self.had

    def earliest(self, on: date, starts: int) -> int | None:
        """The first of a date's free starts that the wish wants."""
        suiting = self.suiting(on, starts)
        return (suiting & -suiting).bit_length() - 1 if suiting else None


@dataclass(frozen=True)
class Patience:
    """How long an offer waits for its answer.

    Offers of the day wait some minutes; those of the night as long from the next morning on.
    """

    minutes: int
    least_minutes: int
    by_day: Span

    @property
    def morning(self) -> str:
        """Until when an offer of the night usually waits, as a clock shows it."""
        hours, minutes = divmod(self.by_day.start * TICK_MINUTES + self.minutes, 60)
        return f"{hours % 24:02d}:{minutes:02d}"

    def until(
        self, at: datetime, starts_at: datetime, notice: timedelta, zone: tzinfo
    ) -> datetime | None:
        """When an offer made now ends; None where too little time would be left to answer."""
        usual = self._from(at, zone) + timedelta(minutes=self.minutes)
        until = min(usual, starts_at - notice)
        return until if until - at >= timedelta(minutes=self.least_minutes) else None

    def _from(self, at: datetime, zone: tzinfo) -> datetime:
        today, tick = local(at, zone)
        if self.by_day.holds(tick):
            return at
        morning = today if tick < self.by_day.start else today + _DAY
        return instant(morning, self.by_day.start, zone)


@dataclass(frozen=True)
class Return:
    """How long time that somebody gave up stays out of the public's sight.

    Whoever passes a time on by giving it up at an agreed moment cannot know when it comes back.
    Time that begins soon returns at once, so that it is not lost.
    """

    least_minutes: int
    most_minutes: int
    soon_hours: int

    def at(self, seed: str, given_up_at: datetime, starts_at: datetime) -> datetime:
        """When the time is shown to everybody; the same for the same seed."""
        if starts_at - given_up_at <= timedelta(hours=self.soon_hours):
            return given_up_at
        span = self.most_minutes - self.least_minutes
        return given_up_at + timedelta(minutes=self.least_minutes + span * fraction(seed))


def in_order(entries: Iterable[Waiting]) -> list[Waiting]:
    """The list in its published order: weight of the urgency, then age."""
    return sorted(entries, key=lambda entry: (-entry.weight, entry.kept_at, entry.number))


def fraction(seed: str) -> float:
    """A number from 0 up to 1 that only whoever knows the seed can tell, spread evenly."""
    digest = hashlib.sha256(seed.encode()).digest()
    return int.from_bytes(digest[: _BITS // 8]) / (1 << _BITS)
