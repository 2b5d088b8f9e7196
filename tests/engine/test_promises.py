from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.capacity import Promise, level, rebalanced, settle
from anlauf.engine.grid import Span
from tests.engine.capacity_examples import (
    can_be_worked,
    day,
    filled,
    need,
    needs,
    pages,
    starts,
    wishes,
)


def laid(promises, lanes):
    return [replace(p, group=lanes[p.key]) for p in promises if p.key in lanes]


@given(pages, wishes)
def test_settling_an_unchanged_day_changes_nothing(page, wanted):
    full, promises = filled(page, wanted)
    settlement = settle(full, promises)
    assert settlement.page == full
    assert settlement.lanes == {p.key: p.group for p in promises}
    assert settlement.conflicts == ()


@given(pages, pages, wishes)
def test_settling_on_new_supply_loses_nobody_and_promises_nothing_twice(old, new, wanted):
    _, promises = filled(old, wanted)
    settlement = settle(new, promises)
    assert {p.key for p in promises} == settlement.lanes.keys() | set(settlement.conflicts)
    assert settlement.lanes.keys().isdisjoint(settlement.conflicts)
    assert settlement.page.leaks() == []
    assert can_be_worked(settlement.page, laid(promises, settlement.lanes))
    assert settlement.page.emptied() == new


@given(pages, wishes)
def test_the_settled_page_holds_exactly_the_settled_promises(page, wanted):
    _, promises = filled(page, wanted)
    settlement = settle(page, promises)
    again = page
    for promise in laid(promises, settlement.lanes):
        again = again.taken(promise.group, promise.start, promise.need.ticks)
    assert again == settlement.page


@settings(max_examples=150)
@given(pages, st.lists(st.tuples(needs, starts), max_size=5))
def test_nobody_is_a_conflict_if_any_arrangement_serves_all(page, wanted):
    promises = [Promise(key, wish, start) for key, (wish, start) in enumerate(wanted)]
    assert (settle(page, promises).conflicts == ()) == _servable(page, promises)


def _servable(page, promises):
    """Try every group for everybody."""
    for lanes in product(range(len(page.groups)), repeat=len(promises)):
        try:
            _take_all(page, promises, lanes)
        except ValueError:
            continue
        return True
    return not promises


def _take_all(page, promises, lanes):
    for promise, lane in zip(promises, lanes, strict=True):
        if not promise.need.skills <= page.groups[lane].skills:
            raise ValueError
        page = page.taken(lane, promise.start, promise.need.ticks)


@given(
    st.integers(1, 2),
    st.lists(st.tuples(st.integers(96, 104), st.integers(1, 8)), min_size=4, max_size=8),
)
def test_with_equal_clerks_the_fewest_people_become_conflicts(count, visits):
    page = day(*[("ids", 96, 120)] * count)
    promises = [Promise(n, need("ids", t), start) for n, (start, t) in enumerate(visits)]
    kept = len(settle(page, promises).lanes)
    more = combinations(promises, kept + 1)
    assert not any(_servable(page, list(chosen)) for chosen in more)


def test_one_long_visit_gives_way_to_two_short_ones():
    page = day(("ids", 96, 120))
    promises = [
        Promise("long", need("ids", 8), 100, group=0),
        Promise("short", need("ids", 2), 101, group=0),
        Promise("short too", need("ids", 2), 104, group=0),
    ]
    assert settle(page, promises).conflicts == ("long",)


def test_others_keep_their_group_when_somebody_becomes_a_conflict():
    page = day(("ids", 96, 120), ("ids cars", 96, 120))
    promises = [
        Promise("keeps", need("ids", 3), 110, group=1),
        Promise("lost", need("permits", 3), 100, group=0),
    ]
    settlement = settle(page, promises)
    assert (settlement.lanes, settlement.conflicts) == ({"keeps": 1}, ("lost",))


def test_who_can_stay_in_the_present_group_stays():
    page = day(("ids", 96, 120), ("ids cars", 96, 120))
    stays = Promise("stays", need("ids", 3), 100, group=1)
    assert settle(page, [stays]).lanes == {"stays": 1}


def test_a_present_group_that_is_gone_or_lost_the_skill_is_left():
    page = day(("cars", 96, 120), ("ids", 96, 120))
    promises = [
        Promise("skill lost", need("ids", 3), 100, group=0),
        Promise("gone", need("ids", 3), 103, group=7),
    ]
    assert settle(page, promises).lanes == {"skill lost": 1, "gone": 1}


