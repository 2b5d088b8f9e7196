"""A day that is foreseen, drawn: people with their band, and below it the clerks this takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from anlauf.forecasts.queries import HALF_HOURS, Day

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, FOOT, HEAD = 44, 18, 36, 20
_FLOOR = 4


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what stands there."""

    at: float
    label: str


@dataclass(frozen=True)
class Row:
    """A half-hour in figures."""

    begins: time
    expected: float
    low: float | None
    high: float | None
    clerks: int


@dataclass(frozen=True)
class Picture:
    """Paths and axes of both drawings, and the rows of the table."""

    band: str
    middle: str
    clerks: str
    hours: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    clerk_levels: tuple[Tick, ...]
    rows: tuple[Row, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


@dataclass(frozen=True)
class _Sheet:
    first: int
    last: int
    top: float

    def x(self, half: float) -> float:
        share = (half - self.first) / max(1, self.last - self.first)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - FOOT - value / self.top * (HEIGHT - FOOT - HEAD), 1)


def draw(day: Day | None, clerks: Mapping[int, int]) -> Picture | None:
    """The day from the first to the last half-hour in which somebody is expected or needed."""
    expected = day.expected if day else (0.0,) * HALF_HOURS
    busy = [half for half in range(HALF_HOURS) if expected[half] > 0 or clerks.get(half)]
    if not busy:
        return None
    first, last = busy[0], busy[-1] + 1
    high = day.high if day else ()
    people = _Sheet(first, last, _top([*expected, *high]))
    needed = _Sheet(first, last, _top(clerks.values()))
    halves = range(first, last)
    return Picture(
        band=_band(people, halves, day),
        middle=_line((people.x(half + 0.5), people.y(expected[half])) for half in halves)
        if day
        else "",
        clerks=_steps(needed, halves, clerks),
        hours=tuple(
            Tick(people.x(half), str(half // 2)) for half in range(first, last + 1) if half % 2 == 0
        ),
        levels=_levels(people),
        clerk_levels=_levels(needed),
        rows=tuple(_row(half, day, clerks) for half in halves),
    )


def _row(half: int, day: Day | None, clerks: Mapping[int, int]) -> Row:
    begins = time(half // 2, 30 * (half % 2))
    if day is None:
        return Row(begins, 0.0, None, None, clerks.get(half, 0))
    return Row(begins, day.expected[half], day.low[half], day.high[half], clerks.get(half, 0))


def _levels(sheet: _Sheet) -> tuple[Tick, ...]:
    half = sheet.top / 2
    return tuple(Tick(sheet.y(level), f"{level:.0f}") for level in (0, half, sheet.top))


def _top(values: Iterable[float]) -> float:
    """An even number above everything drawn."""
    highest = int(max([_FLOOR, *values]) + 0.999)
    return highest + highest % 2


def _line(points: Iterable[tuple[float, float]]) -> str:
    placed = [f"{x} {y}" for x, y in points]
    return f"M{'L'.join(placed)}" if placed else ""


def _band(sheet: _Sheet, halves: Sequence[int], day: Day | None) -> str:
    if day is None:
        return ""
    there = [(sheet.x(half + 0.5), sheet.y(day.high[half])) for half in halves]
    back = [(sheet.x(half + 0.5), sheet.y(day.low[half])) for half in reversed(halves)]
    return f"{_line([*there, *back])}Z"


def _steps(sheet: _Sheet, halves: Sequence[int], clerks: Mapping[int, int]) -> str:
    points = []
    for half in halves:
        level = sheet.y(clerks.get(half, 0))
        points += [(sheet.x(half), level), (sheet.x(half + 1), level)]
    return _line(points)
