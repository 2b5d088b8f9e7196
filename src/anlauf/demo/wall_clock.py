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
_BETWEEN_NOTES = timedelta(seconds=2)


@dataclass(frozen=True)
class WallClock:
    """A note of the demo's time in the data folder."""

    note: Path

    def wound(self, speed: float, *, start: datetime) -> FastClock:
        """A clock that goes on after what it may have shown, or begins at `start`; it runs now.

        Time must never run backwards, even if the demo was killed between two notes.
        """
        known = self.read()
        begins = start if known is None else known + _BETWEEN_NOTES * speed
        return FastClock(begins, time.time(), speed)  # noqa: TID251 - the machine's

    def read(self) -> datetime | None:
        """What the clock showed when it was last written down, if it ever was."""
        return self._read("shown")

    def lived(self) -> datetime | None:
        """How far the simulated people had come by then: on a busy machine they lag behind."""
        return self._read("lived")

    def write(self, shown: datetime, *, lived: datetime | None = None) -> None:
        """Write both moments down, whole or not at all."""
        draft = self.note.with_suffix(".draft")
        said = {"shown": shown.isoformat(), "lived": (lived or shown).isoformat()}
        draft.write_text(json.dumps(said), "utf-8")
        draft.replace(self.note)

    def _read(self, name: str) -> datetime | None:
        if not self.note.exists():
            return None
        said = json.loads(self.note.read_text("utf-8"))
        return datetime.fromisoformat(said.get(name, said["shown"]))


def monday_of(day: date) -> date:
    """The Monday of this day's week."""
    return day - timedelta(days=day.weekday())


def bell(day: date, zone: ZoneInfo) -> datetime:
    """Five to seven on this day: the doors open soon."""
    return datetime.combine(day, OPENING_BELL, tzinfo=zone).astimezone(UTC)
