"""What came out is the same everywhere, adds up, and says how sure it is."""

from collections import Counter
from dataclasses import replace
from threading import Event

import numpy as np
import pytest

from anlauf.engine.simulate import (
    Cancelled,
    Effort,
    Exponential,
    OfficeDay,
    Outcome,
    Precision,
    Visit,
    WalkIns,
    compare,
    simulate,
    trace,
    until,
    warm_up,
)
from anlauf.engine.simulate.tally import BINS, SMALLEST, edges
from bench import counters, known
from tests.engine.simulate import offices

DAY = counters.city_day()
MORE = counters.city_day(13)


def test_results_are_equal_bit_by_bit_on_any_number_of_threads():
    one, many = (simulate(DAY, 230, seed=4, effort=Effort(threads=n)) for n in (1, 3))
    assert one.rows.tobytes() == many.rows.tobytes()
    assert one.waits.tobytes() == many.waits.tobytes()


def test_pieces_add_up_to_the_whole():
    whole = simulate(DAY, 130, seed=4)
    parts = simulate(DAY, 70, seed=4).merged(simulate(DAY, 60, seed=4, first=70))
    assert whole.rows.tobytes() == parts.rows.tobytes()
    assert (whole.waits == parts.waits).all()


def test_the_same_people_come_to_every_plan():
    before, after = (Counter(_who(v) for v in trace(day, seed=8)) for day in (DAY, MORE))
    assert before == after


def test_more_walk_ins_leave_those_with_appointments_as_they_are():
    busier = _busier(DAY, 1.2)
    booked = [[_who(v) for v in trace(day, seed=8) if v.due is not None] for day in (DAY, busier)]
    assert booked[0] == booked[1]
    assert len(trace(busier, seed=8)) > len(trace(DAY, seed=8))


def _busier(day: OfficeDay, factor: float) -> OfficeDay:
    """The same day with so many times the walk-ins."""
    return replace(
        day,
        walk_ins=tuple(
            replace(one, expected=tuple(factor * x for x in one.expected)) for one in day.walk_ins
        ),
    )


@pytest.mark.parametrize(
    ("metric", "factor"), [("wait/appointment", 2), ("wait/walk-in", 5), ("abandoned", 20)]
)
def test_pairs_know_a_difference_far_better_than_strangers(metric: str, factor: float):
    """On a day on which about one walk-in in four leaves: the fuller, the more a pair knows."""
    before, after = (simulate(_busier(day, 1.2), 1000, seed=1) for day in (DAY, MORE))
    paired = compare(before, after, metric).half_width
    apart = np.hypot(before.ci(metric).half_width, after.ci(metric).half_width)
    assert (apart / paired) ** 2 > factor


def test_a_pair_tells_the_difference_of_the_figures():
    before, after = simulate(DAY, 200, seed=1), simulate(MORE, 200, seed=1)
    change = after.ci("wait").value - before.ci("wait").value
    assert compare(before, after, "wait").value == pytest.approx(change)


def test_intervals_hold_the_truth_as_often_as_they_say():
    truth = simulate(DAY, 8000, seed=77).ci("wait").value
    intervals = [simulate(DAY, 40, seed=9, first=40 * n).ci("wait", 0.8) for n in range(150)]
    assert 0.7 < np.mean([one.low <= truth <= one.high for one in intervals]) < 0.9


def test_it_goes_on_until_the_figure_is_known_well_enough():
    result = until(DAY, Precision("wait", half_width=0.25), seed=2)
    assert result.ci("wait").half_width <= 0.25
    assert 100 < len(result.rows) < 10_000
    assert len(until(DAY, Precision("wait", half_width=0.001, most=300), seed=2).rows) == 300


@pytest.mark.parametrize("replication", range(5))
def test_littles_law_holds_on_every_day(replication: int):
    """People waiting, added up over time, are waits added up over people."""
    visits = [v for v in trace(DAY, seed=6, replication=replication) if v.arrived is not None]
    steps: list[tuple[float, int]] = []
    for visit in visits:
        steps += [(_number(visit.arrived), 1), (_leaves_queue(visit), -1)]
    area, there, last = 0.0, 0, 0.0
    for at, step in sorted(steps):
        area += there * (at - last)
        there, last = there + step, at
    total = sum(_leaves_queue(visit) - _number(visit.arrived) for visit in visits)
    assert area == pytest.approx(total, rel=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_figures_and_visits_tell_the_same_day(seed: int):
    day = offices.random_day(seed)
    result, visits = simulate(day, 1, seed=seed), trace(day, seed=seed)
    ends = Counter(visit.outcome for visit in visits)
    assert result.ci("coming").value == len(visits)
    assert result.ci("served").value == ends[Outcome.SERVED]
    assert result.ci("abandoned").value == ends[Outcome.ABANDONED]
    assert result.ci("turned_away").value == ends[Outcome.TURNED_AWAY]
    assert result.ci("missed").value == ends[Outcome.MISSED]
    assert result.waits.sum() == ends[Outcome.SERVED]
    served = [_number(v.ended) - _number(v.started) for v in visits if v.clerk is not None]
    assert result.ci("busy").value == pytest.approx(sum(served))


def test_quantiles_come_from_the_bins():
    day = known.plain(rate=0.8, minutes=Exponential(1.0), clerks=1, hours=2000)
    result = simulate(day, 20, seed=1)
    assert result.quantile(0.9) == pytest.approx(np.log(8) / 0.2, rel=0.03)
    assert edges()[1] == SMALLEST
    assert len(edges()) == BINS + 1


def test_forecast_paths_are_taken_in_turn():
    flows = np.array([flow.expected for flow in DAY.walk_ins])
    result = simulate(DAY, 40, seed=1, paths=np.stack([flows * 0, flows]))
    coming = result.parts("coming/walk-in")[0]
    assert (coming[::2] == 0).all()
    assert (coming[1::2] > 0).all()


def test_progress_is_told_and_work_can_be_stopped():
    heard: list[tuple[int, int]] = []
    stop = Event()
    simulate(DAY, 120, seed=1, effort=Effort(progress=lambda done, of: heard.append((done, of))))
    assert heard == [(1, 3), (2, 3), (3, 3)]
    stop.set()
    with pytest.raises(Cancelled):
        simulate(DAY, 120, seed=1, effort=Effort(cancel=stop))


def test_warming_up_tells_what_it_does():
    told: list[str] = []
    warm_up(told.append)
    assert len(told) == 2
    assert told[1].startswith("Ready")


def test_an_empty_day_is_a_day():
    empty = replace(DAY, walk_ins=(WalkIns("vehicle", "walk-in", (0.0,) * 48),), appointments=())
    result = simulate(empty, 3, seed=1)
    assert result.ci("coming").value == 0
    assert np.isnan(result.ci("wait").value)
    assert simulate(replace(DAY, clerks=()), 3, seed=1).ci("served").value == 0


def _who(visit: Visit) -> tuple[object, ...]:
    return (visit.arrived, visit.due, visit.service, visit.line, visit.persons)


def _leaves_queue(visit: Visit) -> float:
    return _number(visit.ended if visit.started is None else visit.started)


def _number(value: float | None) -> float:
    assert value is not None
    return value
