"""Figures drawn: a dot with its interval in every row, and a line over the days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from anlauf.evaluation.queries import OfficeReport
from anlauf.web.steering.words import Cell

WIDTH, HEIGHT = 720, 240
LEFT, FOOT, HEAD = 44, 30, 16
STRIP, EDGE = 240, 8
LABELS = 9  # that fit below the columns


@dataclass(frozen=True)
class Dot:
    """Where the dot of a row stands, and from where to where its interval goes."""

    at: float
    low: float
    high: float
    city: float | None
    width: int = STRIP


@dataclass(frozen=True)
class Mark:
    """A place on an axis and what stands there."""

    at: float
    label: str


@dataclass(frozen=True)
class Course:
    """The line of medians, the line of nine of ten, shifts, and the axes."""

    median: str
    late: str
    shifts: tuple[float, ...]
    months: tuple[Mark, ...]
    levels: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    ground: int = HEIGHT - FOOT


def dots(cells: Sequence[Cell | None], city: Cell | None) -> list[Dot | None]:
    """One strip per row, all on the same scale from nothing."""
    highest = max((one.high for one in [*cells, city] if one), default=0.0) or 1.0

    def x(value: float) -> float:
        return round(EDGE + value / highest * (STRIP - 2 * EDGE), 1)

    line = x(city.plain) if city else None
    return [Dot(x(one.plain), x(one.low), x(one.high), line) if one else None for one in cells]


def course(report: OfficeReport) -> Course | None:
    """The waits day by day; nothing to draw of fewer than two days."""
    days = [day for day in report.days if day.median is not None]
    if len(days) < 2:
        return None
    first, span = days[0].date, max(1, (days[-1].date - days[0].date).days)
    top = _round_up(max(day.late or 0 for day in days))

    def x(day: date) -> float:
        return round(LEFT + (day - first).days / span * (WIDTH - LEFT - 28), 1)

    def y(minutes: float) -> float:
        return round(HEIGHT - FOOT - minutes / top * (HEIGHT - FOOT - HEAD), 1)

    return Course(
        median=_line((x(day.date), y(day.median or 0)) for day in days),
        late=_line((x(day.date), y(day.late or 0)) for day in days),
        shifts=tuple(x(change.date) for change in report.changes),
        months=tuple(Mark(x(day), f"{day.day}.{day.month}.") for day in _marks(days[0].date, span)),
        levels=tuple(Mark(y(level), str(level)) for level in (0, top // 2, top)),
    )


@dataclass(frozen=True)
class Bar:
    """One column, and the mark of what is usual on it."""

    x: float
    width: float
    top: float
    height: float
    usual: float | None
    label: str

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Bars:
    """Columns of people, one per day or week, with their axis."""

    columns: tuple[Bar, ...]
    levels: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    ground: int = HEIGHT - FOOT


def bars(counted: Sequence[tuple[str, int, int | None]]) -> Bars | None:
    """A column per label: how many, and how many are usual; nothing to draw of nobody."""
    most = max((max(number, usual or 0) for _label, number, usual in counted), default=0)
    if not most:
        return None
    top, step = _round_up(most), (WIDTH - LEFT) / len(counted)
    every = -(-len(counted) // LABELS)

    def y(people: int) -> float:
        return round(HEIGHT - FOOT - people / top * (HEIGHT - FOOT - HEAD), 1)

    columns = tuple(
        Bar(
            x=round(LEFT + step * (place + 0.2), 1),
            width=round(step * 0.6, 1),
            top=y(number),
            height=round(HEIGHT - FOOT - y(number), 1),
            usual=y(usual) if usual else None,
            label=label if place % every == 0 else "",
        )
        for place, (label, number, usual) in enumerate(counted)
    )
    return Bars(columns, tuple(Mark(y(level), str(level)) for level in (0, top // 2, top)))


def _line(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _round_up(minutes: int) -> int:
    return max(10, -(-minutes // 10) * 10)


def _marks(first: date, span: int) -> Iterable[date]:
    """Five days along the axis."""
    steps = min(4, span)
    return [date.fromordinal(first.toordinal() + span * step // steps) for step in range(steps + 1)]
