"""How good the best pattern of an appointment day is, beside the rules of thumb.

24 people of nine minutes each in four hours of five-minute slots; a minute's wait costs 0.4, an
idle minute 0.2, a minute of overtime 0.4: the example that open schedulers are tried on.
"""

from time import perf_counter

from anlauf.engine.book import Day, Weights, best_pattern, evenly, figures
from bench.row import Row

PEOPLE, SLOTS = 24, 48
BAILEY_WELCH = (2, 0, *([1, 0] * 22), 0, 0)
DAY = Day(slot=5, service=9, shows=(1.0,) * SLOTS)
WEIGHTS = Weights(wait=0.4, idle=0.2, overtime=0.4)


def measure() -> list[Row]:
    """The cost of the pattern found, and the time it takes to find it."""
    started = perf_counter()
    found = best_pattern(DAY, PEOPLE, WEIGHTS)
    took = perf_counter() - started
    rules = {
        "bailey_welch": WEIGHTS.cost(figures(DAY, BAILEY_WELCH)),
        "evenly": WEIGHTS.cost(figures(DAY, evenly(PEOPLE, SLOTS))),
    }
    return [
        Row("objective_24_48", found.cost, "cost", "lower", 1, 16.27, rules),
        Row("search_s", took, "s", "lower", 1),
    ]
