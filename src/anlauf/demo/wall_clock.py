"""The demo's clock on paper: its time is written down now and then, so that it goes on later."""

import json
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

from anlauf.core.clock import FastClock

OPENING_BELL = clock_time(6, 55)


@dataclass(frozen=True)
class WallClock:
    """A note of the demo's time in the data folder."""

    note: Path

    def wound(self, speed: float, *, start: datetime) -> FastClock:
        """A clock that goes on where the note says, or begins at `start`; it runs from now on."""
        return FastClock(self.read() or start, time.time(), speed)  # noqa: TID251 - the machine's

    def read(self) -> datetime | None:
        """The moment last written down, if any."""
        if not self.note.exists():
            return None
        return datetime.fromisoformat(json.loads(self.note.read_text("utf-8"))["shown"])

    def write(self, shown: datetime) -> None:
        """Write the moment down, whole or not at all."""
        draft = self.note.with_suffix(".draft")
        draft.write_text(json.dumps({"shown": shown.isoformat()}), "utf-8")
        draft.replace(self.note)


def monday_of(day: date) -> date:
    """The Monday of this day's week."""
    return day - timedelta(days=day.weekday())


def bell(day: date, zone: ZoneInfo) -> datetime:
    """Five to seven on this day: the doors open soon."""
    return datetime.combine(day, OPENING_BELL, tzinfo=zone).astimezone(UTC)
