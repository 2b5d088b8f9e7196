"""Rules of release: when what opens, and that nobody takes what belongs to others."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.capacity import EMPTY_DAY, Group, Need, Page, level
from anlauf.engine.grid import TICKS, Span
from anlauf.engine.levels import levels
from anlauf.engine.release import BadRelease, Opening, Release, Tranche
from anlauf.engine.room import room

SHARES = ("online", "internal", "walk_in", "urgent")
SEVEN, TEN = 84, 120
NEED = Need(frozenset({"ids"}), 1)

shares = st.frozensets(st.sampled_from(SHARES), min_size=1)


@st.composite
def releases(draw):
    """Up to four tranches, each open to some shares at once."""
    cuts = sorted(draw(st.sets(st.integers(1, 99), max_size=3)))
    bounds = [0, *cuts, 100]
    return Release(
        tuple(
            Tranche(str(low), high - low, tuple(Opening(s, days_before=60) for s in draw(shares)))
            for low, high in pairwise(bounds)
        )
    )


def page(clerks, **promised):
    """One group all day long that has promised so much to each share."""
    group = Group(frozenset({"ids"}), bytes([clerks]) * TICKS)
    for share, count in promised.items():
        for _ in range(count):
            group = group.taken(0, TICKS, share)
    return Page((group,), bytes([250]) * TICKS)


def can_be_shared_out(promised, held, open_to):
    """Try every way of taking each share's promises from the tranches open to it."""
    wanted = [share for share, count in promised.items() for _ in range(count)]
    for choice in product(range(len(held)), repeat=len(wanted)):
        taken = [choice.count(tranche) for tranche in range(len(held))]
        allowed = all(
            share in open_to[tranche] for share, tranche in zip(wanted, choice, strict=True)
        )
        if allowed and all(t <= h for t, h in zip(taken, held, strict=True)):
            return True
    return not wanted


@given(
    releases(),
    st.integers(0, 5),
    st.dictionaries(st.sampled_from(SHARES), st.integers(0, 2), max_size=3),
    st.sampled_from(SHARES),
    st.integers(0, TICKS - 1),
)
def test_one_more_fits_exactly_if_all_can_still_be_shared_out(rule, clerks, promised, share, tick):
    held = [int(row[tick]) for row in levels(bytes([clerks]) * TICKS, rule.percents)]
    open_to = [{opening.share for opening in tranche.openings} for tranche in rule.tranches]
    if not can_be_shared_out(promised, held, open_to):
        return
    one_more = promised | {share: promised.get(share, 0) + 1}

    free = room(page(clerks, **promised), NEED, share, rule, rule.opened(0, 0))

    assert bool(free >> tick & 1) == can_be_shared_out(one_more, held, open_to)


@given(
    st.lists(st.integers(0, 12), min_size=TICKS, max_size=TICKS),
    st.lists(st.integers(1, 40), min_size=1, max_size=5),
)
def test_the_parts_add_up_to_what_is_there_at_every_tick(supply, parts):
    percents = (*parts, 100 - sum(parts)) if sum(parts) < 100 else (100,)
    rows = levels(bytes(supply), percents)
    assert (rows >= 0).all()
    assert rows.sum(axis=0).tolist() == supply


@given(st.integers(1, 9), st.integers(1, 99), st.integers(12, 144))
def test_over_the_day_each_part_gets_its_percentage(clerks, percent, ticks):
    supply = level([Span(90, 90 + ticks)], clerks)
    got = levels(supply, (percent, 100 - percent))[0].sum()
    rounds = max(1, ticks * min(percent, 100 - percent) // 600)
    assert abs(int(got) - clerks * ticks * percent / 100) <= clerks + rounds


def test_a_fifth_of_one_clerk_is_a_fifth_of_the_day_in_usable_pieces():
    row = levels(level([Span(96, 192)], 1), (80, 20))[1]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row, [0]))))
    pieces = edges[1::2] - edges[::2]
    assert 18 <= row.sum() <= 20
    assert pieces.min() >= 6
    assert len(pieces) > 1


