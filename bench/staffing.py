"""How many clerk-slots a day needs so that at most a fifth wait in any half hour, judged exactly.

The reference day has 16 half hours with a peak in the middle, visits of half an hour and 20 people
at desks on average. Beside ours stand the rule of thumb by the modified offered load, and what
calculators by Erlang's formula say, with the share delayed that they reach at worst.
"""

from math import cos, pi
from time import process_time

from anlauf.engine.staffing import Day, Target, judge, modified_load, requirement, stationary
from bench.row import Row

SLOTS, HALF_HOUR, AT_DESKS, DEPTH = 16, 30.0, 20.0, 0.4
TARGET = Target(0.2)


def measure() -> list[Row]:
    """The requirement, its gap to the bound, and the seconds it takes."""
    day = _day()
    thumb, formula = modified_load(day, TARGET), stationary(day, TARGET)
    began = process_time()
    found = requirement(day, TARGET)
    took = process_time() - began
    others = {"modified_load": float(sum(thumb)), "stationary": float(sum(formula))}
    at_worst = {"stationary": max(judge(day, formula))}
    return [
        Row("reference_day_slots", found.total, "", "lower", 1, 0.94 * sum(thumb), others),
        Row("worst_delayed", max(found.delayed), "", "lower", 1, TARGET.delayed, at_worst),
        Row("gap", found.gap, "", "lower", 1, 0.03, {"bound": float(found.bound)}),
        Row("search_s", took, "s", "lower", 1),
    ]


def _day() -> Day:
    shape = (1 - DEPTH * cos(2 * pi * (slot + 0.5) / SLOTS) for slot in range(SLOTS))
    return Day(tuple(AT_DESKS / HALF_HOUR * each for each in shape), HALF_HOUR, HALF_HOUR)
