"""The only place that reads the time; everybody else is told it as `at=`.

`ANLAUF_CLOCK` names another clock for trying things out, as
`2026-11-23T06:55:00+01:00@1795416900.0x60`: it showed the first moment when the machine's clock
stood at the second number (seconds since 1970), and runs sixty times as fast. A path after `note:`
names a file in which such a clock is written down.
"""

import json
import os
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

NOTED = "note:"

_PATTERN = re.compile(r"^(?P<shown>[^@]+)@(?P<real>[0-9.]+)x(?P<speed>[0-9.]+)$")


class Clock(Protocol):
    """Anything that can tell the moment, aware and in UTC."""

    def now(self) -> datetime:
        """Tell the moment."""
        ...


@dataclass(frozen=True)
class MachineClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Tell the machine's moment in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class FastClock:
    """A clock that showed `shown` at the machine's `real` seconds and runs at its own speed."""

    shown: datetime
    real: float
    speed: float

    @classmethod
    def read(cls, text: str) -> "FastClock":
        """Parse `ANLAUF_CLOCK`; raises ValueError naming the text."""
        found = _PATTERN.match(text)
        if found is None:
            raise ValueError(
                f"ANLAUF_CLOCK is {text!r}. Maybe like 2026-11-23T06:55:00+01:00@1795416900.0x60?"
            )
        shown = datetime.fromisoformat(found["shown"])
        if shown.tzinfo is None:
            raise ValueError(f"ANLAUF_CLOCK shows {found['shown']!r} without a zone.")
        return cls(shown.astimezone(UTC), float(found["real"]), float(found["speed"]))

    def __str__(self) -> str:
        """The text that `read` understands."""
        return f"{self.shown.isoformat()}@{self.real}x{self.speed}"

    def now(self) -> datetime:
        """Tell the shown moment."""
        return self.shown + timedelta(seconds=(time.time() - self.real) * self.speed)


@dataclass(frozen=True)
class NotedClock:
    """A clock that many processes read from a file, where one of them sets it anew now and then.

    It never passes the moment that stands beside it.
    """

    note: Path

    def __str__(self) -> str:
        """How `ANLAUF_CLOCK` names this clock."""
        return f"{NOTED}{self.note}"

    def now(self) -> datetime:
        """Tell the moment; raises OSError or KeyError when the file does not say one."""
        said = json.loads(self.note.read_text("utf-8"))
        return min(FastClock.read(said["clock"]).now(), datetime.fromisoformat(said["most"]))


@dataclass(frozen=True)
class StoppedClock:
    """A clock that stands, for tests and previews."""

    at: datetime

    def now(self) -> datetime:
        """Tell the one moment it knows."""
        return self.at


def _from_environment() -> Clock:
    text = os.environ.get("ANLAUF_CLOCK", "")
    if text.startswith(NOTED):
        return NotedClock(Path(text.removeprefix(NOTED)))
    return FastClock.read(text) if text else MachineClock()


_clock: Clock = _from_environment()


def now() -> datetime:
    """Tell the moment in UTC."""
    return _clock.now()


def use(clock: Clock) -> Clock:
    """Put another clock on the wall and hand back the one that hung there."""
    global _clock
    before, _clock = _clock, clock
    return before
