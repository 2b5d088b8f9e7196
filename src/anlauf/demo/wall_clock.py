"""The demo's clock, written down: all processes read it, and it waits for the simulated people."""

import json
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

from anlauf.core.clock import FastClock, NotedClock

OPENING_BELL = clock_time(6, 55)
_SECONDS_AHEAD = 3  # of the machine, so that the clock runs evenly while people take their steps
_LEAST_AHEAD = timedelta(minutes=1)


@dataclass(frozen=True)
class WallClock:
    """A note in the data folder: the running clock, how far people are, the most it may show.

    A busy machine cannot let a city live sixty times as fast. A clock that ran on would show desks
    that serve one number for an hour; this one runs slower instead.
    """

    note: Path

    def hung(self, speed: float, *, start: datetime) -> NotedClock:
        """The clock on the wall: it goes on after what it may have shown, or begins at `start`.

        Time must never run backwards, even if the demo was killed between two notes.
        """
        said = self._read()
        shown = datetime.fromisoformat(said["most"]) if said else start
        lived = datetime.fromisoformat(said["lived"]) if said else start
        self._write(FastClock(shown, _machine(), float(speed)), lived=lived, least=shown)
        return NotedClock(self.note)

    def begun(self) -> bool:
        """Tell whether a clock was ever written down."""
        return self.note.exists()

    def lived(self) -> datetime | None:
        """How far the simulated people have come."""
        said = self._read()
        return datetime.fromisoformat(said["lived"]) if said else None

    def live(self, lived: datetime) -> None:
        """Write down how far they have come; a clock that had to wait goes on from there."""
        said = self._read()
        clock, most = FastClock.read(said["clock"]), datetime.fromisoformat(said["most"])
        if clock.now() > most:
            clock = replace(clock, shown=most, real=_machine())
        self._write(clock, lived=lived, least=most)

    def _write(self, clock: FastClock, *, lived: datetime, least: datetime) -> None:
        ahead = max(_LEAST_AHEAD, timedelta(seconds=_SECONDS_AHEAD * clock.speed))
        most = max(least, lived + ahead)
        said = {"clock": str(clock), "lived": lived.isoformat(), "most": most.isoformat()}
        draft = self.note.with_suffix(".draft")
        draft.write_text(json.dumps(said), "utf-8")
        draft.replace(self.note)

    def _read(self) -> dict[str, str]:
        """What stands in the note; an older one says only what was shown and lived."""
        if not self.note.exists():
            return {}
        said: dict[str, str] = json.loads(self.note.read_text("utf-8"))
        shown = said.get("shown", "")
        return {"most": shown, "lived": shown} | said


def _machine() -> float:
    return time.time()  # noqa: TID251 - the demo's clock is wound by the machine's


def monday_of(day: date) -> date:
    """The Monday of this day's week."""
    return day - timedelta(days=day.weekday())


def bell(day: date, zone: ZoneInfo) -> datetime:
    """Five to seven on this day: the doors open soon."""
    return datetime.combine(day, OPENING_BELL, tzinfo=zone).astimezone(UTC)
