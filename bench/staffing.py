"""How many clerk-slots a day needs so that the promise holds in any half hour.

The reference day has 16 half hours with a peak in the middle, visits of half an hour and 20 people
at desks on average; at most a fifth may wait, judged exactly. Beside ours stand the rule of thumb
by the modified offered load, and what calculators by Erlang's formula say, with the share delayed
that they reach at worst.

The day of three skills has eight half hours and three kinds of visits. Four in five are called at
once, or within a quarter of an hour, judged by people never seen before; beside ours stands what
the best separate desks cost, and what the rule of thumb splits among the same clerks, which keeps
the promises of each group together but not of each skill. Clerks who can do more cost more.
"""

from math import cos, pi
from time import process_time

from anlauf.engine.simulate.laws import LogNormal
from anlauf.engine.staffing import (
    Care,
    Day,
    Demand,
    Office,
    Profile,
    Promise,
    Staffing,
    Stop,
    Target,
    judge,
    modified_load,
    requirement,
    staff,
    stationary,
)
from anlauf.engine.staffing.certificate import rule_of_thumb
from bench.row import Row

SLOTS, HALF_HOUR, AT_DESKS, DEPTH = 16, 30.0, 20.0, 0.4
TARGET = Target(0.2)
AT_ONCE, SOON = Promise(0.0, 0.8), Promise(15.0, 0.8)
SINGLE = tuple(Profile(skill, frozenset(skill)) for skill in "abc")
FLEXIBLE = (Profile("ab", frozenset("ab"), 1.1), Profile("abc", frozenset("abc"), 1.15))


def measure() -> list[Row]:
    """The requirement, its gap to the bound, what several skills cost, and how long it takes."""
    return [*_one_skill(), *_several("at_once", AT_ONCE), *_several("soon", SOON)]


def _one_skill() -> list[Row]:
    day = _day()
    thumb, formula = modified_load(day, TARGET), stationary(day, TARGET)
    began = process_time()
    found = requirement(day, TARGET)
    took = process_time() - began
    others = {"modified_load": float(sum(thumb)), "stationary": float(sum(formula))}
    at_worst = {"stationary": max(judge(day, formula))}
    return [
        Row("reference_day_slots", found.total, "", "lower", 1, 0.945 * sum(thumb), others),
        Row("worst_delayed", max(found.delayed), "", "lower", 1, TARGET.delayed, at_worst),
        Row("gap", found.gap, "", "lower", 1, 0.0, {"bound": float(found.bound)}),
        Row("search_s", took, "s", "lower", 1),
    ]


def _several(name: str, promise: Promise) -> list[Row]:
    began = process_time()
    separate = _staffed(SINGLE, promise)
    middle = process_time()
    found = _staffed((*SINGLE, *FLEXIBLE), promise)
    took = process_time() - middle
    office = _office((*SINGLE, *FLEXIBLE), promise)
    rule = rule_of_thumb(office).solve(20).bound
    surely = min(one.share.low - one.promised for one in found.kept)
    return [
        Row(
            f"skills_{name}_cost",
            found.cost,
            "",
            "lower",
            1,
            separate.cost,
            {"rule_of_thumb": rule, "separate": separate.cost, "bound": found.bound},
        ),
        Row(f"skills_{name}_surely", surely, "", "higher", len(found.kept), 0.0),
        Row(f"skills_{name}_gap", found.gap, "", "lower", 1),
        Row(f"skills_{name}_s", took, "s", "lower", 1, None, {"separate": middle - began}),
    ]


def _staffed(profiles: tuple[Profile, ...], promise: Promise) -> Staffing:
    care = Care(days=100, judged=1000)
    return staff(_office(profiles, promise), stop=Stop(seconds=25), seed=1, care=care)


def _office(profiles: tuple[Profile, ...], promise: Promise) -> Office:
    return Office(
        tuple(
            Demand(skill, _people(load, minutes), LogNormal(minutes, 0.6), promise)
            for skill, load, minutes in (("a", 5.0, 10.0), ("b", 3.0, 12.0), ("c", 2.0, 18.0))
        ),
        profiles,
    )


def _people(load: float, minutes: float, slots: int = 8) -> tuple[float, ...]:
    """People by half hour for so many at desks on average, with the peak in the middle."""
    return tuple(load / minutes * HALF_HOUR * each for each in _shape(slots))


def _day() -> Day:
    return Day(tuple(AT_DESKS / HALF_HOUR * each for each in _shape(SLOTS)), HALF_HOUR, HALF_HOUR)


def _shape(slots: int) -> tuple[float, ...]:
    return tuple(1 - DEPTH * cos(2 * pi * (slot + 0.5) / slots) for slot in range(slots))
