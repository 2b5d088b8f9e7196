from collections.abc import Hashable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.grid import TICKS
from anlauf.engine.search import (
    DayBits,
    OutOfOrder,
    Start,
    first_start_by_office,
    first_starts,
    firsts,
    starts_from,
    ticks_in,
)

MONDAY = date(2026, 9, 7)
OFFICES = ["altona", "eimsbüttel", "harburg"]
starts = st.sets(st.integers(0, TICKS - 1), max_size=4).map(
    lambda ticks: sum(1 << t for t in ticks)
)
weeks = st.lists(starts, min_size=15, max_size=15).map(
    lambda bits: [
        DayBits(MONDAY + timedelta(days=n // 3), OFFICES[n % 3], each)
        for n, each in enumerate(bits)
    ]
)
moments = st.tuples(
    st.integers(-1, 5).map(lambda n: MONDAY + timedelta(days=n)), st.integers(0, 288)
)


def every_start(days, since):
    """All starts by hand, earliest first, offices in the order given."""
    found = [
        (day.date, tick, OFFICES.index(day.office), day.office)
        for day in days
        for tick in range(TICKS)
        if day.starts >> tick & 1 and (day.date, tick) >= since
    ]
    return [Start(on, tick, office) for on, tick, _, office in sorted(found)]


@given(weeks, moments, st.integers(0, 70))
def test_the_first_starts_are_the_first_of_all_starts(days, since, n):
    assert first_starts(days, n, since) == every_start(days, since)[:n]


@given(weeks, moments)
def test_each_office_shows_its_own_first_start(days, since):
    expected: dict[Hashable, Start] = {}
    for start in every_start(days, since):
        expected.setdefault(start.office, start)
    assert first_start_by_office(days, since) == expected


def test_no_day_is_read_after_the_answer_is_complete():
    def days():
        yield DayBits(MONDAY, "altona", 0b111)
        yield DayBits(MONDAY + timedelta(days=1), "altona", 1)
        pytest.fail("A third day was read.")

    assert len(first_starts(days(), 2, (MONDAY, 0))) == 2


def test_equal_times_keep_the_order_of_offices():
    days = [DayBits(MONDAY, office, 1 << 100) for office in ("harburg", "altona")]
    assert [start.office for start in first_starts(days, 2, (MONDAY, 0))] == ["harburg", "altona"]


def test_days_out_of_order_are_refused():
    days = [DayBits(MONDAY, "altona", 0), DayBits(MONDAY - timedelta(days=1), "altona", 1)]
    with pytest.raises(OutOfOrder, match="2026-09-06 comes after 2026-09-07"):
        first_starts(days, 1, (date.min, 0))


@given(starts, st.integers(0, TICKS))
def test_ticks_read_the_bits_in_order(bits, tick):
    assert list(ticks_in(bits)) == [t for t in range(TICKS) if bits >> t & 1]
    assert list(ticks_in(starts_from(bits, tick))) == [t for t in ticks_in(bits) if t >= tick]


@given(starts, st.integers(1, 12))
def test_of_each_stretch_only_the_first_start_is_kept(bits, every):
    by_stretch: dict[int, int] = {}
    for tick in ticks_in(bits):
        by_stretch.setdefault(tick // every, tick)
    assert list(ticks_in(firsts(bits, every))) == sorted(by_stretch.values())
