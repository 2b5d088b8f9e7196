"""How many people wait over the day, drawn: what was, what will probably be, and its band."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from anlauf.floor.outlooks import Outlook, Point

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, FOOT, HEAD = 44, 18, 36, 20
_FLOOR = 4  # people; a picture of two should not look like a crowd
_HALF_AN_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what stands there."""

    at: float
    label: str


@dataclass(frozen=True)
class Row:
    """A line of the table that says the same; what was has no band."""

    at: datetime
    middle: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Picture:
    """Paths and axes of the drawing, and the rows of the table."""

    so_far: str
    band: str
    middle: str
    now: float
    hours: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    rows: tuple[Row, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    ground: int = HEIGHT - FOOT


@dataclass(frozen=True)
class _Sheet:
    begins: datetime
    ends: datetime
    top: int

    def x(self, at: datetime) -> float:
        share = (at - self.begins) / (self.ends - self.begins)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, people: float) -> float:
        return round(HEIGHT - FOOT - people / self.top * (HEIGHT - FOOT - HEAD), 1)


def draw(found: Outlook, zone: ZoneInfo) -> Picture:
    """Lay the day out from opening to closing, by the clocks of this zone."""
    begins = found.so_far[0][0] if found.so_far else found.as_of
    sheet = _Sheet(begins, found.closes_at, _top(found))
    return Picture(
        so_far=_line((sheet.x(at), sheet.y(count)) for at, count in found.so_far),
        band=_band(sheet, found.points),
        middle=_line((sheet.x(one.at), sheet.y(one.middle)) for one in found.points),
        now=sheet.x(found.as_of),
        hours=tuple(_hours(sheet, zone)),
        levels=tuple(Tick(sheet.y(level), str(level)) for level in (0, sheet.top // 2, sheet.top)),
        rows=tuple(_rows(found)),
    )


def _top(found: Outlook) -> int:
    """An even number above everything drawn."""
    counts = [count for _at, count in found.so_far] + [one.high for one in found.points]
    highest = int(max([_FLOOR, *counts]))
    return highest + highest % 2


def _line(points: Iterable[tuple[float, float]]) -> str:
    placed = [f"{x} {y}" for x, y in points]
    return f"M{'L'.join(placed)}" if placed else ""


def _band(sheet: _Sheet, points: Sequence[Point]) -> str:
    there = [(sheet.x(one.at), sheet.y(one.high)) for one in points]
    back = [(sheet.x(one.at), sheet.y(one.low)) for one in reversed(points)]
    return f"{_line([*there, *back])}Z" if points else ""


def _hours(sheet: _Sheet, zone: ZoneInfo) -> Iterable[Tick]:
    moment = sheet.begins.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    while moment <= sheet.ends:
        if moment >= sheet.begins:
            yield Tick(sheet.x(moment), str(moment.hour))
        moment += timedelta(hours=1)


def _rows(found: Outlook) -> Iterable[Row]:
    """Every half-hour, what was first."""
    due = found.so_far[0][0] if found.so_far else found.as_of
    for at, count in found.so_far:
        if at >= due:
            yield Row(at, count)
            due = at + _HALF_AN_HOUR
    due = found.as_of + _HALF_AN_HOUR
    for one in found.points:
        if one.at >= due or one is found.points[-1]:
            yield Row(one.at, round(one.middle), round(one.low), round(one.high))
            due = one.at + _HALF_AN_HOUR
