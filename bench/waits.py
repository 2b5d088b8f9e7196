"""How honest announced waits are: ranges beside what happened, on simulated and on real days.

A range may know only what came before: today's state, and what earlier days have taught about
service times and about the ranges themselves. The first days teach and are not counted.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from anlauf.engine.service_times import Case, Learned, law_of, lean, learn, part_of_day
from anlauf.engine.waits import (
    PLAIN,
    Desk,
    Outcome,
    Person,
    Room,
    WaitRange,
    calibrate,
    forecast,
    play,
)
from bench import warsaw
from bench.row import Row
from bench.waiting_day import SimulatedDay, Told
from bench.warsaw import QueueDay

OFFICES = ((1, 3, 0.9), (2, 6, 0.97), (3, 12, 1.02))  # number, desks, load
DAYS, TEACHING = 24, 8
REAL_TEACHING = 5
_PLANNED = 5.0  # minutes from number to number, before anything was seen
_RUNS = 60
_EVERYBODY = frozenset({"any"})
_PACE = 0.2  # how much one day differs from another


@dataclass(frozen=True)
class Scored:
    """A range as it was announced, and the minutes it took."""

    told: WaitRange
    took: float


def measure() -> list[Row]:
    """Both worlds."""
    by_desks = {desks: _simulated(office, desks, load) for office, desks, load in OFFICES}
    simulated = [one for found in by_desks.values() for one in found]
    rows = [
        *_honesty("", simulated),
        *(row for desks, found in by_desks.items() for row in _honesty(f"_{desks}_desks", found)),
    ]
    days = warsaw.queue_days()
    if days is None:
        print("waits: no real queues at hand (ANLAUF_DATA), so they are left out.")
        return rows
    real = list(_real(days))
    return [
        *rows,
        *_coverage("coverage_80_real", real),
        Row("bias_min_real", abs(_bias(real)), "min", "lower", len(real)),
        Row("width_min_real", _width(real), "min", "lower", len(real)),
        Row("mean_wait_min_real", _wait(real), "min", "lower", len(real)),
    ]


def _simulated(office: int, desks: int, load: float) -> list[Scored]:
    """An office's days, each announced with what the days before have taught."""
    cases: list[Case] = []
    before: list[Outcome] = []
    found = []
    for number in range(DAYS):
        day = SimulatedDay(office, desks, load, Random(100 * office + number), learn(cases))
        told = day.live()
        calibration = calibrate(before)
        if number >= TEACHING:
            found += [Scored(calibration.announced(one.forecast), one.took) for one in told]
        before += [_outcome(one) for one in told]
        cases += day.cases()
    return found


def _real(days: Sequence[QueueDay]) -> Iterator[Scored]:
    """Warsaw day by day: a queue is one desk with the pace of its numbers."""
    cases: list[Case] = []
    before: dict[str, list[Outcome]] = defaultdict(list)
    numbers = {queue: n for n, queue in enumerate(sorted({day.queue for day in days}))}
    for turn, (_date, some) in enumerate(groupby(days, key=lambda day: day.day)):
        learned, today = learn(cases), list(some)
        calibrations = {office: calibrate(known) for office, known in before.items()}
        for day in today:
            outcomes = list(_asked(day, numbers[day.queue], learned))
            office = day.queue[0]
            before[office] += outcomes
            if turn >= REAL_TEACHING:
                known = calibrations.get(office, PLAIN)
                yield from (Scored(known.announced(one.forecast), one.took) for one in outcomes)
        cases += [case for day in today for case in _cases(day, numbers[day.queue])]


def _asked(day: QueueDay, queue: int, learned: Learned) -> Iterator[Outcome]:
    """What the last in line would have been told, by earlier days and by this one until then."""
    for look, took in day.questions():
        usually = learned.of(queue, queue, part_of_day(int(look.at // 60)))
        pace = lean(_cases(day, queue, until=look.at), usually)
        people = tuple(
            Person(number, _EVERYBODY, law_of(_PLANNED, pace), came=-1.0)
            for number in range(look.waiting)
        )
        room = Room((Desk("queue", _EVERYBODY, serving=people[0].takes),), people, pace=_PACE)
        said = forecast(play(room, seed=queue, runs=_RUNS)[look.waiting - 1])
        if said is not None:
            yield Outcome(said, took)


def _cases(day: QueueDay, queue: int, until: float = 24 * 60) -> list[Case]:
    return [
        Case(queue, queue, part_of_day(int(when // 60)), _PLANNED, minutes)
        for when, minutes in day.paces(until)
    ]


def _outcome(told: Told) -> Outcome:
    return Outcome(told.forecast, told.took)


def _honesty(of: str, found: Sequence[Scored]) -> list[Row]:
    return [
        *_coverage(f"coverage_80{of}", found),
        Row(f"bias_min{of}", abs(_bias(found)), "min", "lower", len(found), 2.0),
        Row(f"width_min{of}", _width(found), "min", "lower", len(found)),
    ]


def _coverage(metric: str, found: Sequence[Scored]) -> list[Row]:
    """Both ends of what is wanted: 75 to 85 of 100 ranges hold."""
    share = 100 * sum(one.told.low <= one.took <= one.told.high for one in found) / len(found)
    return [
        Row(metric, share, "%", "higher", len(found), 75.0),
        Row(f"{metric}_at_most", share, "%", "lower", len(found), 85.0),
    ]


def _bias(found: Sequence[Scored]) -> float:
    return sum(one.told.median - one.took for one in found) / len(found)


def _width(found: Sequence[Scored]) -> float:
    return sum(one.told.high - one.told.low for one in found) / len(found)


def _wait(found: Sequence[Scored]) -> float:
    return sum(one.took for one in found) / len(found)
