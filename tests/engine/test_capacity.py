import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.capacity import (
    EMPTY_DAY,
    Clerk,
    Group,
    Need,
    NoPlace,
    NothingToGiveBack,
    Page,
    level,
    staffed,
)
from anlauf.engine.grid import TICKS, Span
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


@given(pages, wishes)
def test_whatever_is_promised_can_be_worked_by_named_clerks(page, wanted):
    full, promises = filled(page, wanted)
    assert can_be_worked(full, promises)
    assert full.leaks() == []


def test_counting_heads_across_shifts_would_promise_what_nobody_can_work():
    """Control: a clerk until noon and one from noon are not one clerk for a visit across noon."""
    heads = Group(frozenset({"ids"}), level([Span(96, 192)], 1))
    counted = Page((heads,), level([Span(96, 192)], 1))
    shifts = day(("ids", 96, 144), ("ids", 144, 192))
    across_noon = need("ids", 6)
    assert counted.fits(across_noon, 141)
    assert not shifts.fits(across_noon, 141)


@given(pages, wishes, needs)
def test_free_starts_are_exactly_the_ticks_at_which_it_fits(page, wanted, wish):
    page, _ = filled(page, wanted)
    starts = page.free_starts(wish)
    by_hand = {tick for tick in range(TICKS) if _fits_by_hand(page, wish, tick)}
    assert {tick for tick in range(TICKS + 9) if starts >> tick & 1} == by_hand
    assert {tick for tick in range(TICKS) if page.fits(wish, tick)} == by_hand
    assert {t for t in range(TICKS) if page.lane(wish, t) is not None} == by_hand


def _fits_by_hand(page, wish, start):
    ticks = range(start, start + wish.ticks)
    return ticks.stop <= TICKS and any(
        wish.skills <= group.skills
        and all(group.promised[t] < group.supply[t] for t in ticks)
        and all(sum(g.promised[t] for g in page.groups) < page.desks[t] for t in ticks)
        for group in page.groups
    )


@given(pages, wishes, needs, starts)
def test_giving_back_undoes_taking(page, wanted, wish, start):
    page, _ = filled(page, wanted)
    lane = page.lane(wish, start)
    if lane is not None:
        taken = page.taken(lane, start, wish.ticks)
        assert taken != page
        assert taken.given_back(lane, start, wish.ticks) == page


@given(pages, wishes)
def test_giving_everything_back_leaves_an_empty_page(page, wanted):
    full, promises = filled(page, wanted)
    for promise in promises:
        assert promise.group is not None
        full = full.given_back(promise.group, promise.start, promise.need.ticks)
    assert full == page == full.emptied()


def test_the_least_flexible_clerk_is_taken_first():
    page = day(("ids cars permits", 96, 120), ("ids cars", 96, 120), ("ids", 96, 120))
    order = []
    for _ in range(3):
        lane = page.lane(need("ids", 2), 100)
        assert lane is not None
        order.append(len(page.groups[lane].skills))
        page = page.taken(lane, 100, 2)
    assert order == [1, 2, 3]
    assert page.lane(need("ids", 2), 100) is None


def test_among_equally_flexible_groups_the_one_with_less_to_spare_is_taken():
    page = day(("ids", 96, 130), ("ids", 96, 130), ("ids", 96, 120))
    assert [group.supply[100] for group in page.groups] == [2, 1]
    assert page.lane(need("ids", 2), 100) == 1


def test_desks_cap_the_sum_over_all_groups():
    page = day(("ids", 96, 120), ("cars", 96, 120), desks=1)
    page = page.taken(0, 100, 3)
    assert not page.fits(need("cars", 1), 102)
    assert page.fits(need("cars", 1), 103)
    assert page.spare(1, 101, 3) == 0


def test_a_visit_does_not_reach_beyond_midnight():
    page = day(("ids", 0, TICKS))
    assert page.fits(need("ids", 3), TICKS - 3)
    assert not page.fits(need("ids", 3), TICKS - 2)
    assert not page.fits(need("ids", 3), -1)


def test_promising_too_much_is_refused_with_the_numbers():
    page = day(("ids", 96, 120)).taken(0, 100, 3)
    with pytest.raises(
        NoPlace, match=r"Group 0 has no place left at 08:30: 1 of 1 clerks and 1 of 9 desks"
    ):
        page.taken(0, 102, 2)
    with pytest.raises(NoPlace, match="not inside a day"):
        page.taken(0, TICKS - 1, 2)


def test_giving_back_what_was_never_promised_is_refused():
    page = day(("ids", 96, 120)).taken(0, 100, 3)
    with pytest.raises(
        NothingToGiveBack, match="Group 0 has no promise over 3 ticks from tick 101"
    ):
        page.given_back(0, 101, 3)


def test_spare_counts_the_scarcest_tick():
    page = day(*[("ids", 96, 120)] * 3).taken(0, 100, 1)
    assert page.spare(0, 98, 2) == 3
    assert page.spare(0, 98, 3) == 2
    assert page.spare(0, 118, 3) == 0


def test_a_leak_is_told_with_its_place_and_time():
    group = Group(frozenset({"ids"}), level([Span(96, 98)], 1), level([Span(97, 99)], 2))
    leaks = Page((group,), level([Span(0, TICKS)], 1)).leaks()
    assert leaks == [
        "Group 0 promises too much at 08:05, 08:10.",
        "More is promised than there are desks at 08:05, 08:10.",
    ]


def test_a_leaking_page_fits_nothing_where_it_leaks():
    group = Group(frozenset({"ids"}), level([Span(96, 120)], 1), level([Span(97, 99)], 2))
    page = Page((group,), level([Span(0, TICKS)], 1))
    assert [tick for tick in range(95, 101) if page.fits(need("ids", 1), tick)] == [96, 99, 100]


def test_clerks_with_the_same_skills_and_presence_are_one_group():
    page = staffed(
        [
            Clerk(frozenset({"ids"}), (Span(96, 104), Span(108, 120))),
            Clerk(frozenset({"ids"}), (Span(108, 120), Span(96, 104))),
            Clerk(frozenset({"ids"}), (Span(96, 120),)),
        ],
        level([Span(96, 120)], 3),
    )
    assert [group.supply[100] for group in page.groups] == [2, 1]
    assert page.groups[0].supply[105] == 0


def test_a_page_without_clerks_has_no_places():
    page = Page((), level([Span(0, TICKS)], 3))
    assert page.free_starts(need("ids", 1)) == 0
    assert page.lane(need("ids", 1), 100) is None


@pytest.mark.parametrize("short", [b"", EMPTY_DAY[1:], EMPTY_DAY + b"\0"])
def test_a_day_with_the_wrong_number_of_ticks_is_refused(short):
    with pytest.raises(ValueError, match=f"has {len(short)} ticks, the day has 288"):
        Page((), short)
    with pytest.raises(ValueError, match="supply has"):
        Group(frozenset(), short)
    with pytest.raises(ValueError, match="promised has"):
        Group(frozenset(), EMPTY_DAY, short)


@given(st.sampled_from([0, -1, TICKS + 1]))
def test_a_need_takes_between_one_tick_and_a_day(ticks):
    with pytest.raises(ValueError, match=str(ticks)):
        Need(frozenset(), ticks)


def test_a_tick_counts_no_more_than_a_byte_holds():
    with pytest.raises(ValueError, match="256"):
        level([Span(0, 1)], 256)
