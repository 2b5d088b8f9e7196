from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.grid import (
    TICKS,
    OffGrid,
    Span,
    clock_text,
    instant,
    local,
    missing,
    tick_of,
    ticks_for,
    time_of,
    upcoming,
)

BERLIN = ZoneInfo("Europe/Berlin")
SPRING = date(2026, 3, 29)  # 02:00 becomes 03:00
AUTUMN = date(2026, 10, 25)  # 03:00 becomes 02:00
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
EVERY_TICK = st.integers(0, TICKS - 1)


@given(EVERY_TICK)
def test_ticks_and_times_of_day_are_the_same_thing(tick):
    assert tick_of(time_of(tick)) == tick
    assert clock_text(tick) == time_of(tick).strftime("%H:%M")


def test_the_end_of_the_day_has_a_name_but_no_time():
    assert clock_text(TICKS) == "24:00"
    with pytest.raises(OffGrid, match="288"):
        time_of(TICKS)


@pytest.mark.parametrize("odd", [time(9, 3), time(9, 0, 1), time(9, 0, 0, 1)])
def test_a_time_between_two_ticks_is_refused_by_name(odd):
    with pytest.raises(OffGrid, match=odd.isoformat()):
        tick_of(odd)


@pytest.mark.parametrize("tick", [-1, TICKS + 1])
def test_ticks_outside_the_day_are_refused(tick):
    for refusing in (clock_text, time_of, lambda t: instant(SPRING, t, BERLIN)):
        with pytest.raises(OffGrid, match=str(tick)):
            refusing(tick)


@pytest.mark.parametrize(("minutes", "ticks"), [(0, 0), (1, 1), (5, 1), (6, 2), (15, 3), (17, 4)])
def test_minutes_occupy_ticks_rounded_up(minutes, ticks):
    assert ticks_for(minutes) == ticks


def test_negative_minutes_are_refused():
    with pytest.raises(OffGrid, match="-5"):
        ticks_for(-5)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (6, 5), (0, TICKS + 1)])
def test_a_span_lies_inside_a_day_and_is_not_empty(start, end):
    with pytest.raises(OffGrid, match=str(end)):
        Span(start, end)


@given(EVERY_TICK, st.integers(1, 20), EVERY_TICK, st.integers(1, 20))
def test_spans_overlap_exactly_if_they_share_a_tick(start, length, other_start, other_length):
    one = Span(start, min(TICKS, start + length))
    other = Span(other_start, min(TICKS, other_start + other_length))
    shared = [t for t in range(TICKS) if one.holds(t) and other.holds(t)]
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)
    assert one.length == sum(one.holds(t) for t in range(TICKS))


def test_a_span_reads_like_a_door_sign():
    assert str(Span(96, TICKS)) == "08:00–24:00"


def test_nine_in_the_morning_is_an_hour_apart_in_summer_and_winter():
    assert instant(date(2026, 1, 15), 108, BERLIN) == datetime(2026, 1, 15, 8, 0, tzinfo=UTC)
    assert instant(date(2026, 7, 15), 108, BERLIN) == datetime(2026, 7, 15, 7, 0, tzinfo=UTC)


def test_the_hour_that_does_not_exist_moves_one_hour_on():
    half_past_two = instant(SPRING, tick_of(time(2, 30)), BERLIN)
    assert half_past_two == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert local(half_past_two, BERLIN) == (SPRING, tick_of(time(3, 30)))


def test_of_the_hour_that_comes_twice_the_first_counts():
    half_past_two = instant(AUTUMN, tick_of(time(2, 30)), BERLIN)
    assert half_past_two == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    an_hour_later = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert local(half_past_two, BERLIN) == local(an_hour_later, BERLIN)


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_appointments_after_a_moved_clock_keep_their_time_on_the_wall(day):
    for tick in range(tick_of(time(3, 0)), TICKS):
        assert local(instant(day, tick, BERLIN), BERLIN) == (day, tick)


@given(DAYS, EVERY_TICK)
def test_local_undoes_instant_except_for_the_missing_hour(day, tick):
    found, shown = local(instant(day, tick, BERLIN), BERLIN)
    assert found == day
    assert shown in (tick, tick + 12)


@given(DAYS, st.integers(0, TICKS - 1))
def test_later_ticks_are_never_earlier_instants_by_more_than_the_missing_hour(day, tick):
    now, then = instant(day, tick, BERLIN), instant(day, tick + 1, BERLIN)
    assert (then - now).total_seconds() in (300, 300 + 3600, 300 - 3600)


def test_the_last_tick_of_a_day_ends_with_the_next_day():
    assert instant(date(2026, 1, 15), TICKS, BERLIN) == instant(date(2026, 1, 16), 0, BERLIN)


def test_minutes_between_two_ticks_belong_to_the_earlier_one():
    assert local(datetime(2026, 1, 15, 8, 4, 59, tzinfo=UTC), BERLIN) == (date(2026, 1, 15), 108)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(OffGrid, match="time zone"):
        local(datetime.fromisoformat("2026-01-15T08:00"), BERLIN)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("08:00", "08:00"), ("08:00:01", "08:05"), ("08:04:59.999999", "08:05"), ("08:05", "08:05")],
)
def test_the_upcoming_tick_has_not_begun(clock, expected):
    moment = datetime.combine(date(2026, 11, 23), time.fromisoformat(clock), BERLIN)
    assert upcoming(moment, BERLIN) == (date(2026, 11, 23), tick_of(time.fromisoformat(expected)))


def test_minutes_before_midnight_no_tick_of_the_day_is_left():
    moment = datetime(2026, 11, 23, 23, 57, tzinfo=BERLIN)
    assert upcoming(moment, BERLIN) == (date(2026, 11, 23), TICKS)


def test_one_hour_of_the_year_is_missing_and_never_another():
    year = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]
    gone = {day: missing(day, BERLIN) for day in year if missing(day, BERLIN)}
    assert gone == {date(2027, 3, 28): Span(24, 36)}
