from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.capacity import Need
from anlauf.engine.contingent import earliest_walk_in
from tests.engine.capacity_examples import day, filled, need, needs, pages, wishes

CLOSES = 120


def test_a_walk_in_starts_at_once_where_a_clerk_is_free():
    page = day(("ids", 96, 120))
    assert earliest_walk_in(page, [], need("ids", 3), 100, CLOSES) == 100


def test_a_walk_in_waits_for_the_gap_between_appointments():
    page = day(("ids", 96, 120)).taken(0, 100, 3).taken(0, 105, 3)
    assert earliest_walk_in(page, [], need("ids", 2), 100, CLOSES) == 103
    assert earliest_walk_in(page, [], need("ids", 3), 100, CLOSES) == 108


def test_those_already_waiting_come_first():
    page = day(("ids", 96, 120))
    overdue = [need("ids", 3), need("ids", 4)]
    assert earliest_walk_in(page, overdue, need("ids", 3), 100, CLOSES) == 107


def test_the_answer_is_no_if_it_would_not_be_done_by_closing_time():
    page = day(("ids", 96, 140))
    assert earliest_walk_in(page, [], need("ids", 4), 116, CLOSES) == 116
    assert earliest_walk_in(page, [], need("ids", 4), 117, CLOSES) is None


def test_the_answer_is_no_if_nobody_has_the_skill():
    assert earliest_walk_in(day(("ids", 96, 120)), [], need("cars", 1), 100, CLOSES) is None


def test_someone_waiting_for_another_clerk_takes_nothing_away():
    page = day(("ids", 96, 120), ("cars", 96, 120))
    assert earliest_walk_in(page, [need("cars", 9)] * 5, need("ids", 3), 100, CLOSES) == 100


def test_someone_who_fits_in_no_single_gap_still_takes_the_time():
    page = day(("ids", 96, 120)).taken(0, 104, 12)  # 4 ticks before, 4 ticks after
    assert earliest_walk_in(page, [], need("ids", 3), 100, CLOSES) == 100
    assert earliest_walk_in(page, [need("ids", 6)], need("ids", 3), 100, CLOSES) is None
    assert earliest_walk_in(page, [need("ids", 5)], need("ids", 3), 100, CLOSES) == 117


@given(pages, wishes, st.lists(needs, max_size=5), needs, st.integers(90, 125))
def test_a_yes_leaves_all_appointments_and_closing_time_untouched(page, wanted, overdue, wish, now):
    page, _ = filled(page, wanted)
    start = earliest_walk_in(page, overdue, wish, now, CLOSES)
    if start is not None:
        assert now <= start <= CLOSES - wish.ticks
        assert page.fits(wish, start)


@given(pages, st.lists(needs, max_size=4), needs, needs, st.integers(90, 125))
def test_one_more_waiting_never_gives_an_earlier_start(page, overdue, more, wish, now):
    fewer = earliest_walk_in(page, overdue, wish, now, CLOSES)
    most = earliest_walk_in(page, [*overdue, more], wish, now, CLOSES)
    assert most is None or (fewer is not None and fewer <= most)


def test_an_unservable_need_of_a_whole_day_is_no():
    assert earliest_walk_in(day(("ids", 0, 288)), [], Need(frozenset(), 288), 1, 288) is None
