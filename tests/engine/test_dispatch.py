from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.dispatch import DispatchPolicy, Reason, Waiting, next_for, order, reason

NINE = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
RULE = DispatchPolicy()
IDS = frozenset({"ids"})
CARS = frozenset({"cars"})


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def walk_in(key, arrived, skills=IDS):
    return Waiting(key, skills, at(arrived), None, number=arrived)


def booked(key, due, arrived, skills=IDS):
    return Waiting(key, skills, at(arrived), at(due), number=arrived)


def urgent(one):
    return replace(one, urgent=True)


def called(*people, now=0):
    return [one.key for one in order(people, at(now), RULE)]


minutes = st.integers(-180, 0)
policies = st.builds(
    DispatchPolicy, st.integers(0, 30), st.integers(0, 30), st.sampled_from([0, 20, 60, 120])
)
rooms = st.lists(
    st.tuples(
        minutes,
        st.none() | st.integers(-180, 60),
        st.sampled_from([IDS, CARS, IDS | CARS]),
        st.booleans(),
    ),
    max_size=12,
).map(
    lambda people: [
        Waiting(n, skills, at(arrived), None if due is None else at(due), n, urgent)
        for n, (arrived, due, skills, urgent) in enumerate(people)
    ]
)


def test_an_appointment_whose_time_has_come_goes_before_every_walk_in():
    assert called(walk_in("w", -50), booked("a", due=10, arrived=-1)) == ["a", "w"]


def test_appointments_are_called_by_their_time_not_by_arrival():
    assert called(booked("later", 5, -60), booked("sooner", 0, 0)) == ["sooner", "later"]


def test_an_early_appointment_waits_until_nobody_else_does():
    early = booked("early", due=11, arrived=-60)
    assert called(early, walk_in("w", 0)) == ["w", "early"]
    assert next_for(IDS, [early], at(0), RULE) == early
    assert called(early, walk_in("w", 0), now=1) == ["early", "w"]


def test_someone_late_queues_like_a_walk_in():
    late = booked("late", due=-30, arrived=-14)
    assert called(walk_in("before", -15), late, walk_in("after", -13)) == [
        "before",
        "late",
        "after",
    ]


def test_someone_late_within_the_tolerance_keeps_the_appointment():
    just_in_time = booked("a", due=-15, arrived=0)
    assert called(walk_in("w", -40), just_in_time) == ["a", "w"]
    assert reason(just_in_time, at(0), RULE) is Reason.TIME_HAS_COME


def test_whoever_waited_too_long_stands_among_the_appointments():
    patient = walk_in("patient", -65)  # too long since 08:55
    assert called(booked("08:50", -10, -20), patient, booked("09:00", 0, -20)) == [
        "08:50",
        "patient",
        "09:00",
    ]


def test_someone_urgent_is_called_as_if_they_had_waited_longer_but_only_so_much():
    someone = urgent(walk_in("urgent", 0))
    assert called(walk_in("w", -50), someone) == ["urgent", "w"]
    assert called(booked("a", -14, -20), someone) == ["urgent", "a"]
    assert called(booked("a", -16, -20), someone) == ["a", "urgent"]
    assert called(walk_in("patient", -76), someone) == ["patient", "urgent"]


def test_an_urgent_appointment_does_not_come_before_its_time():
    assert called(urgent(booked("early", 30, -60)), walk_in("w", 0)) == ["w", "early"]


def test_a_clerk_gets_only_people_they_can_serve():
    people = [walk_in("car", -30, CARS), walk_in("id", -20, IDS)]
    assert next_for(IDS, people, at(0), RULE) == people[1]
    assert next_for(IDS | CARS, people, at(0), RULE) == people[0]
    assert next_for(frozenset({"permits"}), people, at(0), RULE) is None


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (walk_in("w", -59), Reason.WALK_IN),
        (walk_in("w", -60), Reason.WAITED_TOO_LONG),
        (booked("a", 10, -5), Reason.TIME_HAS_COME),
        (booked("a", 11, -5), Reason.EARLY),
        (booked("a", -40, -20), Reason.LATE),
        (booked("a", -100, -60), Reason.WAITED_TOO_LONG),
        (booked("a", -100, -110), Reason.TIME_HAS_COME),
        (urgent(walk_in("w", -1)), Reason.URGENT),
        (urgent(booked("a", -100, -60)), Reason.URGENT),
        (urgent(booked("a", 11, -5)), Reason.EARLY),
    ],
)
def test_everybody_can_be_told_why(one, why):
    assert reason(one, at(0), RULE) is why


def test_negative_minutes_are_refused():
    with pytest.raises(ValueError, match="early_minutes=-1"):
        DispatchPolicy(early_minutes=-1)


@given(rooms, policies, st.randoms())
def test_the_order_does_not_depend_on_how_the_room_was_listed(room, policy, random):
    shuffled = random.sample(room, len(room))
    assert order(room, NINE, policy) == order(shuffled, NINE, policy)


