"""Statistics of published figures: what was measured, how sure it is, and what stays unsaid."""

from anlauf.engine.figures.counted import Days, percentile, rank_interval
from anlauf.engine.figures.pairs import Effect, compare
from anlauf.engine.figures.redrawn import Estimate, Redraw
from anlauf.engine.figures.shares import share_interval
from anlauf.engine.figures.shifts import Shift, shifts, without_weekdays
from anlauf.engine.figures.small import MINIMUM, published, withheld

__all__ = [
    "MINIMUM",
    "Days",
    "Effect",
    "Estimate",
    "Redraw",
    "Shift",
    "compare",
    "percentile",
    "published",
    "rank_interval",
    "share_interval",
    "shifts",
    "withheld",
    "without_weekdays",
]
