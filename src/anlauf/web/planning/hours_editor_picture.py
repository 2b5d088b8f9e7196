"""A week of opening hours as a drawing: a column for each day, a bar for each span."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anlauf.engine.grid import TICK_MINUTES, TICKS, Span

HEIGHT = 150
STEP = 48
BAR = 34
LEFT = 34
_HOUR = 60 // TICK_MINUTES
_EARLIEST, _LATEST = 7 * _HOUR, 19 * _HOUR


@dataclass(frozen=True)
class Bar:
    """A span of a day, from the top of the drawing."""

    y: float
    height: float


@dataclass(frozen=True)
class Column:
    """One day: its bars, and the holiday it may be."""

    date: date
    x: int
    middle: int
    bars: tuple[Bar, ...]
    spans: tuple[Span, ...]
    holiday: str


@dataclass(frozen=True)
class Picture:
    """The whole drawing with the lines of its hours as pairs of height and hour."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[float, int], ...]
    width: int


def picture(days: Sequence[tuple[date, tuple[Span, ...]]], holidays: Mapping[date, str]) -> Picture:
    """Draw these days, from the hour in which the first begins to that in which the last ends."""
    spans = [span for _day, known in days for span in known]
    first = min([_EARLIEST, *(span.start for span in spans)]) // _HOUR * _HOUR
    last = min(TICKS, -(-max([_LATEST, *(span.end for span in spans)]) // _HOUR) * _HOUR)
    scale = HEIGHT / (last - first)
    columns = tuple(
        Column(
            date=day,
            x=LEFT + number * STEP,
            middle=LEFT + number * STEP + BAR // 2,
            bars=tuple(_bar(span, first, scale) for span in known),
            spans=known,
            holiday=holidays.get(day, ""),
        )
        for number, (day, known) in enumerate(days)
    )
    hours = range(first // _HOUR, last // _HOUR + 1, 3)
    lines = tuple((round((hour * _HOUR - first) * scale, 1), hour) for hour in hours)
    return Picture(columns, lines, LEFT + len(columns) * STEP)


def _bar(span: Span, first: int, scale: float) -> Bar:
    return Bar(round((span.start - first) * scale, 1), round(span.length * scale, 1))
