"""The figures of a result by name: `wait`, or `wait/walk-in` for one line."""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.simulate import tally
from anlauf.engine.simulate.flat import Numbers
from anlauf.engine.simulate.model import OfficeDay

# Of all who came: their number, and shares or means.
_COUNTS = {
    "coming": tally.COMING,
    "served": tally.CAME_IN,
    "abandoned": tally.GAVE_UP,
    "turned_away": tally.SENT_AWAY,
    "missed": tally.STAYED_AWAY,
}
_SHARES = {
    "wait": (tally.WAITED, tally.CAME_IN),
    "share_over_target": (tally.TOO_LONG, tally.CAME_IN),
    "share_abandoned": (tally.GAVE_UP, tally.COMING),
}
_DAY = {"overtime": tally.OVERTIME, "busy": tally.BUSY, "back_office": tally.BACK_OFFICE}

BY_LINE = (*_COUNTS, *_SHARES)
COUNTED = (*_COUNTS, *_DAY)
NAMES = (*_COUNTS, *_SHARES, *_DAY, "utilisation")


@dataclass(frozen=True)
class Ratio:
    """A sum of columns over another one; without columns below, over 1."""

    above: tuple[int, ...]
    below: tuple[int, ...] = ()
    scale: float = 1.0

    def of(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Numerator and denominator by replication."""
        above = rows[:, list(self.above)].sum(axis=1)
        if not self.below:
            return above, np.full(len(rows), self.scale)
        return above, rows[:, list(self.below)].sum(axis=1) * self.scale


def metric(name: str, day: OfficeDay) -> Ratio:
    """The figure of this name."""
    what, _, line = name.partition("/")
    lines = [one.name for one in day.lines]
    if what not in NAMES or (line and (what in _DAY or line not in lines)):
        raise ValueError(
            f"There is no figure {name!r}. Known are: {', '.join(NAMES)}; the first eight also by "
            f"line, like wait/{lines[0]}."
        )
    chosen = [number for number, one in enumerate(lines) if line in ("", one)]
    if what in _COUNTS:
        return Ratio(_columns(_COUNTS[what], chosen))
    if what in _SHARES:
        above, below = _SHARES[what]
        return Ratio(_columns(above, chosen), _columns(below, chosen))
    if what == "utilisation":
        return Ratio((tally.BUSY,), scale=planned_minutes(day))
    return Ratio((_DAY[what],))


def planned_minutes(day: OfficeDay) -> float:
    """Minutes of duty without breaks."""
    breaks = sum(end - start for clerk in day.clerks for start, end in clerk.breaks)
    return sum(clerk.ends - clerk.starts for clerk in day.clerks) - breaks


def _columns(figure: int, lines: list[int]) -> tuple[int, ...]:
    return tuple(tally.WHOLE_DAY + tally.BY_LINE * line + figure for line in lines)