def test_a_chain_of_moves_saves_the_last_one():
    page = day(("ids", 96, 120), ("ids cars", 96, 120), ("cars permits", 96, 120))
    promises = [
        Promise("a", need("ids", 3), 100, group=1),
        Promise("b", need("cars", 3), 101, group=2),
        Promise("c", need("permits", 3), 99),
    ]
    assert settle(page, promises).lanes == {"a": 0, "b": 1, "c": 2}


def test_a_chain_of_moves_may_reach_beyond_the_newcomers_time():
    page = day(("ids", 96, 120), ("ids cars", 96, 120), ("ids permits", 96, 120))
    promises = [
        Promise("p", need("ids", 6), 102, group=1),  # is in the way, and could go to group 0
        Promise("q", need("ids", 5), 105, group=0),  # but for this one, who could go to group 2
        Promise("r", need("permits", 4), 100, group=2),
    ]
    room = rebalanced(settle(page, promises).page, promises, need("cars", 4), 100)
    assert room is not None
    assert room.group == 1
    assert room.moves["p"] == 0
    assert room.moves["q"] != 0


def test_a_page_that_promises_too_much_is_left_alone():
    page = day(("ids", 96, 120), ("ids cars", 96, 120)).taken(1, 100, 3)
    full = replace(page.groups[0], promised=level([Span(110, 111)], 2))
    leaking = replace(page, groups=(full, page.groups[1]))
    promises = [Promise("a", need("ids", 3), 100, 1)]
    assert rebalanced(page, promises, need("cars", 3), 100) is not None
    assert rebalanced(leaking, promises, need("cars", 3), 100) is None


def test_visits_outside_the_day_are_conflicts_not_errors():
    page = day(("ids", 96, 120))
    promises = [Promise("late", need("ids", 6), 286), Promise("early", need("ids", 6), -2)]
    assert set(settle(page, promises).conflicts) == {"late", "early"}


def test_a_promise_named_twice_is_refused():
    page = day(("ids", 96, 120))
    with pytest.raises(ValueError, match="'a' is named twice"):
        settle(page, [Promise("a", need("ids", 1), 100), Promise("a", need("ids", 1), 101)])


@given(pages, wishes, needs, starts)
def test_rebalancing_clears_a_place_without_moving_anybody_in_time(page, wanted, wish, start):
    full, promises = filled(page, wanted)
    room = rebalanced(full, promises, wish, start)
    if room is None:
        assert not full.fits(wish, start)
        return
    moved = [replace(p, group=room.moves.get(p.key, p.group)) for p in promises]
    newcomer = Promise("new", wish, start, room.group)
    after = room.page.taken(room.group, start, wish.ticks)
    assert can_be_worked(after, [*moved, newcomer])
    assert after == settle(page, [*moved, newcomer]).page


@settings(max_examples=150)
@given(pages, st.lists(st.tuples(needs, starts), max_size=4), needs, starts)
def test_rebalancing_gives_up_only_if_no_arrangement_exists(page, wanted, wish, start):
    full, promises = filled(page, wanted)
    possible = _servable(page, [*promises, Promise("new", wish, start)])
    assert (rebalanced(full, promises, wish, start) is not None) == possible


def test_nobody_moves_where_a_place_is_free_anyway():
    page = day(("ids", 96, 120), ("ids cars", 96, 120)).taken(0, 100, 3)
    room = rebalanced(page, [Promise("a", need("ids", 3), 100, 0)], need("cars", 3), 100)
    assert room is not None
    assert (room.page, room.moves, room.group) == (page, {}, 1)


def test_a_hold_nobody_named_stays_where_it_is():
    page = day(("ids", 96, 120), ("ids cars", 96, 120)).taken(1, 100, 3)
    assert rebalanced(page, [], need("cars", 3), 100) is None
    page = page.taken(0, 110, 2)
    promises = [Promise("a", need("ids", 3), 100, 1), Promise("b", need("ids", 2), 110, 0)]
    moved = rebalanced(page, promises, need("cars", 3), 100)
    assert moved is not None
    assert (moved.moves, moved.group) == ({"a": 0}, 1)


def test_a_full_day_is_settled_within_bounds():
    """A clerk falls ill on a full day of 250 visits: everybody is laid or named."""
    staff = (
        [("ids", 96, 192)] * 3 + [("ids cars", 96, 192)] * 4 + [("ids cars permits", 90, 180)] * 3
    )
    kinds = [need("ids", 3), need("cars", 4), need("permits", 6), need("ids", 2)]
    wanted = [(kinds[n % 4], 96 + n * 7 % 90) for n in range(400)]
    _, promises = filled(day(*staff, desks=20), wanted)
    settlement = settle(day(*staff[1:], desks=20), promises)
    assert len(promises) > 200
    assert len(settlement.lanes) + len(settlement.conflicts) == len(promises)
    assert settlement.page.leaks() == []
