"""Months drawn: reported ones as hollow dots on a broken line, measured ones on a full line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from anlauf.evaluation.queries import Month
from anlauf.web.steering.picture import FOOT, HEAD, HEIGHT, LEFT, WIDTH, Mark

_RIGHT = 28


@dataclass(frozen=True)
class Months:
    """The two lines with their dots, which never touch, and the axes."""

    reported: str
    measured: str
    hollow: Sequence[tuple[float, float]]
    full: Sequence[tuple[float, float]]
    years: Sequence[Mark]
    levels: Sequence[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    ground: int = HEIGHT - FOOT


def months_drawn(months: Sequence[Month], times: int) -> Months | None:
    """The months of one office; nothing to draw of fewer than two."""
    if len(months) < 2:
        return None
    first, span = months[0].first, max(1, (months[-1].first - months[0].first).days)
    said = [(one.first, one.reported.value * times) for one in months if one.reported]
    own = [(one.first, one.measured.value * times) for one in months if one.measured]
    top = _top(max(value for _month, value in [*said, *own]))

    def place(month: date, value: float) -> tuple[float, float]:
        x = LEFT + (month - first).days / span * (WIDTH - LEFT - _RIGHT)
        return round(x, 1), round(HEIGHT - FOOT - value / top * (HEIGHT - FOOT - HEAD), 1)

    hollow, full = [place(*one) for one in said], [place(*one) for one in own]
    marks = months[:: max(1, -(-len(months) // 5))]
    return Months(
        reported=_line(hollow),
        measured=_line(full),
        hollow=hollow,
        full=full,
        years=[Mark(place(one.first, 0)[0], f"{one.first:%m/%y}") for one in marks],
        levels=[Mark(place(first, level)[1], f"{level:g}") for level in (0, top / 2, top)],
    )


def _line(points: Iterable[tuple[float, float]]) -> str:
    drawn = "L".join(f"{x} {y}" for x, y in points)
    return f"M{drawn}" if drawn else ""


def _top(highest: float) -> float:
    """A round number at or above the highest."""
    step = 10.0 ** max(0, len(str(int(highest))) - 1)
    return float(max(step, -(-highest // step) * step))
