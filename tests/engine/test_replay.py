"""A day replayed: by its own rule it is as it was, by another only the order changes."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.dispatch import DispatchPolicy, Waiting
from anlauf.engine.replay import Guest, Shift, replay

EIGHT = datetime(2026, 11, 23, 8, tzinfo=UTC)
IDS, CARS = frozenset({"ids"}), frozenset({"cars"})
RULE = DispatchPolicy()


def at(minutes):
    return EIGHT + timedelta(minutes=minutes)


def guest(number, came, *, due=None, takes=10.0, skills=IDS, minutes=15):
    said = None if due is None else at(due)
    waiting = Waiting(number, skills, at(came), said, number, minutes=minutes)
    return Guest(waiting, timedelta(minutes=takes))


def shift(number=1, *, starts=0, ends=600, skills=IDS, breaks=()):
    pauses = tuple((at(begins), at(back)) for begins, back in breaks)
    return Shift(number, skills, at(starts), at(ends), pauses)


def test_one_desk_calls_one_after_the_other():
    called = replay([guest(1, 0), guest(2, 1), guest(3, 50)], [shift()], RULE)
    assert called == {1: at(0), 2: at(10), 3: at(50)}


def test_nobody_is_called_before_a_desk_opens_or_during_a_break():
    called = replay([guest(1, -10), guest(2, 4)], [shift(starts=5, breaks=[(10, 40)])], RULE)
    assert called == {1: at(5), 2: at(40)}


def test_whom_nobody_can_serve_or_who_comes_after_the_last_desk_has_gone_is_not_named():
    late, other = guest(1, 700), guest(2, 0, skills=CARS)
    assert replay([late, other], [shift()], RULE) == {}


def test_another_rule_changes_who_goes_first():
    people = [guest(1, 0, takes=20), guest(2, 1), guest(3, 2, due=25)]
    early = replay(people, [shift()], DispatchPolicy(early_minutes=10))
    strict = replay(people, [shift()], DispatchPolicy(early_minutes=0))
    assert (early[2], early[3]) == (at(30), at(20))
    assert (strict[2], strict[3]) == (at(20), at(30))


def test_a_pick_up_desk_takes_small_matters_first():
    people = [guest(1, 0), guest(2, 1), guest(3, 2, minutes=5, takes=2)]
    rule = DispatchPolicy(pickup_desks=frozenset({1}))
    assert replay(people, [shift()], rule)[3] == at(10)


def test_a_specialist_kept_free_looks_again():
    both = IDS | CARS
    people = [guest(1, 0, takes=30), guest(2, 1, takes=30), guest(3, 9, due=8, skills=CARS)]
    rule = DispatchPolicy(rare_skills=CARS, keep_minutes=10)
    called = replay(people, [shift(1, skills=both), shift(2)], rule)
    assert called == {1: at(0), 2: at(19), 3: at(9)}


people = st.lists(
    st.tuples(
        st.integers(0, 300),
        st.none() | st.integers(0, 300),
        st.integers(1, 30),
        st.sampled_from([IDS, CARS]),
    ),
    max_size=12,
)
rules = st.builds(
    DispatchPolicy,
    early_minutes=st.integers(0, 30),
    longest_wait_minutes=st.integers(0, 90),
    keep_minutes=st.integers(0, 20),
    rare_skills=st.sampled_from([frozenset(), CARS]),
    pickup_desks=st.sampled_from([frozenset(), frozenset({1})]),
)


@settings(max_examples=60)
@given(people, rules)
def test_everybody_is_called_once_after_they_came_and_a_desk_has_one_at_a_time(said, rule):
    guests = [
        guest(number, came, due=due, takes=takes, skills=skills)
        for number, (came, due, takes, skills) in enumerate(said)
    ]
    called = replay(guests, [shift(1, skills=IDS | CARS, ends=5000)], rule)
    assert set(called) == set(range(len(guests)))
    assert all(called[one.waiting.key] >= one.waiting.arrived for one in guests)
    in_order = sorted(guests, key=lambda one: called[one.waiting.key])
    for before, after in pairwise(in_order):
        assert called[before.waiting.key] + before.takes <= called[after.waiting.key]


@settings(max_examples=40)
@given(people, rules)
def test_the_work_of_the_day_is_done_at_the_same_time_by_every_rule_that_keeps_nobody_free(
    said, rule
):
    """One desk that is never idle while somebody waits: only the order can change."""
    guests = [guest(n, came, takes=takes) for n, (came, _due, takes, _skills) in enumerate(said)]
    desk = [shift(ends=5000)]

    def done(by):
        called = replay(guests, desk, by)
        return max((called[one.waiting.key] + one.takes for one in guests), default=EIGHT)

    assert done(rule) == done(RULE)