@given(rooms, policies)
def test_the_next_one_is_the_first_in_order_whom_the_clerk_can_serve(room, policy):
    for skills in (IDS, CARS, IDS | CARS):
        servable = [one for one in order(room, NINE, policy) if one.skills <= skills]
        assert next_for(skills, room, NINE, policy) == (servable[0] if servable else None)


@given(rooms, policies, st.data(), st.integers(1, 120))
def test_arriving_earlier_never_makes_anybody_later(room, policy, data, sooner):
    if not room:
        return
    one = data.draw(st.sampled_from(room))
    others = [other for other in room if other is not one]
    earlier = replace(one, arrived=one.arrived - timedelta(minutes=sooner))
    before = order(room, NINE, policy).index(one)
    assert order([*others, earlier], NINE, policy).index(earlier) <= before


@given(rooms, policies)
def test_nobody_of_one_class_overtakes_another(room, policy):
    in_order = order(room, NINE, policy)
    whys = [reason(one, NINE, policy) for one in in_order]
    first = [one for one, why in zip(in_order, whys, strict=True) if why is Reason.TIME_HAS_COME]
    by_arrival = [
        one.arrived
        for one, why in zip(in_order, whys, strict=True)
        if why in (Reason.WALK_IN, Reason.LATE)
    ]
    assert [one.due for one in first] == sorted(one.due for one in first if one.due)
    assert by_arrival == sorted(by_arrival)
    ranks = [_class_of(why) for why in whys]
    assert ranks == sorted(ranks)


def _class_of(why):
    first = (Reason.TIME_HAS_COME, Reason.WAITED_TOO_LONG, Reason.URGENT)
    return 0 if why in first else {Reason.EARLY: 2}.get(why, 1)


@given(rooms, policies, st.data(), st.integers(0, 300))
def test_once_someone_waited_too_long_no_newcomer_overtakes(room, policy, data, later):
    """No starvation: only earlier arrivals and appointments for an earlier time go first."""
    if not room:
        return
    one = data.draw(st.sampled_from(room))
    punctual = one.due is not None and one.arrived <= one.due + policy.tolerance
    enough = (one.due if punctual else one.arrived) + policy.longest_wait
    now = max(enough, NINE) + timedelta(minutes=later)
    urgent_enough = enough + policy.urgent + timedelta(minutes=1)
    newcomers = [
        Waiting("urgent", one.skills, urgent_enough, None, 999, urgent=True),
        Waiting("walk-in", one.skills, enough + timedelta(minutes=1), None, 1000),
        Waiting("late", one.skills, enough + timedelta(minutes=1), NINE - timedelta(days=1), 1001),
        Waiting("appointment", one.skills, NINE, enough + timedelta(minutes=1), 1002),
    ]
    in_order = order([*room, *newcomers], now, policy)
    assert all(in_order.index(one) < in_order.index(other) for other in newcomers)


@given(st.lists(st.booleans(), min_size=30, max_size=30), policies)
def test_under_a_flood_everybody_is_called_within_a_bound(appointments, policy):
    """One clerk, one call every ten minutes, two arrivals each time: the wait stays bounded.

    Before a walk-in go at most those who arrived earlier and the appointments promised for a time
    before the walk-in had waited too long.
    """
    room: list[Waiting] = []
    called_at: dict[Waiting, datetime] = {}
    now = NINE
    for number, is_booked in enumerate(appointments):
        due = now + timedelta(minutes=5) if is_booked else None
        room.append(Waiting(("first", number), IDS, now, due, 2 * number))
        room.append(Waiting(("second", number), IDS, now, None, 2 * number + 1))
        now = _call_one(room, called_at, now, policy)
    everybody = list(room) + list(called_at)
    while room:
        now = _call_one(room, called_at, now, policy)
    for one in everybody:
        before = [other for other in everybody if called_at[other] < called_at[one]]
        allowed = (one.due or one.arrived) + policy.longest_wait
        assert all(other.arrived <= one.arrived or other.due <= allowed for other in before)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 60)), max_size=40), st.integers(1, 4))
def test_a_further_clerk_never_makes_anybody_of_one_class_wait_longer(visits, clerks):
    """Everybody walks in and needs the same; who came earlier is called earlier."""
    fewer, more = starts(visits, clerks), starts(visits, clerks + 1)
    assert all(after <= before for before, after in zip(fewer, more, strict=True))


def starts(visits, clerks):
    """The minute at which each walk-in is called, with so many clerks."""
    free, began, clock, room = [0] * clerks, {}, 0, []
    for number, (gap, _minutes) in enumerate(visits):
        clock += gap
        room.append(Waiting(number, IDS, at(clock), None, number))
    while room:
        clerk = min(range(clerks), key=free.__getitem__)
        now = max(free[clerk], min((one.arrived - NINE).seconds // 60 for one in room))
        here = [one for one in room if one.arrived <= at(now)]
        one = next_for(IDS, here, at(now), RULE)
        assert one is not None
        room.remove(one)
        began[one.key] = now
        free[clerk] = now + visits[one.key][1]
    return [began[number] for number in range(len(visits))]


def _call_one(room, called_at, now, policy):
    one = next_for(IDS, room, now, policy)
    room.remove(one)
    called_at[one] = now
    return now + timedelta(minutes=10)
