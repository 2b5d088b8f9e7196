"""Waits by playing the rest of the day: plain cases, and the rule of dispatch."""

from dataclasses import replace
from itertools import pairwise
from math import inf, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.dispatch import DispatchPolicy
from anlauf.engine.service_times import Law, law_of, usual
from anlauf.engine.waits import Desk, Flow, Newcomer, Person, Room, forecast, play
from anlauf.engine.waits.duty import Planned, Resting, on_duty
from anlauf.engine.waits.room import Habits

IDS = frozenset({"ids"})
CARS = frozenset({"cars"})
BOTH = IDS | CARS
SURE = Habits(late_mean=0.0, late_spread=0.01, no_show=0.0)


def exactly(minutes):
    return Law(log(minutes), 0.0)


def about(minutes):
    return law_of(minutes, usual())


def desks(count, skills=IDS, **said):
    return tuple(Desk(f"{'+'.join(sorted(skills))} {n}", skills, **said) for n in range(count))


def walk_in(key, minutes=10, *, came=-5.0, skills=IDS, **said):
    return Person(key, skills, exactly(minutes), came=came, **said)


def expected(key, minutes, due, skills=IDS):
    return Person(key, skills, exactly(minutes), due=due)


def wait(room, key="me"):
    found = forecast(play(room, seed=7)[key])
    return None if found is None else round(found.median)


def test_a_free_desk_and_nobody_ahead_is_no_wait():
    assert wait(Room(desks(1), (walk_in("me"),))) == 0


def test_without_a_desk_that_can_help_nobody_is_called():
    assert wait(Room(desks(1, CARS), (walk_in("me"),))) is None
    assert play(Room((), (walk_in("me"),)), seed=1) == {}


def test_a_queue_takes_its_work_divided_by_the_desks():
    people = (*(walk_in(n, came=-30 + n) for n in range(9)), walk_in("me", came=-1))
    assert wait(Room(desks(3), people)) == 30


def test_the_way_to_the_desk_counts_after_every_visit():
    people = (*(walk_in(n, came=-30 + n) for n in range(9)), walk_in("me", came=-1))
    assert wait(Room(desks(3), people, turnover=exactly(2))) == 36


def test_whoever_is_being_served_leaves_a_file_to_close_too():
    busy = (Desk("d", IDS, serving=exactly(20)),)
    assert wait(Room(busy, (walk_in("me"),), turnover=exactly(2))) == 22


def test_on_a_slow_day_everything_takes_longer():
    busy = (Desk("d", IDS, serving=exactly(20)),)
    people = (walk_in("other", 10, came=-8), walk_in("me", came=-1))
    assert wait(Room(busy, people, tempo=1.2)) == 36


def test_people_for_other_desks_do_not_count():
    people = (*(walk_in(n, 30, skills=CARS) for n in range(5)), walk_in("me", came=0))
    assert wait(Room((*desks(1), *desks(1, CARS)), people)) == 0


def test_whom_nobody_here_can_serve_holds_up_nobody():
    assert wait(Room(desks(1), (walk_in(1, skills=CARS), walk_in("me", came=0)))) == 0


def test_at_a_moved_desk_those_it_was_moved_to_go_before_others():
    people = (*(walk_in(n, came=-30 + n) for n in range(3)), walk_in("me", came=-1, skills=CARS))
    usual = Room((Desk("d", BOTH),), people)
    moved = Room((Desk("d", BOTH, first=CARS),), people)
    assert (wait(usual), wait(moved)) == (30, 0)
    assert (wait(usual, 0), wait(moved, 0)) == (0, 10)


def test_nobody_waits_longer_than_the_rule_says_because_a_desk_was_moved():
    others = (walk_in(n, came=-30 + n, skills=CARS) for n in range(3))
    people = (*others, walk_in("me", came=-70))
    assert wait(Room((Desk("d", BOTH, first=CARS),), people)) == 0


def test_a_newcomer_is_told_that_the_desk_was_moved():
    waiting = tuple(walk_in(n, came=-9 + n) for n in range(3))
    new = (Newcomer("car", CARS), Newcomer("me", IDS))
    room = Room((Desk("d", BOTH, first=CARS),), waiting, newcomers=new)
    assert (wait(room, "car"), wait(room, "me")) == (0, 30)


