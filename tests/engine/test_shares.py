"""A page remembers from which share its promises were taken, whatever happens to them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.capacity import ANY_TICK, NothingToGiveBack, rebalanced, settle, tidied
from tests.engine.capacity_examples import day, filled, need, pages, wishes

SHARES = ("internal", "online", "walk_in")


def shared_out(page, promises):
    """The same promises on the same page, each taken from some share."""
    named = [replace(p, share=SHARES[p.key % 3]) for p in promises]
    page = page.emptied()
    for promise in named:
        page = page.taken(promise.group, promise.start, promise.need.ticks, promise.share)
    return page, named


@given(pages, wishes)
def test_giving_everything_back_leaves_no_trace(page, wanted):
    empty = page
    page, promises = shared_out(*filled(page, wanted))
    for promise in promises:
        page = page.given_back(promise.group, promise.start, promise.need.ticks, promise.share)
    assert page == empty


@given(pages, wishes)
def test_settling_keeps_every_share(page, wanted):
    full, promises = shared_out(*filled(page, wanted))
    assert settle(full.emptied(), promises).page == full


@given(pages, wishes)
def test_tidying_loses_nobody_and_only_ever_makes_room(page, wanted):
    full, promises = shared_out(*filled(page, wanted))
    tidy = tidied(full, promises)
    if tidy is None:
        return
    moved = [replace(p, group=tidy.lanes[p.key]) for p in promises]
    again = full.emptied()
    for promise in moved:
        again = again.taken(promise.group, promise.start, promise.need.ticks, promise.share)
    assert again == tidy.page
    assert not tidy.page.leaks()


def test_a_page_that_promises_more_than_its_appointments_is_not_tidied():
    page = day(("ids cars", 96, 120), ("ids", 96, 120)).taken(0, 100, 3)
    assert tidied(page, []) is None


def test_whoever_takes_up_the_versatile_is_moved_to_the_others():
    page = day(("ids cars", 96, 120), ("ids", 96, 120))
    full, promises = filled(page.taken(1, 100, 3), [(need("ids", 3), 100)])
    tidy = tidied(full.given_back(1, 100, 3), promises)
    assert tidy is not None
    assert tidy.lanes == {0: 1}


def test_a_rebalanced_page_keeps_the_share_of_those_who_moved():
    page = day(("ids", 96, 120), ("ids cars", 96, 120)).taken(1, 100, 3, "walk_in")
    _page, promises = shared_out(*filled(day(("ids", 96, 120)), []))
    assert promises == []
    walk_in = replace(_promise(need("ids", 3), 100), group=1, share="walk_in")
    room = rebalanced(page, [walk_in], need("cars", 3), 100)
    assert room is not None
    assert room.page.groups[0].shared[0][0] == "walk_in"
    assert room.page.groups[1].shared == ()


def _promise(what, start):
    page, promises = filled(day(("ids cars", 96, 120)), [(what, start)])
    assert page
    return promises[0]


def test_what_another_share_was_promised_is_not_given_back():
    page = day(("ids", 96, 120)).taken(0, 100, 3, "internal")
    with pytest.raises(NothingToGiveBack):
        page.given_back(0, 100, 3)
    with pytest.raises(NothingToGiveBack):
        page.given_back(0, 100, 3, "walk_in")
    assert page.given_back(0, 100, 3, "internal") == day(("ids", 96, 120))


@given(st.integers(96, 117))
def test_room_must_cover_the_whole_visit(tick):
    page = day(("ids", 96, 120))
    assert page.lane(need("ids", 3), tick, room=ANY_TICK) == 0
    assert page.lane(need("ids", 3), tick, room=ANY_TICK ^ 1 << tick + 2) is None
    starts = page.free_ticks().starts(need("ids", 3), ANY_TICK ^ 1 << tick)
    assert not starts >> tick & 1
