from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.dispatch import DispatchPolicy, Waiting
from anlauf.engine.waits import Queue, Server, Visitor, WaitRange, estimate, people_ahead

IDS = frozenset({"ids"})
CARS = frozenset({"cars"})
ME = Visitor(IDS, 10)

servers = st.lists(st.builds(Server, st.just(IDS), st.floats(0, 30)), min_size=1, max_size=4)
visitors = st.lists(st.builds(Visitor, st.just(IDS), st.floats(3, 30)), max_size=8)
appointments = st.lists(
    st.builds(Visitor, st.just(IDS), st.floats(3, 30), st.floats(-10, 60)), max_size=4
)


def wait(queue, me=ME):
    return estimate(queue, me, seed=7, runs=200)


def test_a_free_clerk_and_nobody_ahead_is_no_wait():
    assert wait(Queue([Server(IDS)])) == WaitRange(0, 5, 0)


def test_without_a_clerk_who_can_help_there_is_no_estimate():
    assert wait(Queue([Server(CARS)])) is None
    assert wait(Queue([])) is None


def test_a_long_queue_takes_about_its_work_divided_by_the_clerks():
    found = wait(Queue([Server(IDS)] * 3, [Visitor(IDS, 10)] * 30))
    assert 85 <= found.median <= 105
    assert found.low < found.median < found.high


def test_the_spread_of_service_times_leaves_their_mean_alone():
    found = wait(Queue([Server(IDS)], [Visitor(IDS, 10)] * 40, spread=0.8))
    assert 375 <= found.median <= 410


def test_people_for_other_clerks_do_not_count():
    queue = Queue([Server(IDS), Server(CARS)], [Visitor(CARS, 30)] * 5)
    assert wait(queue) == WaitRange(0, 5, 0)


def test_people_whom_nobody_here_can_serve_do_not_count():
    queue = Queue([Server(IDS)], [Visitor(CARS, 30)] * 5, [Visitor(CARS, 30, due=0)])
    assert wait(queue) == WaitRange(0, 5, 0)


def test_an_appointment_steps_in_once_its_time_has_come():
    busy = [Server(IDS, 20)]
    alone = wait(Queue(busy, spread=0))
    before = wait(Queue(busy, upcoming=[Visitor(IDS, 30, due=15)], spread=0))
    after = wait(Queue(busy, upcoming=[Visitor(IDS, 30, due=25)], spread=0))
    assert (alone.median, before.median, after.median) == (20, 50, 20)


def test_my_own_appointment_overtakes_the_queue_when_its_time_has_come():
    queue = Queue([Server(IDS)], [Visitor(IDS, 10)] * 10, spread=0)
    assert wait(queue).median == 100
    assert wait(queue, Visitor(IDS, 10, due=25)).median == 30


def test_an_early_appointment_is_called_before_its_time_by_an_idle_clerk():
    assert wait(Queue([Server(IDS)]), Visitor(IDS, 10, due=60)) == WaitRange(0, 5, 0)


def test_an_appointment_lets_only_earlier_ones_in():
    upcoming = [Visitor(IDS, 10, due=5), Visitor(IDS, 10, due=40)]
    queue = Queue([Server(IDS, 50)], upcoming=upcoming, spread=0)
    assert wait(queue, Visitor(IDS, 10, due=20)).median == 60
    assert wait(queue, Visitor(IDS, 10)).median == 70


def test_who_is_ahead_by_an_earlier_appointment_stays_ahead():
    queue = Queue([Server(IDS, 50)], [Visitor(IDS, 30, due=10)], spread=0)
    assert wait(queue, Visitor(IDS, 10, due=12)).median == 80


def test_a_clerk_who_gets_free_when_an_appointments_time_comes_takes_the_appointment():
    queue = Queue([Server(IDS, 20)], upcoming=[Visitor(IDS, 30, due=20)], spread=0)
    assert wait(queue).median == 50


def test_an_appointment_is_not_served_before_its_time():
    clerks = [Server(IDS, 40), Server(CARS, 10)]
    coming = [Visitor(CARS, 30, due=15), Visitor(CARS, 30, due=20)]
    queue = Queue(clerks, [Visitor(CARS, 10)], coming, spread=0)
    assert wait(queue, Visitor(CARS, 10)).median == 80


def test_an_appointment_for_another_clerk_leaves_the_gap_before_it_to_me():
    queue = Queue(
        [Server(IDS, 40), Server(CARS)], [Visitor(IDS, 10)], [Visitor(CARS, 30, due=30)], spread=0
    )
    assert wait(queue, Visitor(CARS, 10)).median == 0


def test_the_range_holds_four_waits_of_five():
    """A play with another seed stands for what really happens."""
    queue = Queue([Server(IDS, 5), Server(IDS, 12)], [Visitor(IDS, 12)] * 9)
    announced = estimate(queue, ME, seed=1)
    assert announced is not None
    futures = (estimate(queue, ME, seed=seed, runs=1) for seed in range(2, 302))
    real = [future.median for future in futures if future is not None]
    inside = sum(announced.low <= minutes <= announced.high for minutes in real) / len(real)
    assert 0.75 <= inside <= 0.97


@given(servers, visitors, appointments)
def test_the_same_seed_gives_the_same_answer(clerks, ahead, upcoming):
    queue = Queue(clerks, ahead, upcoming)
    assert wait(queue) == wait(queue)


@given(servers, visitors, appointments, st.floats(0, 1.5))
def test_a_range_is_a_range_in_steps_of_five(clerks, ahead, upcoming, spread):
    found = wait(Queue(clerks, ahead, upcoming, spread))
    assert 0 <= found.low <= found.median <= found.high
    assert found.low < found.high
    assert found.low % 5 == found.median % 5 == found.high % 5 == 0


@given(servers, visitors, st.floats(0, 30))
def test_one_more_equal_clerk_never_makes_it_longer(clerks, ahead, free_at):
    fewer = wait(Queue(clerks, ahead))
    more = wait(Queue([*clerks, Server(IDS, free_at)], ahead))
    assert more.low <= fewer.low
    assert more.median <= fewer.median
    assert more.high <= fewer.high


@given(servers, visitors, st.floats(3, 30))
def test_one_more_ahead_never_makes_it_shorter(clerks, ahead, minutes):
    fewer = wait(Queue(clerks, ahead))
    more = wait(Queue(clerks, [*ahead, Visitor(IDS, minutes)]))
    assert more.low >= fewer.low
    assert more.median >= fewer.median
    assert more.high >= fewer.high


def test_people_ahead_are_counted_in_the_published_order():
    nine = datetime(2026, 9, 7, 9, tzinfo=UTC)
    room = [
        Waiting("walk-in", IDS, nine.replace(minute=1), None, 1),
        Waiting("appointment", IDS, nine.replace(minute=5), nine.replace(minute=10), 2),
    ]
    now = nine.replace(minute=6)
    assert people_ahead(room, "appointment", now, DispatchPolicy()) == 0
    assert people_ahead(room, "walk-in", now, DispatchPolicy()) == 1
    with pytest.raises(ValueError, match="nobody"):
        people_ahead(room, "nobody", now, DispatchPolicy())