def test_an_appointment_steps_in_when_its_time_has_come_and_its_visitor_too():
    busy = (Desk("d", IDS, serving=exactly(20)),)
    rule = DispatchPolicy(early_minutes=0)
    for due, median in ((15, 50), (25, 20)):
        people = (walk_in("me"), expected("other", 30, due))
        assert wait(Room(busy, people, habits=SURE, policy=rule)) == median


def test_an_appointment_nobody_comes_to_costs_nothing():
    busy = (Desk("d", IDS, serving=exactly(20)),)
    people = (walk_in("me"), expected("other", 30, 15))
    nobody = Habits(late_mean=0.0, late_spread=0.01, no_show=1.0)
    assert wait(Room(busy, people, habits=nobody)) == 20


def test_who_comes_early_is_called_early_only_while_nobody_else_waits():
    me = walk_in("me", came=0.0, due=60.0)
    assert wait(Room(desks(1), (me,))) == 0
    assert wait(Room(desks(1), (walk_in("other", 30), me))) == 30


def test_walk_ins_still_to_come_are_called_before_who_comes_early():
    """An early visitor must not be told a short wait that the next walk-ins will take away."""
    me = walk_in("me", came=0.0, due=60.0)
    busy = (Desk("d", IDS, serving=exactly(10)),)
    quiet = wait(Room(busy, (me,)))
    rush = wait(Room(busy, (me,), flows=(Flow(IDS, exactly(10), a_minute=0.3, until=90),)))
    assert quiet == 10
    assert 45 <= rush <= 65


def test_who_waits_too_long_stands_before_later_appointments():
    busy = (Desk("d", IDS, serving=exactly(20)),)
    people = (walk_in("me", came=-50), expected("other", 30, 15))
    assert wait(Room(busy, people, habits=SURE)) == 20


def test_who_is_urgent_goes_before_others():
    busy = (Desk("d", IDS, serving=exactly(5)),)
    people = (walk_in("other", 30, came=-8), walk_in("me", came=-1, urgent=True))
    assert wait(Room(busy, people)) == 5


def test_a_pick_up_desk_takes_small_matters_first():
    busy = (Desk("d", IDS, pickup=True, serving=exactly(5)),)
    people = (walk_in("other", 30, came=-8), walk_in("me", 5, came=-1, small=True))
    assert wait(Room(busy, people)) == 5
    assert wait(Room(busy, people), "other") == 10


def test_a_specialist_is_kept_for_an_appointment_when_a_colleague_can_help():
    rule = DispatchPolicy(rare_skills=CARS, keep_minutes=10)
    specialist, colleague = Desk("s", BOTH), Desk("c", IDS, serving=exactly(25))
    people = (walk_in("me"), expected("car", 10, 8, CARS))
    alone = Room((specialist,), people, habits=SURE, policy=rule)
    both = Room((specialist, colleague), people, habits=SURE, policy=rule)
    assert wait(alone) == 0
    assert 15 <= wait(both) <= 20


def test_a_visit_that_wants_a_desk_waits_for_it():
    here = (Desk(1, IDS), Desk(2, IDS, serving=exactly(12)))
    assert wait(Room(here, (walk_in("me", desk=2),))) == 12


def test_a_break_ahead_is_waited_for():
    pausing = (Desk("d", IDS, serving=exactly(5), away=((3.0, 33.0),)),)
    assert wait(Room(pausing, (walk_in("me"),))) == 33


def test_nobody_is_called_after_the_last_desk_has_gone():
    going = (Desk("d", IDS, serving=exactly(20), away=((15.0, inf),)),)
    assert wait(Room(going, (walk_in("me"),))) is None


def test_work_that_has_lasted_long_will_probably_last_longer():
    """Lognormal times: whoever is still there after twice the planned minutes is a hard case."""
    fresh = Desk("d", IDS, serving=about(10), served=1)
    long_there = Desk("d", IDS, serving=about(10), served=25)
    left = play(Room((long_there,), (walk_in("me"),)), seed=3)["me"]
    assert 4 <= np.mean(left) <= 12
    assert np.mean(left) > 0.4 * np.mean(play(Room((fresh,), (walk_in("me"),)), seed=3)["me"])


