"""The waiting list's rules: order, fit, deadline and the public return."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.grid import TICKS, Span, local
from anlauf.engine.waiting import Patience, Return, Waiting, fraction, in_order

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOTICE = timedelta(minutes=10)
PATIENCE = Patience(minutes=30, least_minutes=15, by_day=Span(96, 240))
RETURN = Return(least_minutes=10, most_minutes=120, soon_hours=24)
ANY = Waiting(
    number=1,
    weight=0,
    kept_at=AT,
    since=MONDAY,
    until=MONDAY + timedelta(days=20),
    weekdays=frozenset(range(7)),
    between=Span(0, TICKS),
)

ticks = st.integers(0, TICKS - 1)
free = st.integers(0, (1 << TICKS) - 1)
days = st.dates(MONDAY - timedelta(days=3), MONDAY + timedelta(days=30))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
spans = st.tuples(ticks, ticks).map(lambda ends: Span(min(ends), max(ends) + 1))
entries = st.builds(
    Waiting,
    number=st.integers(1, 99),
    weight=st.integers(0, 3),
    kept_at=moments,
    since=days,
    until=days,
    weekdays=st.frozensets(st.integers(0, 6)),
    between=spans,
    before=st.none() | st.tuples(days, ticks),
    had=free,
)


@given(st.lists(entries))
def test_nobody_lighter_or_later_stands_before_somebody_heavier_or_earlier(listed):
    ordered = in_order(listed)
    assert sorted(ordered, key=hash) == sorted(listed, key=hash)
    for first, second in pairwise(ordered):
        assert first.weight >= second.weight
        assert first.weight > second.weight or first.kept_at <= second.kept_at


@given(entries, days, free)
def test_a_start_suits_when_every_part_of_the_wish_says_so(entry, on, starts):
    suiting = entry.suiting(on, starts)
    for tick in range(TICKS):
        wanted = (
            starts >> tick & 1
            and entry.since <= on <= entry.until
            and on.weekday() in entry.weekdays
            and entry.between.holds(tick)
            and (entry.before is None or (on, tick) < entry.before)
            and not entry.had >> tick & 1
        )
        assert bool(suiting >> tick & 1) == bool(wanted)


@given(entries, days, free)
def test_the_earliest_start_that_fits_is_offered(entry, on, starts):
    suiting = [tick for tick in range(TICKS) if entry.suiting(on, starts) >> tick & 1]
    assert entry.earliest(on, starts) == (suiting[0] if suiting else None)


def test_only_what_begins_before_the_later_appointment_helps():
    later = replace(ANY, before=(MONDAY, 100))
    everything = (1 << TICKS) - 1
    assert later.suiting(MONDAY, everything) == (1 << 100) - 1
    assert later.suiting(MONDAY + timedelta(days=1), everything) == 0


@pytest.mark.parametrize(
    ("offered", "answered"),
    [
        ("08:00", "08:30"),
        ("13:20", "13:50"),
        ("19:59", "20:29"),
        ("20:00", "08:30 +1"),
        ("23:10", "08:30 +1"),
        ("00:05", "08:30"),
        ("07:59", "08:30"),
    ],
)
def test_offers_wait_half_an_hour_by_day_and_until_half_past_eight_by_night(offered, answered):
    clock, _plus, days_on = answered.partition(" +")
    until = PATIENCE.until(_at(offered), _at("12:00", days=9), NOTICE, ZONE)
    assert until == _at(clock, days=int(days_on or 0))


def test_an_offer_ends_when_the_time_could_no_longer_be_booked():
    assert PATIENCE.until(_at("09:00"), _at("09:30"), NOTICE, ZONE) == _at("09:20")


def test_nothing_is_offered_that_leaves_no_time_to_answer():
    assert PATIENCE.until(_at("09:00"), _at("09:24"), NOTICE, ZONE) is None
    assert PATIENCE.until(_at("05:00"), _at("05:10"), NOTICE, ZONE) is None


@given(moments, st.integers(0, 60 * 24 * 30))
def test_an_answer_has_its_least_time_and_never_more_than_until_the_start(at, minutes):
    starts_at = at + timedelta(minutes=minutes)
    until = PATIENCE.until(at, starts_at, NOTICE, ZONE)
    if until is None:
        assert starts_at - at < NOTICE + timedelta(minutes=15)
        return
    assert timedelta(minutes=15) <= until - at
    assert until <= starts_at - NOTICE
    _date, tick = local(at, ZONE)
    if PATIENCE.by_day.holds(tick):
        assert until - at <= timedelta(minutes=30)


@given(st.text(), moments, st.integers(24 * 60 + 1, 10**6))
def test_time_given_up_returns_within_the_bounds_and_always_at_the_same_moment(seed, at, ahead):
    returns = RETURN.at(seed, at, at + timedelta(minutes=ahead))
    assert timedelta(minutes=10) <= returns - at <= timedelta(minutes=120)
    assert returns == RETURN.at(seed, at, at + timedelta(minutes=ahead))


@given(st.text(), moments, st.integers(0, 24 * 60))
def test_time_that_begins_within_a_day_returns_at_once(seed, at, ahead):
    assert RETURN.at(seed, at, at + timedelta(minutes=ahead)) == at


def test_the_moments_of_return_are_spread_evenly():
    tenths = [0] * 10
    for number in range(10_000):
        tenths[int(fraction(f"seed {number}") * 10)] += 1
    assert all(900 < count < 1100 for count in tenths)


def _at(clock: str, *, days: int = 0) -> datetime:
    on = MONDAY + timedelta(days=days)
    hour, minute = map(int, clock.split(":"))
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=ZONE).astimezone(UTC)
