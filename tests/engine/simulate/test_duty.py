"""Who is on duty: changes of staff never put more people to work than the plan says."""

from dataclasses import replace

import pytest

from anlauf.engine.simulate import Clerk, Fixed, OfficeDay, WalkIns, simulate, trace
from bench import known

ANY = frozenset({"any"})


def shifts(*hours: tuple[float, float]) -> tuple[Clerk, ...]:
    return tuple(Clerk(f"c{n}", ANY, start, end) for n, (start, end) in enumerate(hours))


def office(clerks: tuple[Clerk, ...], desks: int = 9):
    day = known.plain(rate=0.9, minutes=Fixed(1.0), clerks=1, hours=5)
    return replace(day, clerks=clerks, desks=desks)


def test_one_clerk_always_is_one_clerk_however_the_duty_is_cut():
    """An outgoing and an incoming clerk never serve at once when the plan says one."""
    whole = simulate(office(shifts((0, 300))), 200, seed=3)
    cut = simulate(
        office(shifts(*((h, h + 7.3) for h in range(0)), (0, 100.5), (100.5, 211.7), (211.7, 300))),
        200,
        seed=3,
    )
    assert (whole.rows[:, 4] == cut.rows[:, 4]).all()
    assert whole.ci("wait").value == pytest.approx(cut.ci("wait").value, rel=1e-12)


def test_a_day_that_is_full_serves_what_its_minutes_hold():
    crowded = replace(
        office(shifts(*((60.0 * n, 60.0 * n + 60) for n in range(5)))),
        services=(replace(office(()).services[0], minutes=Fixed(7.0)),),
        walk_ins=(WalkIns("any", "all", (600.0,)),),
    )
    assert most_at_once(services(crowded)) == 1
    assert len(services(crowded)) <= 43  # 300 minutes, seven each, and the last one begun in time


def test_a_late_break_is_as_long_as_planned():
    clerk = Clerk("c0", ANY, 0.0, 300.0, ((10.5, 40.5),))
    day = replace(
        office((clerk,)),
        services=(replace(office(()).services[0], minutes=Fixed(7.0)),),
        walk_ins=(WalkIns("any", "all", (600.0,)),),
    )
    begun = [start for start, _ in services(day)]
    before = max(s for s in begun if s < 10.5)
    assert min(s for s in begun if s > 10.5) == pytest.approx(before + 7 + 30)


def test_desks_are_a_limit():
    crowded = replace(
        office(shifts(*[(0, 300)] * 6), desks=4), walk_ins=(WalkIns("any", "all", (3000.0,)),)
    )
    assert most_at_once(services(crowded)) == 4


def test_whoever_finishes_late_goes_late():
    day = replace(
        office(shifts((0, 60))),
        services=(replace(office(()).services[0], minutes=Fixed(7.0)),),
        walk_ins=(WalkIns("any", "all", (600.0,)),),
    )
    last = max(end for _, end in services(day))
    assert 60 < last < 67
    assert simulate(day, 1, seed=1).ci("overtime").value == pytest.approx(last - 60)


def test_idle_minutes_are_for_the_back_office_once_settled():
    day = replace(office(shifts((0, 300))), walk_ins=(WalkIns("any", "all", (0.0,)),))
    assert simulate(day, 1, seed=1).ci("back_office").value == 300
    assert simulate(replace(day, settling=5.0), 1, seed=1).ci("back_office").value == 295


def services(day: OfficeDay) -> list[tuple[float, float]]:
    """From when to when somebody was served."""
    return [
        (visit.started, visit.ended)
        for visit in trace(day, seed=1)
        if visit.started is not None and visit.ended is not None
    ]


def most_at_once(served: list[tuple[float, float]]) -> int:
    steps = sorted([(start, 1) for start, _ in served] + [(end, -1) for _, end in served])
    there = most = 0
    for _, step in steps:
        there += step
        most = max(most, there)
    return most
