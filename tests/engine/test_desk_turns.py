from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.desk_turns import Because, Caller, Coming, Preference, because, line_for
from anlauf.engine.dispatch import DispatchPolicy, Reason, is_overdue, order, rank
from tests.engine.test_dispatch import CARS, IDS, NINE, at, booked, rooms, urgent, walk_in

RULE = DispatchPolicy(rare_skills=CARS)
BOTH = IDS | CARS
ANYBODY = Caller(IDS)
PICKUP = Caller(IDS, pickup=True)
SPECIALIST = Caller(BOTH, colleagues=(IDS,))
ALONE = Caller(BOTH)

callers = st.builds(
    Caller,
    st.sampled_from([IDS, CARS, BOTH]),
    st.lists(st.sampled_from([IDS, CARS, BOTH]), max_size=3).map(tuple),
    st.booleans(),
    st.sampled_from([frozenset(), CARS, IDS]),
)
sized_rooms = st.tuples(
    rooms, st.lists(st.sampled_from([5, 15, 30]), min_size=12, max_size=12)
).map(
    lambda drawn: [
        replace(one, minutes=size) for one, size in zip(drawn[0], drawn[1], strict=False)
    ]
)
coming = st.lists(
    st.builds(Coming, st.sampled_from([IDS, CARS, BOTH]), st.integers(-30, 60).map(at)), max_size=3
)


def small(one):
    return replace(one, minutes=5)


def long(one):
    return replace(one, minutes=30)


def keys(caller, *people, coming=()):
    return [one.key for one in line_for(caller, people, NINE, RULE, coming)]


def test_a_pick_up_desk_takes_small_matters_first_and_others_when_there_are_none():
    people = [long(booked("appointment", 0, -5)), small(walk_in("pick-up", 0))]
    assert keys(PICKUP, *people) == ["pick-up", "appointment"]
    assert keys(ANYBODY, *people) == ["appointment", "pick-up"]


def test_whoever_waited_too_long_goes_first_at_a_pick_up_desk_too():
    assert keys(PICKUP, small(walk_in("small", -30)), long(walk_in("patient", -60))) == [
        "patient",
        "small",
    ]


def test_a_specialist_takes_those_who_need_them_before_walk_ins_who_do_not():
    people = [walk_in("id", -30), walk_in("car", 0, CARS)]
    assert keys(SPECIALIST, *people) == ["car", "id"]


def test_a_specialist_still_serves_in_turn_whose_time_has_come():
    people = [booked("id", 0, -5), walk_in("car", -30, CARS)]
    assert keys(SPECIALIST, *people) == ["id", "car"]


def test_shortly_before_their_appointment_a_specialist_takes_nobody_a_colleague_could():
    soon = [Coming(CARS, at(10))]
    assert keys(SPECIALIST, walk_in("id", -30), coming=soon) == []
    assert keys(SPECIALIST, walk_in("id", -30), coming=[Coming(CARS, at(11))]) == ["id"]
    assert keys(SPECIALIST, walk_in("id", -60), coming=soon) == ["id"]
    assert keys(ALONE, walk_in("id", -30), coming=soon) == ["id"]


def test_two_specialists_do_not_both_stay_free_without_anybody_left_to_serve():
    pair = Caller(BOTH, colleagues=(BOTH,))
    assert keys(pair, walk_in("id", -30), coming=[Coming(CARS, at(10))]) == ["id"]


def test_a_call_says_why_and_over_whom():
    first, second = long(walk_in("first", -30)), small(walk_in("second", -10))
    people = [first, second, walk_in("car", -50, CARS)]
    assert because(PICKUP, second, people, NINE, RULE) == Because(
        Reason.WALK_IN, at(-10), Preference.SMALL_MATTER, passed=1
    )
    assert because(ANYBODY, first, people, NINE, RULE) == Because(Reason.WALK_IN, at(-30))
    assert because(SPECIALIST, people[2], people, NINE, RULE) == Because(Reason.WALK_IN, at(-50))


def test_a_desk_without_preferences_passes_nobody_while_a_colleague_calls_the_first():
    first, second = walk_in("first", -30), walk_in("second", -10)
    told = because(ANYBODY, second, [first, second], NINE, RULE)
    assert told == Because(Reason.WALK_IN, at(-10))


@given(callers, sized_rooms, coming)
def test_a_desk_calls_only_whom_it_can_serve(caller, room, coming):
    assert all(one.skills <= caller.skills for one in line_for(caller, room, NINE, RULE, coming))


@given(callers, sized_rooms, coming)
def test_nobody_overdue_is_passed_over_by_any_desk(caller, room, coming):
    """No starvation: past the longest wait only the order of the room counts, and nobody hides."""
    line = line_for(caller, room, NINE, RULE, coming)
    for one in room:
        if not is_overdue(one, NINE, RULE) or not one.skills <= caller.skills:
            continue
        before = line[: line.index(one)]
        assert all(rank(other, NINE, RULE) < rank(one, NINE, RULE) for other in before)


@given(sized_rooms, coming)
def test_a_desk_with_nothing_to_prefer_follows_the_order_of_the_room(room, coming):
    plain = DispatchPolicy()
    able = [one for one in room if one.skills <= IDS]
    assert line_for(ANYBODY, room, NINE, plain, coming) == order(able, NINE, plain)


@given(callers, sized_rooms, coming, st.data(), st.integers(1, 120))
def test_at_no_desk_does_coming_earlier_make_anybody_later(caller, room, coming, data, sooner):
    line = line_for(caller, room, NINE, RULE, coming)
    if not line:
        return
    one = data.draw(st.sampled_from(line))
    others = [other for other in room if other is not one]
    earlier = replace(one, arrived=one.arrived - timedelta(minutes=sooner))
    again = line_for(caller, [*others, earlier], NINE, RULE, coming)
    assert again.index(earlier) <= line.index(one)


@given(callers, sized_rooms, coming)
def test_alike_people_are_called_in_the_order_of_the_room(caller, room, coming):
    """No inversion: same need, same size, same class.

    A desk that prefers some also has those before the others who waited too long to be passed over.
    """
    prefers = caller.pickup or caller.first
    line = line_for(caller, room, NINE, RULE, coming)
    for place, one in enumerate(line):
        for later in line[place + 1 :]:
            if prefers and is_overdue(one, NINE, RULE) != is_overdue(later, NINE, RULE):
                continue
            if (one.skills, one.minutes) == (later.skills, later.minutes):
                assert rank(one, NINE, RULE) < rank(later, NINE, RULE)


def test_an_urgent_visit_is_not_kept_waiting_by_what_a_specialist_is_kept_for():
    someone = urgent(walk_in("urgent", 0))
    assert keys(SPECIALIST, someone, coming=[Coming(CARS, at(5))]) == ["urgent"]


MOVED = Caller(BOTH, first=CARS)


def test_a_moved_desk_takes_those_it_was_moved_to_before_an_appointment_of_others():
    people = [booked("appointment", 0, -5), walk_in("car", 0, skills=CARS)]
    assert keys(MOVED, *people) == ["car", "appointment"]
    told = because(MOVED, people[1], people, NINE, DispatchPolicy())
    assert (told.preference, told.passed) == (Preference.MOVED, 1)


def test_whoever_waited_too_long_goes_first_at_a_moved_desk_too():
    people = [walk_in("car", -30, skills=CARS), walk_in("patient", -60)]
    assert keys(MOVED, *people) == ["patient", "car"]


def test_a_moved_desk_calls_everybody_when_nobody_needs_what_it_was_moved_to():
    assert keys(MOVED, walk_in("second", 0), walk_in("first", -5)) == ["first", "second"]