def test_a_newcomer_waits_for_all_and_nobody_waits_for_a_newcomer():
    people = tuple(walk_in(n, came=-30 + n) for n in range(6))
    alone, asked = Room(desks(2), people), Room(desks(2), people, newcomers=(Newcomer("me", IDS),))
    assert wait(asked) == 30
    for n in range(6):
        assert wait(alone, n) == wait(asked, n)


def test_in_an_empty_room_a_newcomer_is_called_at_once_or_when_somebody_is_free():
    assert wait(Room(desks(1), newcomers=(Newcomer("me", IDS),))) == 0
    busy = (Desk("d", IDS, serving=exactly(12)),)
    assert wait(Room(busy, newcomers=(Newcomer("me", IDS),))) == 12
    assert wait(Room(desks(1, CARS), newcomers=(Newcomer("me", IDS),))) is None


rooms = st.builds(
    lambda served, came, due: Room(
        tuple(Desk(n, IDS, serving=about(12), served=s) for n, s in enumerate(served)),
        (
            *(Person(n, IDS, about(10), came=-float(c)) for n, c in enumerate(sorted(came)[::-1])),
            *(Person(("a", n), IDS, about(15), due=float(d)) for n, d in enumerate(due)),
        ),
    ),
    st.lists(st.floats(0, 30), min_size=1, max_size=4),
    st.lists(st.integers(1, 40), min_size=1, max_size=8, unique=True),
    st.lists(st.integers(-10, 60), max_size=4),
)


@settings(max_examples=30)
@given(rooms)
def test_the_same_seed_gives_the_same_waits(room):
    one, again = play(room, seed=5, runs=20), play(room, seed=5, runs=20)
    assert all((one[key] == again[key]).all() for key in one)


@settings(max_examples=30)
@given(rooms)
def test_equals_are_called_in_their_order_in_every_run(room):
    waits = play(room, seed=5, runs=20)
    first_come = [waits[one.key] for one in room.people if one.came is not None]
    for earlier, later in pairwise(first_come):
        assert (earlier <= later).all()


@settings(max_examples=30)
@given(rooms, st.floats(1, 3), st.floats(0.2, 4))
def test_nobody_in_a_room_of_equals_waits_less_on_a_slower_day(room, slower, closing):
    """With one kind of matter and no appointments, more work can only take longer."""
    waiting = tuple(one for one in room.people if one.came is not None)
    plain = replace(room, people=waiting)
    slow = replace(plain, tempo=slower, turnover=exactly(closing))
    quick, late = play(plain, seed=5, runs=20), play(slow, seed=5, runs=20)
    assert all((quick[key] <= late[key] + 1e-9).all() for key in quick)


def test_the_plan_sends_clerks_to_lunch_and_brings_others():
    plan = Planned(IDS, (2, 2, 1, 1, 3), (-1.0, 4.0, 9.0, 14.0, 19.0))
    found = on_duty(desks(2), (), (plan,))
    assert [desk.away for desk in found] == [(), ((9.0, 19.0),), ((0.0, 19.0),)]


def test_whoever_rests_comes_back_by_the_plan_or_after_a_while():
    resting = [Resting(Desk("r", IDS), 20.0)]
    by_plan = on_duty(desks(1), resting, (Planned(IDS, (1, 2), (0.0, 5.0)),))
    without = on_duty(desks(1), resting, (Planned(IDS, (1, 1), (0.0, 5.0)),))
    assert [desk.away for desk in by_plan] == [(), ((0.0, 5.0),)]
    assert [desk.away for desk in without] == [(), ((0.0, 20.0),)]


def test_after_the_plans_end_people_are_still_served():
    plan = Planned(IDS, (1, 1, 0, 0), (0.0, 5.0, 10.0, 15.0))
    assert [desk.away for desk in on_duty(desks(1), (), (plan,))] == [()]


@pytest.mark.parametrize("count", [3])
def test_the_range_holds_four_plays_of_five(count):
    """Other dice stand for what really happens."""
    people = tuple(Person(n, IDS, about(12), came=-20.0 + n) for n in range(12))
    room = Room(tuple(Desk(n, IDS, serving=about(12), served=4) for n in range(count)), people)
    said = forecast(play(room, seed=1)[11])
    assert said is not None
    real = play(room, seed=2, runs=1000)[11]
    assert 0.74 <= np.mean((said.low <= real) & (real <= said.high)) <= 0.86