def test_a_wave_opens_at_its_minute_and_not_before():
    opening = Opening("online", days_before=14, tick=TEN)
    assert opening.opened(14, TEN - 1) == 0
    assert opening.opened(14, TEN) == TICKS
    assert opening.opened(15, TICKS - 1) == 0
    assert opening.opened(13, 0) == TICKS


def test_minutes_before_open_the_day_bit_by_bit():
    opening = Opening("walk_in", minutes_before=60)
    assert opening.opened(0, TEN) == TEN + 13
    assert opening.opened(1, TEN) == 0
    assert opening.opened(1, TICKS - 6) == 7  # half past eleven at night: half past midnight
    assert opening.opened(0, TICKS - 1) == TICKS


def test_unsold_time_is_passed_on_by_opening_it_to_others():
    rule = Release(
        (
            Tranche("all", 80, (Opening("online", 60),)),
            Tranche("ours", 20, (Opening("internal", 60), Opening("online", 1, TEN))),
        )
    )
    taken = page(5, online=4)
    assert room(taken, NEED, "online", rule, rule.opened(2, TEN)) == 0
    assert room(taken, NEED, "internal", rule, rule.opened(2, TEN)).bit_count() == TICKS
    assert room(taken, NEED, "online", rule, rule.opened(1, TEN)).bit_count() == TICKS
    full = page(5, online=5)
    assert room(full, NEED, "internal", rule, rule.opened(1, TEN)) == 0


def test_what_was_promised_before_the_rule_takes_from_nobody_else():
    rule = Release(
        (
            Tranche("online", 50, (Opening("online", 60),)),
            Tranche("walk-ins", 50, (Opening("walk_in", 60),)),
        )
    )
    crowded = page(4, online=3)
    assert room(crowded, NEED, "online", rule, rule.opened(1, 0)) == 0
    assert room(crowded, NEED, "walk_in", rule, rule.opened(1, 0)).bit_count() == TICKS


def test_desks_limit_what_is_shared_out():
    rule = Release(
        (
            Tranche("online", 50, (Opening("online", 60),)),
            Tranche("walk-ins", 50, (Opening("walk_in", 60),)),
        )
    )
    narrow = Page((Group(frozenset({"ids"}), bytes([8]) * TICKS),), bytes([2]) * TICKS)
    one = narrow.taken(0, 0, TICKS)
    assert room(one, NEED, "online", rule, rule.opened(1, 0)) == 0


def test_groups_that_cannot_serve_the_need_are_not_shared_out():
    rule = Release((Tranche("all", 100, (Opening("online", 60),)),))
    cars = Page((Group(frozenset({"cars"}), bytes([8]) * TICKS),), bytes([9]) * TICKS)
    assert room(cars, NEED, "online", rule, rule.opened(1, 0)) == 0


def test_a_share_nothing_opens_to_gets_nothing():
    rule = Release((Tranche("all", 100, (Opening("online", 60),)),))
    assert room(page(9), NEED, "urgent", rule, rule.opened(0, 0)) == 0


def test_the_waves_of_a_share_come_in_their_order():
    rule = Release(
        (
            Tranche("a", 50, (Opening("online", 0, SEVEN), Opening("walk_in", minutes_before=60))),
            Tranche("b", 30, (Opening("online", 14, TEN),)),
            Tranche("c", 20, (Opening("online", 14, SEVEN),)),
        )
    )
    assert rule.waves("online") == ((14, SEVEN), (14, TEN), (0, SEVEN))
    assert rule.waves("walk_in") == ()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Opening("online"),
        lambda: Opening("online", 1, 0, 60),
        lambda: Opening("online", -1),
        lambda: Opening("online", 1, TICKS),
        lambda: Tranche("none", 0, ()),
        lambda: Release((Tranche("most", 99, ()),)),
    ],
)
def test_rules_that_share_out_something_else_are_refused(wrong):
    with pytest.raises(BadRelease):
        wrong()


def test_an_empty_day_has_no_levels():
    assert levels(EMPTY_DAY, (60, 40)).sum() == 0
