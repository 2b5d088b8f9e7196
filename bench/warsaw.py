"""Real queues: what the displays of Warsaw's district offices said every five minutes.

Of each queue the number served last and how many wait are known. The last in line holds the sum of
both; their wait ends when the number served reaches it. Between two looks numbers are taken to pass
evenly.

Cleaned before use: two days stamped a year late are put right (30 and 31 December), stamps of 2012
(a clock that had lost its date) are left out, looks at the same minute are one, numbers that fall
(somebody was called again) count as the highest before. Queue-days are left out in which more than
30 numbers pass between two looks, in which nobody ever waits, or fewer than 15 are served.
"""

import csv
import gzip
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

Key = tuple[str, str]

_FILE = "queues/warsaw_queues.csv.gz"
_LATE_YEAR = {"2020-12-30": "2019-12-30", "2020-12-31": "2019-12-31"}
_LOST = "2012"
_MOST_AT_ONCE = 30
_LEAST_SERVED = 15
_EVERY = 120  # minutes between two questions


@dataclass(frozen=True)
class Look:
    """What a display said: minutes after midnight, number served last, people waiting."""

    at: float
    number: int
    waiting: int


@dataclass(frozen=True)
class QueueDay:
    """One queue on one day."""

    queue: Key
    day: str
    looks: tuple[Look, ...]

    def questions(self) -> Iterator[tuple[Look, float]]:
        """Every two hours: the look, and how long the last in line will wait."""
        asked = -_EVERY * 1.0
        for index, look in enumerate(self.looks):
            if look.waiting < 1 or look.number < 1 or look.at - asked < _EVERY:
                continue
            asked = look.at
            called = self._reached(look.number + look.waiting, index)
            if called is not None:
                yield look, called - look.at

    def paces(self, until: float) -> list[tuple[float, float]]:
        """When, and how many minutes from one number to the next, while somebody waited."""
        found, since = [], None
        for before, after in pairwise(self.looks):
            if after.at > until:
                break
            if not before.waiting or not before.number:
                since = None
                continue
            since = before.at if since is None else since
            passed = after.number - before.number
            if passed:
                found += [(after.at, (after.at - since) / passed)] * passed
                since = None
        return found

    def _reached(self, number: int, index: int) -> float | None:
        for before, after in pairwise(self.looks[index:]):
            if after.number >= number:
                share = (number - before.number) / (after.number - before.number)
                return before.at + share * (after.at - before.at)
        return None


def queue_days() -> list[QueueDay] | None:
    """Every usable queue-day in order of time; nothing where the data is not at hand."""
    path = Path(os.environ.get("ANLAUF_DATA", "../shared/data"), _FILE)
    if not path.exists():
        return None
    rows: dict[tuple[Key, str], dict[int, Look]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as text:
        for row in csv.DictReader(text):
            day = _LATE_YEAR.get(row["date"], row["date"])
            if day.startswith(_LOST):
                continue
            look = Look(_minutes(row["time"]), _number(row["aktualnyNumer"]), _waiting(row))
            rows[(row["name"], row["idGrupy"]), day].setdefault(int(look.at), look)
    days = [QueueDay(key, day, _rising(looks)) for (key, day), looks in rows.items()]
    return sorted(filter(_usable, days), key=lambda one: (one.day, one.queue))


def _rising(looks: dict[int, Look]) -> tuple[Look, ...]:
    highest, found = 0, []
    for minute in sorted(looks):
        look = looks[minute]
        highest = max(highest, look.number)
        found.append(Look(look.at, highest, look.waiting))
    return tuple(found)


def _usable(day: QueueDay) -> bool:
    numbers = [look.number for look in day.looks]
    if max(numbers) < _LEAST_SERVED or not any(look.waiting for look in day.looks):
        return False
    started = [number for number in numbers if number]
    return all(after - before <= _MOST_AT_ONCE for before, after in pairwise(started))


def _minutes(clock: str) -> float:
    hours, minutes = clock.split(":")
    return 60.0 * int(hours) + int(minutes)


def _number(shown: str) -> int:
    digits = "".join(letter for letter in shown if letter.isdigit())
    return int(digits) if digits else 0


def _waiting(row: dict[str, str]) -> int:
    return int(row["liczbaKlwKolejce"] or 0)
